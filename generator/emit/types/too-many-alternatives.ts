import { isJsonObject, type Json, type JsonObject, type JsonPointer } from "../../../spec/interchange/json.ts";
import { walkDocument } from "../../document/mend/walk.ts";
import { resolveLocal } from "../../document/references.ts";

/** More alternatives than these, multiplied out, TypeScript refuses from 100,000 on, and is slow long before. */
const MOST_ALTERNATIVES = 10_000;

/** The schemas whose unions, held against each other by `allOf`, have more alternatives than a type can have. */
export function tooManyAlternatives(document: JsonObject): { pointer: JsonPointer; schema: JsonObject }[] {
  const sizes = new Map<JsonObject, number>();
  return [...walkDocument(document)].flatMap(({ kind, value, pointer }) =>
    kind === "schema" && isOwn(value) ? [{ pointer, schema: value }] : [],
  );

  /** Whether it is this schema that multiplies them, and not one that it consists of. */
  function isOwn(schema: JsonObject): boolean {
    return sizeOf(schema) > MOST_ALTERNATIVES && typeof schema["$ref"] !== "string";
  }

  function sizeOf(schema: Json | undefined): number {
    if (!isJsonObject(schema)) return 1;
    const known = sizes.get(schema);
    if (known !== undefined) return known;
    // One that leads to itself multiplies nothing.
    sizes.set(schema, 1);
    const { $ref, allOf, anyOf, oneOf } = schema;
    const target = typeof $ref === "string" ? resolveLocal(document, $ref) : undefined;
    const parts = [target, ...(Array.isArray(allOf) ? allOf : [])].map(sizeOf);
    const unions = [anyOf, oneOf].map((union) =>
      Array.isArray(union) ? union.reduce<number>((sum, branch) => sum + sizeOf(branch), 0) : 1,
    );
    const size = [...parts, ...unions].reduce((product, each) => product * Math.max(1, each), 1);
    sizes.set(schema, size);
    return size;
  }
}
