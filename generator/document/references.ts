import { isJsonObject, type Json, type JsonPointer } from "../../spec/interchange/json.ts";
import { below, localPointer, valueAt } from "../../spec/interchange/pointer.ts";
import { isNameMap, isWithoutReferences } from "./positions.ts";
import type { Problem } from "./problem.ts";
import type { Source } from "./read.ts";

/** A `$ref` and where it stands. */
export interface Reference {
  pointer: JsonPointer;
  ref: string;
}

/** Every `$ref` of a document that is a reference and not data (in an example, an enum, a default). */
export function findReferences(document: Json): Reference[] {
  const found: Reference[] = [];
  walk(document, "", false);
  return found;

  function walk(node: Json, pointer: JsonPointer, areNames: boolean): void {
    if (Array.isArray(node)) {
      for (const [index, item] of node.entries()) walk(item, below(pointer, String(index)), false);
    } else if (isJsonObject(node)) {
      if (!areNames && typeof node["$ref"] === "string") found.push({ pointer, ref: node["$ref"] });
      for (const [member, value] of Object.entries(node)) {
        if (!areNames && isWithoutReferences(member)) continue;
        walk(value, below(pointer, member), !areNames && isNameMap(member));
      }
    }
  }
}

/** What a local reference (`#/…`) leads to; `undefined` when there is nothing. */
export function resolveLocal(document: Json, ref: string): Json | undefined {
  const pointer = localPointer(ref);
  return pointer === undefined ? undefined : valueAt(document, pointer);
}

/** A reference that leads nowhere. */
export function unresolved(source: Pick<Source, "problemAt">, { pointer, ref }: Reference, why?: string): Problem {
  return source.problemAt(pointer, {
    what: `$ref leads nowhere: ${ref}${why ? ` (${why})` : ""}`,
    hint: "mend the reference, or add what it refers to",
    rule: "unresolved-ref",
  });
}
