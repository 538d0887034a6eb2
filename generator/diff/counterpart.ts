import type { JsonPointer } from "../../spec/interchange/json.ts";
import { below, tokensOf, valueAt } from "../../spec/interchange/pointer.ts";
import { documentPointer, type SchemaPart } from "../schema-part.ts";

/** Where the other document says what one says at a place of a part: there, or as near to it as it goes. */
export function counterpart(other: SchemaPart, place: JsonPointer): JsonPointer {
  const tokens = tokensOf(place);
  for (let length = tokens.length; length > 0; length--) {
    const near = below("", ...tokens.slice(0, length));
    if (valueAt(other.schema, near) !== undefined) return documentPointer(other, near);
  }
  return other.pointer;
}
