import { Pointer } from "rfc6902";
import type { SchemaName } from "../spec/interchange/contract.ts";
import type { JsonPointer, JsonSchema } from "../spec/interchange/json.ts";

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
  const { tokens } = Pointer.fromJSON(place);
  for (let length = tokens.length; length > 1; length--) {
    const origin = part.origins.get(new Pointer(tokens.slice(0, length)).toString());
    if (origin !== undefined) return origin + new Pointer(["", ...tokens.slice(length)]).toString();
  }
  return part.pointer + place;
}
