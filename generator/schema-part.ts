import type { SchemaName } from "../spec/interchange/contract.ts";
import type { JsonPointer, JsonSchema } from "../spec/interchange/json.ts";
import { below, tokensOf } from "../spec/interchange/pointer.ts";

/** A self-contained JSON Schema 2020-12, and where each of its parts stands in the document. */
export interface SchemaPart {
  name: SchemaName;
  schema: JsonSchema;
  /** Where the whole schema, or what it was put together from, stands in `openapi.json`. */
  pointer: JsonPointer;
  /** Places of the schema that were taken from elsewhere (`/$defs/Message`), with their pointers in the document. */
  origins: ReadonlyMap<JsonPointer, JsonPointer>;
}

/** The pointer in `openapi.json` of a place in a schema part. */
export function documentPointer(part: SchemaPart, place: JsonPointer): JsonPointer {
  const tokens = tokensOf(place);
  for (let length = tokens.length; length > 0; length--) {
    const origin = part.origins.get(below("", ...tokens.slice(0, length)));
    if (origin !== undefined) return below(origin, ...tokens.slice(length));
  }
  return part.pointer + place;
}
