import type { Parameter } from "../../spec/interchange/contract.ts";
import { decodeParameters } from "../../spec/interchange/decode-parameters.ts";
import { isJsonObject, type Json } from "../../spec/interchange/json.ts";
import type { SchemaPart } from "../schema-part.ts";

/**
 * The header fields of an answer as they are read by a schema: fields that it does not list are not looked at.
 * Members of objects are left out, of which fields are rarely made.
 *
 * @returns `undefined` when a field cannot be written as one line of text
 */
export function headerTravel(fields: Json, { schema }: SchemaPart): Json | undefined {
  if (!isJsonObject(fields)) return undefined;
  const raw = Object.entries(fields).map(([name, value]) => ({ name, value: textOf(value) }));
  if (raw.some(({ value }) => value === undefined || !/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value)))
    return undefined;
  const names = isJsonObject(schema) && isJsonObject(schema["properties"]) ? Object.keys(schema["properties"]) : [];
  return decodeParameters(names.map(asParameter), raw as { name: string; value: string }[], schema).value;
}

/** A field is serialised as a header parameter is (OpenAPI 3.1.1, section 4.8.21). */
function asParameter(name: string): Parameter {
  return { name, in: "header", required: false, style: "simple", explode: false, pointer: "" };
}

function textOf(value: Json): string | undefined {
  if (Array.isArray(value)) {
    const items = value.map((item) => textOf(item));
    return items.includes(undefined) || value.some((item) => typeof item === "object") ? undefined : items.join(",");
  }
  return isJsonObject(value) ? undefined : String(value);
}
