import { isJsonObject, type Json, type JsonObject } from "../../spec/interchange/json.ts";
import type { SchemaPart } from "../schema-part.ts";
import { headerComment, type Provenance, toJsonText } from "./header.ts";

/** `schemas/<name>.json`: one self-contained JSON Schema 2020-12. */
export function emitSchema(part: SchemaPart, provenance: Provenance): string {
  const head = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $comment: `${headerComment(provenance)} | From: openapi.json#${part.pointer}`,
  };
  if (part.schema === false) return toJsonText({ ...head, not: {} });
  const { $defs, ...schema } = isJsonObject(part.schema) ? part.schema : {};
  const text = toJsonText({ ...head, ...schema });
  return isJsonObject($defs) ? `${text.slice(0, -"\n}\n".length)},\n  "$defs": ${definitionsText($defs)}\n}\n` : text;
}

/** Parts share definitions: of a large document, hundreds have the same. */
const TEXTS = new WeakMap<JsonObject, string>();

function definitionsText(definitions: JsonObject): string {
  const members = Object.entries(definitions).map(([name, schema]) => `    ${JSON.stringify(name)}: ${textOf(schema)}`);
  return members.length === 0 ? "{}" : `{\n${members.join(",\n")}\n  }`;
}

function textOf(definition: Json): string {
  if (!isJsonObject(definition)) return JSON.stringify(definition);
  let text = TEXTS.get(definition);
  if (text === undefined) {
    // No string of JSON has a line feed in it.
    text = JSON.stringify(definition, null, 2).replaceAll("\n", "\n    ");
    TEXTS.set(definition, text);
  }
  return text;
}
