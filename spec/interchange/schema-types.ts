import { isJsonObject, type Json, type JsonSchema } from "./json.ts";
import { localPointer, valueAt } from "./pointer.ts";

/** The types of JSON Schema 2020-12 (validation, section 6.1.1). */
export type JsonType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

const ALL: readonly JsonType[] = ["null", "boolean", "integer", "number", "string", "array", "object"];

/** The type of an instance; a number without a fraction is an `integer`. */
export function typeOf(value: Json): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value as "boolean" | "string" | "object";
}

/** What a local `$ref` (`#/…`) leads to; `undefined` when nothing is there, or it leads elsewhere. */
export function referredSchema(ref: string, root: JsonSchema): JsonSchema | undefined {
  const place = localPointer(ref);
  return place === undefined ? undefined : (valueAt(root, place) as JsonSchema | undefined);
}

/** The schema that a local `$ref` leads to, through further ones, or the schema itself. */
export function resolveSchema(schema: JsonSchema, root: JsonSchema): JsonSchema {
  let current = schema;
  const seen = new Set<JsonSchema>();
  while (isJsonObject(current) && typeof current["$ref"] === "string" && !seen.has(current)) {
    seen.add(current);
    current = referredSchema(current["$ref"], root) ?? current;
  }
  return current;
}

/**
 * The types that an instance of a schema may have, as far as `type`, `const`, `enum`, `$ref`,
 * `allOf`, `anyOf` and `oneOf` say so. `number` stands for itself and `integer`.
 */
export function typesOf(schema: JsonSchema | undefined, root: JsonSchema): Set<JsonType> {
  return walk(schema, root, new Set());
}

function walk(schema: JsonSchema | undefined, root: JsonSchema, seen: Set<object>): Set<JsonType> {
  if (!isJsonObject(schema) || seen.has(schema)) return new Set(schema === false ? [] : ALL);
  const inside = new Set(seen).add(schema);
  const sets: Set<JsonType>[] = [];
  if (typeof schema["type"] === "string" || Array.isArray(schema["type"])) {
    sets.push(withIntegers([schema["type"]].flat() as JsonType[]));
  }
  if ("const" in schema) sets.push(new Set([typeOf(schema["const"] as Json)]));
  if (Array.isArray(schema["enum"])) sets.push(new Set(schema["enum"].map(typeOf)));
  const target = typeof schema["$ref"] === "string" ? referredSchema(schema["$ref"], root) : undefined;
  if (target !== undefined) sets.push(walk(target, root, inside));
  if (Array.isArray(schema["allOf"])) {
    for (const part of schema["allOf"] as JsonSchema[]) sets.push(walk(part, root, inside));
  }
  for (const union of [schema["anyOf"], schema["oneOf"]]) {
    if (!Array.isArray(union)) continue;
    sets.push(new Set((union as JsonSchema[]).flatMap((part) => [...walk(part, root, inside)])));
  }
  return new Set(ALL.filter((type) => sets.every((set) => set.has(type))));
}

function withIntegers(types: JsonType[]): Set<JsonType> {
  return new Set(types.includes("number") ? [...types, "integer"] : types);
}

/** The schema of a member of an object schema, through `$ref` and `allOf`; `undefined` when none is declared. */
export function memberSchema(schema: JsonSchema | undefined, member: string, root: JsonSchema): JsonSchema | undefined {
  if (schema === undefined) return undefined;
  const resolved = resolveSchema(schema, root);
  if (!isJsonObject(resolved)) return undefined;
  const { properties, allOf } = resolved;
  if (isJsonObject(properties) && Object.hasOwn(properties, member)) return properties[member] as JsonSchema;
  for (const part of (allOf ?? []) as JsonSchema[]) {
    const found = memberSchema(part, member, root);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The schema of the items of an array schema, through `$ref`. */
export function itemSchema(schema: JsonSchema | undefined, root: JsonSchema): JsonSchema | undefined {
  if (schema === undefined) return undefined;
  const resolved = resolveSchema(schema, root);
  return isJsonObject(resolved) ? (resolved["items"] as JsonSchema | undefined) : undefined;
}
