import type { FieldEncoding, Parameter } from "./contract.ts";
import { decodeForm } from "./decode-form.ts";
import { claims, decodeParameters } from "./decode-parameters.ts";
import type { Json, JsonSchema } from "./json.ts";

/** A urlencoded form as an instance, and what of it cannot be read. */
export interface DecodedUrlencoded {
  value: Record<string, Json>;
  /** Names that were repeated although they are no arrays. */
  repeated: string[];
  /** Whether some percent-encoding is malformed or no UTF-8. */
  isMalformed: boolean;
}

/**
 * Reads `application/x-www-form-urlencoded` (URL Standard, section 5.1) into the object that a schema
 * describes. Members with an `encoding` are serialised as query parameters are (OpenAPI 3.1.1, section
 * 4.8.15.1.2); of the others, arrays are repeated fields and objects JSON or bracketed fields.
 */
export function decodeUrlencoded(
  text: string,
  schema: JsonSchema,
  encoding: Readonly<Record<string, FieldEncoding>> = {},
): DecodedUrlencoded {
  const styled = Object.entries(encoding).map(
    ([name, field]): Parameter => ({ name, in: "query", required: false, pointer: "", ...field }),
  );
  const pairs = splitPairs(text);
  const plain = pairs.filter(({ name }) => !styled.some((parameter) => claims(parameter, name, schema)));
  const read = decodeParameters(styled, pairs, schema);
  try {
    const decode = (piece: string) => decodeURIComponent(piece.replaceAll("+", " "));
    const { value, repeated } = decodeForm(
      plain.map((pair) => ({ name: decode(pair.name), value: decode(pair.value) })),
      schema,
    );
    return { value: Object.assign(value, read.value), repeated, isMalformed: read.undecodable.length > 0 };
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return { value: {}, repeated: [], isMalformed: true };
  }
}

/** `a=1&b` → `[a, 1]`, `[b, ""]`; nothing is decoded, empty pieces are skipped. */
export function splitPairs(text: string): { name: string; value: string }[] {
  const pairs: { name: string; value: string }[] = [];
  for (const piece of text.split("&")) {
    if (piece === "") continue;
    const equals = piece.indexOf("=");
    pairs.push(
      equals < 0 ? { name: piece, value: "" } : { name: piece.slice(0, equals), value: piece.slice(equals + 1) },
    );
  }
  return pairs;
}
