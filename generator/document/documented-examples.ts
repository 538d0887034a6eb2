import { isJsonObject, type Json, type JsonObject, type JsonPointer } from "../../spec/interchange/json.ts";
import { below, localPointer, valueAt } from "../../spec/interchange/pointer.ts";

/** An example that a document gives of a parameter, a header field or a media type. */
export interface DocumentedExample {
  /** Its key in `examples`; absent for `example`. */
  name?: string;
  /** Where it stands in the holder, be it there by reference. */
  pointer: JsonPointer;
  /** Absent where its value stands in another file (`externalValue`). */
  value?: Json;
}

/** `example` and each of `examples` of a parameter, header field or media type, references followed (OpenAPI 3.1.1, section 4.8.14). */
export function documentedExamples(document: JsonObject, pointer: JsonPointer): DocumentedExample[] {
  const holder = valueAt(document, pointer);
  if (!isJsonObject(holder)) return [];
  const { example } = holder;
  const named = isJsonObject(holder["examples"]) ? Object.entries(holder["examples"]) : [];
  return [
    ...(example === undefined ? [] : [{ pointer: below(pointer, "example"), value: example }]),
    ...named.map(([name, entry]): DocumentedExample => {
      const found = followed(document, entry);
      const of = { name, pointer: below(pointer, "examples", name) };
      return isJsonObject(found) && found["value"] !== undefined ? { ...of, value: found["value"] } : of;
    }),
  ];
}

/** The values alone. */
export function exampleValues(document: JsonObject, pointer: JsonPointer): Json[] {
  return documentedExamples(document, pointer).flatMap(({ value }) => (value === undefined ? [] : [value]));
}

function followed(document: JsonObject, entry: Json | undefined): Json | undefined {
  let found = entry;
  for (let hops = 0; hops < 10 && isJsonObject(found) && typeof found["$ref"] === "string"; hops++) {
    found = valueAt(document, localPointer(found["$ref"]) ?? "") as Json | undefined;
  }
  return found;
}
