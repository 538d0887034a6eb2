import type { Json, JsonSchema } from "./json.ts";
import { typesOf } from "./schema-types.ts";

/** A number as JSON writes it (RFC 8259, section 6): no `+`, no leading zero, no hexadecimal. */
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Reads a text as the value that its schema asks for: where a string is allowed, the text itself;
 * otherwise `true`/`false`, a JSON number, `null`, or a JSON object or array. A text that cannot be
 * read so stays a string, which the schema then refuses.
 */
export function decodeText(text: string, schema: JsonSchema | undefined, root: JsonSchema): Json {
  if (schema === undefined) return text;
  const types = typesOf(schema, root);
  if (types.has("string")) return text;
  if (types.has("boolean") && (text === "true" || text === "false")) return text === "true";
  if ((types.has("number") || types.has("integer")) && JSON_NUMBER.test(text)) return Number(text);
  if (types.has("null") && text === "null") return null;
  if (types.has("object") || types.has("array")) return parseJsonText(text);
  return text;
}

/** A JSON text as its value; any other text as it is. */
export function parseJsonText(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
