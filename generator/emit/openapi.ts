import type { JsonObject } from "../../spec/interchange/json.ts";
import { headerComment, type Provenance, toJsonText } from "./header.ts";

/** `openapi.json`: the bundled document; `x-generated` says where it comes from. */
export function emitOpenapi(document: JsonObject, provenance: Provenance): string {
  const { openapi, ...rest } = document;
  return toJsonText({
    openapi,
    "x-generated": headerComment(provenance),
    ...rest,
  });
}
