import { isJsonObject, type Json, type JsonObject } from "../spec/interchange/json.ts";
import { tokensOf } from "../spec/interchange/pointer.ts";
import { keywordShape } from "./document/dialect.ts";
import type { SchemaPart } from "./schema-part.ts";

/** A schema that stands by itself but for references to definitions by their ids. */
export interface LinkedSchema {
  /** What refers to it; `def:0` for definitions, `check0` for whole parts. */
  id: string;
  schema: Json;
  /** A part that has it. */
  part: SchemaPart;
  /** Of a definition: its name in the part's `$defs`. */
  definition?: string;
}

/** The schemas of several parts, what they share among them once. */
export interface LinkedParts {
  definitions: LinkedSchema[];
  checks: LinkedSchema[];
  /** The id that checks each part, by the part's name: of a check, which equal schemas share, or of a definition. */
  checkOf: ReadonlyMap<string, string>;
}

/** Brings definitions that several parts share out of them; those that two parts define differently stay. */
export function linkParts(parts: readonly SchemaPart[]): LinkedParts {
  const shared = sharedDefinitions(parts);
  const ids = new Map([...shared.keys()].map((name, index) => [name, `def:${index}`]));
  const definitions = [...shared].map(
    ([name, { schema, part }]): LinkedSchema => ({
      id: ids.get(name) ?? name,
      schema: redirect(schema, ids),
      part,
      definition: name,
    }),
  );
  const checks = new Map<string, LinkedSchema>();
  const checkOf = new Map<string, string>();
  for (const part of parts) {
    const schema = sharing(part, shared, ids);
    const same = definitionOf(schema);
    if (same !== undefined) {
      checkOf.set(part.name, same);
      continue;
    }
    const text = JSON.stringify(schema);
    const check = checks.get(text) ?? { id: `check${checks.size}`, schema, part };
    checks.set(text, check);
    checkOf.set(part.name, check.id);
  }
  return { definitions, checks: [...checks.values()], checkOf };
}

/** The id of the shared definition that a schema is no more than a reference to. */
function definitionOf(schema: Json): string | undefined {
  if (!isJsonObject(schema) || Object.keys(schema).length !== 1) return undefined;
  const { $ref: ref } = schema;
  return typeof ref === "string" && ref.startsWith("def:") ? ref : undefined;
}

type Definitions = Map<string, { schema: Json; part: SchemaPart }>;

function sharedDefinitions(parts: readonly SchemaPart[]): Definitions {
  const found: Definitions = new Map();
  const clashing = new Set<string>();
  for (const part of parts) {
    for (const [name, schema] of Object.entries(definitionsOf(part.schema))) {
      const known = found.get(name);
      if (known === undefined) found.set(name, { schema, part });
      else if (known.schema !== schema && JSON.stringify(known.schema) !== JSON.stringify(schema)) clashing.add(name);
    }
  }
  // What refers to a definition that is not shared cannot be shared either.
  const references = new Map([...found].map(([name, { schema }]) => [name, referencesOf(schema)]));
  const isShared = (name: string): boolean => found.has(name) && !clashing.has(name);
  for (let before = -1; before !== clashing.size; ) {
    before = clashing.size;
    for (const [name, others] of references) if (!others.every(isShared)) clashing.add(name);
  }
  for (const name of clashing) found.delete(name);
  return found;
}

function definitionsOf(schema: Json): JsonObject {
  return isJsonObject(schema) && isJsonObject(schema["$defs"]) ? schema["$defs"] : {};
}

/** The definitions that a schema refers to. */
function referencesOf(node: Json): string[] {
  if (Array.isArray(node)) return node.flatMap(referencesOf);
  if (!isJsonObject(node)) return [];
  return Object.entries(node).flatMap(([member, value]) =>
    member === "$ref" && typeof value === "string" ? [definitionName(value)] : referencesOf(value),
  );
}

function definitionName(ref: string): string {
  return tokensOf(decodeURIComponent(ref.slice("#/$defs".length)))[0] ?? "";
}

/** A schema that refers to the shared definitions, if all of its own are shared. */
function sharing({ schema }: SchemaPart, shared: Definitions, ids: ReadonlyMap<string, string>): Json {
  if (!isJsonObject(schema) || Object.keys(definitionsOf(schema)).some((name) => !shared.has(name))) return schema;
  const { $defs, ...rest } = schema;
  return redirect(rest, ids);
}

/** A copy of a schema that refers to definitions by their ids, without annotations: these make equal schemas differ. */
function redirect(schema: Json, ids: ReadonlyMap<string, string>): Json {
  if (!isJsonObject(schema)) return schema;
  const copy: JsonObject = {};
  for (const [keyword, argument] of Object.entries(schema)) {
    if (ANNOTATIONS[keyword]?.(argument)) continue;
    copy[keyword] = redirectedArgument(keyword, argument, ids);
  }
  return copy;
}

function redirectedArgument(keyword: string, argument: Json, ids: ReadonlyMap<string, string>): Json {
  if (keyword === "$ref" && typeof argument === "string") return ids.get(definitionName(argument)) ?? argument;
  const shape = keywordShape(keyword);
  if (shape === "schema") return redirect(argument, ids);
  if (shape === "schemas" && Array.isArray(argument)) return argument.map((part) => redirect(part, ids));
  if (shape !== "schema-map" || !isJsonObject(argument)) return argument;
  return Object.fromEntries(Object.entries(argument).map(([name, part]) => [name, redirect(part, ids)]));
}

const isText = (argument: Json) => typeof argument === "string";
const isFlag = (argument: Json) => typeof argument === "boolean";

/** Keywords that assert nothing, and which arguments they may have: a mistake in one is told. */
const ANNOTATIONS: Record<string, ((argument: Json) => boolean) | undefined> = {
  __proto__: null as never,
  title: isText,
  description: isText,
  $comment: isText,
  deprecated: isFlag,
  readOnly: isFlag,
  writeOnly: isFlag,
  default: () => true,
  examples: Array.isArray,
};
