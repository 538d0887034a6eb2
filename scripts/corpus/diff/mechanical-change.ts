import { createHash } from "node:crypto";
import { listOperations, pathItemAt } from "../../../generator/document/slice/list-operations.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../spec/interchange/json.ts";
import { localPointer, valueAt } from "../../../spec/interchange/pointer.ts";

/** What is changed in a document by {@link mechanicalChange}. */
export const KINDS = ["tighter", "wider", "fewer values", "required", "removed", "described"] as const;
export type Kind = (typeof KINDS)[number];

/** A document of one or two operations, and what became of it. */
export interface MechanicalChange {
  kind: Kind;
  /** `POST /orders: maxLength 9 → 8`. */
  what: string;
  before: JsonObject;
  after: JsonObject;
}

/** A schema object of a request or an answer, which can be changed in place. */
interface Spot {
  schema: JsonObject;
  keyword: string;
}

/** Which bounds are upper ones. */
const BOUNDS: Record<string, "upper" | "lower"> = {
  maximum: "upper",
  maxLength: "upper",
  maxItems: "upper",
  minimum: "lower",
  minLength: "lower",
  minItems: "lower",
};

/**
 * Changes one thing of a document: always the same for the same document and seed. The document is cut down to
 * the operation that is changed, and for `removed` to another one beside it.
 *
 * @returns `undefined` when the document has nothing of this kind to change
 */
export function mechanicalChange(document: JsonObject, kind: Kind, seed: string): MechanicalChange | undefined {
  const operations = listOperations(document).filter(({ path }) => isServable(path));
  const start = numberOf(`${seed} ${kind}`) % Math.max(1, operations.length);
  // Operations after the first one that have nothing to change are passed over.
  for (const index of operations.keys()) {
    const chosen = operations[(start + index) % operations.length];
    const other = operations[(start + index + 1) % operations.length];
    if (!chosen) return undefined;
    const title = `${chosen.method} ${chosen.path}`;
    if (kind === "removed") {
      if (!other || other === chosen) return undefined;
      const [before, after] = [cutDown(document, [other, chosen]), cutDown(document, [other])];
      return { kind, what: title, before, after };
    }
    const before = cutDown(document, [chosen]);
    const after = structuredClone(before);
    const found = spots(after, kind);
    const spot = found[numberOf(`${seed} ${kind} ${title}`) % Math.max(1, found.length)];
    if (spot) return { kind, what: `${title}: ${change(spot, kind)}`, before, after };
  }
  return undefined;
}

/** Whether requests of a path can be sent, and told from those of another one. */
function isServable(path: string): boolean {
  const names = path.match(/\{[^{}]*\}/g) ?? [];
  return path.startsWith("/") && !/[#?]/.test(path) && new Set(names).size === names.length;
}

function numberOf(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0);
}

function cutDown(document: JsonObject, kept: ReturnType<typeof listOperations>): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const { path, at } of kept) {
    const item = pathItemAt(document, path);
    const own = at.length === 1 ? { [at[0]]: item[at[0]] as Json } : {};
    const shared = Object.fromEntries(
      ["parameters", "servers"].flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])),
    );
    paths[path] = { ...paths[path], ...shared, ...own };
  }
  const { webhooks: _, ...rest } = document;
  return { ...rest, paths };
}

function spots(document: JsonObject, kind: Kind): Spot[] {
  const seen = new Set<Json>();
  const found: Spot[] = [];
  visit(document["paths"] as Json, false);
  return found;

  function visit(value: Json | undefined, isSchema: boolean): void {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if (Array.isArray(value)) {
      for (const item of value) visit(item, isSchema);
      return;
    }
    const target = typeof value["$ref"] === "string" ? localPointer(value["$ref"]) : undefined;
    if (target !== undefined) visit(valueAt(document, target), isSchema);
    if (isSchema) {
      found.push(...spotsAt(value, kind));
      for (const name of ["items", "additionalProperties", "allOf", "anyOf", "oneOf"]) visit(value[name], true);
      for (const member of Object.values(isJsonObject(value["properties"]) ? value["properties"] : {}))
        visit(member, true);
      return;
    }
    for (const [name, member] of Object.entries(value)) {
      if (["example", "examples", "links", "callbacks"].includes(name)) continue;
      visit(member, name === "schema");
    }
  }
}

function spotsAt(schema: JsonObject, kind: Kind): Spot[] {
  const names = Object.keys(schema);
  if (kind === "tighter" || kind === "wider") {
    return names
      .filter((name) => Object.hasOwn(BOUNDS, name) && typeof schema[name] === "number")
      .filter((name) => kind === "tighter" || BOUNDS[name] === "upper" || Number(schema[name]) > 0)
      .map((keyword) => ({ schema, keyword }));
  }
  if (kind === "fewer values") {
    const values = schema["enum"];
    return Array.isArray(values) && values.length > 1 ? [{ schema, keyword: "enum" }] : [];
  }
  if (kind === "required") return isJsonObject(schema["properties"]) ? [{ schema, keyword: "required" }] : [];
  return [{ schema, keyword: "description" }];
}

/** Changes a schema in place, and says how. */
function change({ schema, keyword }: Spot, kind: Kind): string {
  const before = schema[keyword];
  if (kind === "described") schema[keyword] = "other words";
  else if (kind === "fewer values") schema[keyword] = (before as Json[]).slice(0, -1);
  else if (kind === "required") {
    schema["properties"] = { ...(schema["properties"] as JsonObject), "not-there-before": { type: "string" } };
    schema[keyword] = [...((before ?? []) as Json[]), "not-there-before"];
  } else {
    const isUp = (BOUNDS[keyword] === "upper") === (kind === "wider");
    schema[keyword] = Number(before) + (isUp ? 1 : -1);
  }
  return `${keyword} ${JSON.stringify(before)?.slice(0, 60)} → ${JSON.stringify(schema[keyword])?.slice(0, 60)}`;
}
