import { isJsonObject } from "../../spec/interchange/json.ts";
import type { SchemaPart } from "../schema-part.ts";
import { headerComment, type Provenance, toJsonText } from "./header.ts";

/** `schemas/<name>.json`: one self-contained JSON Schema 2020-12. */
export function emitSchema(part: SchemaPart, provenance: Provenance): string {
  const head = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $comment: `${headerComment(provenance)} | From: openapi.json#${part.pointer}`,
  };
  if (part.schema === false) return toJsonText({ ...head, not: {} });
  return toJsonText({
    ...head,
    ...(isJsonObject(part.schema) ? part.schema : {}),
  });
}
