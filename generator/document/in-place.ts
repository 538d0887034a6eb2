import { isJsonObject, type Json, type JsonObject } from "../../spec/interchange/json.ts";
import { MOST_IN_PLACE, tooLarge } from "./limits.ts";
import { resolveLocal } from "./references.ts";

/** Longer chains of references are deeper than the stack of whoever follows them. */
const MOST_STEPS = 1_000;

const LISTS = ["allOf", "anyOf", "oneOf"];
const SINGLE = ["not", "if", "then", "else"];

/**
 * Refuses schemas that, with what they refer to, ask one value to be held against too many others: each that refers to
 * the next one twice doubles them.
 *
 * @param targets - what references lead to
 * @throws DocumentError where there are more than {@link MOST_IN_PLACE}
 */
export function checkInPlace(file: string, document: JsonObject, targets: Iterable<Json | undefined>): void {
  const sizes = new Map<JsonObject, number>();
  for (const target of targets) {
    if (sizeOf(target) > MOST_IN_PLACE)
      throw tooLarge(file, `has a schema that consists of more than ${MOST_IN_PLACE} others, with what they refer to`);
  }

  function sizeOf(schema: Json | undefined, depth = 1): number {
    if (!isJsonObject(schema)) return 0;
    if (depth > MOST_STEPS) throw tooLarge(file, `has a schema that leads to others in more than ${MOST_STEPS} steps`);
    const known = sizes.get(schema);
    if (known !== undefined) return known;
    // One that leads to itself is told elsewhere.
    sizes.set(schema, 0);
    const { $ref } = schema;
    const inner = [
      ...(typeof $ref === "string" ? [resolveLocal(document, $ref)] : []),
      ...LISTS.flatMap((keyword) => (Array.isArray(schema[keyword]) ? (schema[keyword] as Json[]) : [])),
      ...SINGLE.map((keyword) => schema[keyword]),
    ];
    const size = inner.reduce<number>((sum, each) => sum + sizeOf(each, depth + 1), 1);
    sizes.set(schema, size);
    return size;
  }
}
