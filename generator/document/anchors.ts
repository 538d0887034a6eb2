import type { Json, JsonObject, JsonPointer } from "../../spec/interchange/json.ts";
import { walkDocument } from "./mend/walk.ts";

/** What gives schemas names. `$dynamicRef` refers to them, or becomes `$ref`. */
const NAMES = new Set(["$id", "$anchor", "$dynamicAnchor", "$dynamicRef"]);

/**
 * References by name become JSON Pointers, in place: `#name` where a schema has that `$anchor` or
 * `$dynamicAnchor`, a URI where a schema has it as its `$id`, and `$dynamicRef`, which in one document
 * leads where `$ref` would (JSON Schema 2020-12, section 8.2).
 */
export function resolveAnchors(document: JsonObject): void {
  if (!hasNames(document)) return;
  const places = new Map<string, JsonPointer>();
  const schemas: JsonObject[] = [];
  for (const { kind, value, pointer } of walkDocument(document)) {
    if (kind !== "schema") continue;
    schemas.push(value);
    for (const name of [value["$anchor"], value["$dynamicAnchor"]]) {
      if (typeof name === "string" && !places.has(`#${name}`)) places.set(`#${name}`, pointer);
    }
    if (typeof value["$id"] === "string" && !places.has(value["$id"])) places.set(value["$id"], pointer);
  }
  for (const schema of schemas) {
    const dynamic = schema["$dynamicRef"];
    if (typeof dynamic === "string" && schema["$ref"] === undefined) {
      schema["$ref"] = dynamic;
      delete schema["$dynamicRef"];
    }
    const ref = schema["$ref"];
    const target = typeof ref === "string" ? targetOf(ref, places) : undefined;
    if (target !== undefined) schema["$ref"] = `#${encodeURI(target)}`;
    for (const name of ["$id", "$anchor", "$dynamicAnchor"]) delete schema[name];
  }
}

/** Whether there may be any: most documents have none, and need not be walked with all their places. */
function hasNames(node: Json): boolean {
  if (typeof node !== "object" || node === null) return false;
  return Object.keys(node).some((member) => NAMES.has(member) || hasNames((node as JsonObject)[member] ?? null));
}

function targetOf(ref: string, places: ReadonlyMap<string, JsonPointer>): JsonPointer | undefined {
  const whole = places.get(ref);
  if (whole !== undefined) return whole;
  const [id = "", fragment = ""] = ref.split("#", 2);
  const home = id === "" ? undefined : places.get(id);
  if (home === undefined) return undefined;
  if (fragment.startsWith("/")) return home + decodeURI(fragment);
  return fragment === "" ? home : places.get(`#${fragment}`);
}
