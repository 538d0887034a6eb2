import type { Operation } from "../../../spec/interchange/contract.ts";
import { isJsonObject, type JsonObject, type JsonPointer } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { atPointer } from "./value.ts";

/** A link of a response (OpenAPI 3.1.1, section 4.8.20). */
export interface DeclaredLink {
  name: string;
  /** Of the response, as the document names it. */
  status: string;
  /** In `openapi.json`. */
  pointer: JsonPointer;
  /** The Link Object. */
  link: JsonObject;
}

/** The links of an operation's responses, in the document's order. */
export function declaredLinks({ responses }: Operation, document: JsonObject): DeclaredLink[] {
  return responses.flatMap(({ status, pointer }) => {
    const response = resolved(atPointer(document, pointer), document);
    const links = response?.["links"];
    if (!isJsonObject(links)) return [];
    return Object.entries(links).flatMap(([name, value]): DeclaredLink[] => {
      const link = resolved(value, document);
      return link ? [{ name, status, pointer: below(`${pointer}/links`, name), link }] : [];
    });
  });
}

/** An object behind a reference within the document, which a bundled one has no others of. */
function resolved(value: unknown, document: JsonObject): JsonObject | undefined {
  let at = value;
  for (let hops = 0; isJsonObject(at) && typeof at["$ref"] === "string"; hops++) {
    const reference = at["$ref"];
    if (!reference.startsWith("#/") || hops > 10) return undefined;
    at = atPointer(document, decodeURIComponent(reference.slice(1)));
  }
  return isJsonObject(at) ? at : undefined;
}
