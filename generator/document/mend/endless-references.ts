import { isJsonObject, type Json, type JsonObject, type JsonPointer } from "../../../spec/interchange/json.ts";
import { below, localPointer } from "../../../spec/interchange/pointer.ts";
import { resolveLocal } from "../references.ts";
import type { Report } from "./repair.ts";
import { walkDocument } from "./walk.ts";

/** Keywords whose schemas apply to the same instance (JSON Schema 2020-12, section 10.2). */
const IN_PLACE = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else"];

/**
 * Takes out references that lead back to their own schema without going on to a part of the instance:
 * a validator would follow them for ever. A reference from a member or an item may well lead back.
 */
export function mendEndlessReferences(document: JsonObject, report: Report): void {
  const done = new Set<JsonObject>();
  const open = new Set<JsonObject>();

  for (const { kind, value, pointer } of walkDocument(document)) if (kind === "schema") visit(value, pointer);

  function visit(schema: JsonObject, pointer: JsonPointer): void {
    if (done.has(schema)) return;
    open.add(schema);
    const ref = schema["$ref"];
    const target = typeof ref === "string" ? resolveLocal(document, ref) : undefined;
    if (isJsonObject(target)) {
      if (open.has(target)) {
        delete schema["$ref"];
        report(pointer, {
          what: `$ref leads back to its own schema, ${ref}: it says nothing and is left out`,
          hint: "refer to a schema that says something by itself",
          rule: "endless-ref",
        });
      } else visit(target, localPointer(String(ref)) ?? pointer);
    }
    for (const keyword of IN_PLACE) {
      for (const [token, part] of parts(schema[keyword])) visit(part, below(pointer, keyword, ...token));
    }
    open.delete(schema);
    done.add(schema);
  }
}

/** The schemas that a keyword holds: itself, or those of a list or an object. */
function parts(argument: Json | undefined): [string[], JsonObject][] {
  if (Array.isArray(argument)) {
    return argument.flatMap((part, index): [string[], JsonObject][] =>
      isJsonObject(part) ? [[[String(index)], part]] : [],
    );
  }
  return isJsonObject(argument) ? [[[], argument]] : [];
}
