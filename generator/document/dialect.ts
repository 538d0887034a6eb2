import type { Json, JsonObject } from "../../spec/interchange/json.ts";
import { isJsonObject } from "../../spec/interchange/json.ts";

/** How a keyword of JSON Schema 2020-12 holds other schemas; `data` holds none. */
export type KeywordShape = "schema" | "schemas" | "schema-map" | "data";

const SHAPES: Record<string, KeywordShape> = {
  ...shape(
    "schema",
    "additionalProperties items contains propertyNames not if then else unevaluatedItems unevaluatedProperties",
  ),
  ...shape("schemas", "allOf anyOf oneOf prefixItems"),
  ...shape("schema-map", "properties patternProperties dependentSchemas"),
  ...shape("data", "type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength"),
  ...shape(
    "data",
    "pattern maxItems minItems uniqueItems maxContains minContains maxProperties minProperties required",
  ),
  ...shape("data", "dependentRequired format contentEncoding contentMediaType"),
  ...shape("data", "title description default deprecated readOnly writeOnly examples $comment"),
};

/** Members of an OpenAPI Schema Object that say nothing about an instance, or that are dealt with elsewhere. */
const SILENT = new Set([
  "example",
  "xml",
  "externalDocs",
  "discriminator",
  "nullable",
  "$schema",
  "$id",
  "$defs",
  "definitions",
  "$anchor",
  "$dynamicAnchor",
  "$vocabulary",
  "contentSchema",
]);

function shape(kind: KeywordShape, names: string): Record<string, KeywordShape> {
  return Object.fromEntries(names.split(" ").map((name) => [name, kind]));
}

/** How a keyword holds schemas; `undefined` for one that JSON Schema 2020-12 does not know. */
export function keywordShape(keyword: string): KeywordShape | undefined {
  return Object.hasOwn(SHAPES, keyword) ? SHAPES[keyword] : undefined;
}

/** Whether a member of a Schema Object is left out of the JSON Schema because it asserts nothing. */
export function isSilent(keyword: string): boolean {
  return SILENT.has(keyword);
}

/** `example` of OpenAPI is one of JSON Schema's `examples`, the first. */
export function withExamples(schema: JsonObject): JsonObject {
  if (schema["example"] === undefined) return schema;
  const more = Array.isArray(schema["examples"]) ? schema["examples"] : [];
  return { ...schema, examples: [schema["example"], ...more] };
}

/**
 * Rewrites what OpenAPI 3.0 writes differently: `nullable`, boolean exclusive bounds, and siblings
 * of `$ref`, which it ignores (OpenAPI 3.0.3, sections 4.7.23.1 and 4.7.24.1).
 */
export function modernise(schema: JsonObject, version: string): JsonObject {
  if (!version.startsWith("3.0")) return schema;
  if (typeof schema["$ref"] === "string") return { $ref: schema["$ref"] };
  const modern: JsonObject = { ...schema };
  exclusive(modern, "exclusiveMinimum", "minimum");
  exclusive(modern, "exclusiveMaximum", "maximum");
  // `nullable` counts only beside `type`, and says nothing about `enum` (proposal 2019-10-31 of the OpenAPI Initiative).
  if (schema["nullable"] === true && typeof schema["type"] === "string") modern["type"] = [schema["type"], "null"];
  return modern;
}

function exclusive(schema: JsonObject, flag: string, bound: string): void {
  if (typeof schema[flag] !== "boolean") return;
  const isExclusive = schema[flag];
  delete schema[flag];
  if (!isExclusive || schema[bound] === undefined) return;
  schema[flag] = schema[bound];
  delete schema[bound];
}

/** Whether a Schema Object describes bytes: OpenAPI 3.0 by format, 3.1 by media type without an encoding. */
export function isBinary(schema: Json | undefined): boolean {
  if (!isJsonObject(schema)) return false;
  if (schema["format"] === "binary") return true;
  return typeof schema["contentMediaType"] === "string" && schema["contentEncoding"] === undefined;
}
