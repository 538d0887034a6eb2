import type { Json, JsonObject, JsonPointer } from "../../spec/interchange/json.ts";
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
  const place: string[] = [];
  walk(document, false);
  return found;

  function walk(node: Json, areNames: boolean): void {
    if (typeof node !== "object" || node === null) return;
    const isList = Array.isArray(node);
    if (!isList && !areNames && typeof node["$ref"] === "string")
      found.push({ pointer: below("", ...place), ref: node["$ref"] });
    for (const member of Object.keys(node)) {
      const value = (node as JsonObject)[member];
      if (typeof value !== "object" || value === null) continue;
      if (!isList && !areNames && isWithoutReferences(member)) continue;
      place.push(member);
      walk(value, !isList && !areNames && isNameMap(member));
      place.pop();
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
