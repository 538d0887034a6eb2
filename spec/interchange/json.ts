/** Any value that JSON (RFC 8259) can carry. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  [member: string]: Json;
}

/** A JSON Schema 2020-12: an object of keywords, or `true` / `false`. */
export type JsonSchema = boolean | JsonObject;

/** A JSON Pointer (RFC 6901): empty for the whole document, or `/`-separated escaped tokens. */
export type JsonPointer = string;

/** Whether a value is a JSON object: not `null`, not an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
