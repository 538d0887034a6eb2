import fc, { type Arbitrary } from "fast-check";
import type { Json } from "../../../../spec/interchange/json.ts";
import { plainText } from "./plain-text.ts";

/** Member names that careless code takes for something else. */
const SPECIAL_NAMES = ["__proto__", "constructor", "toString", "é", "中", "😀", "a.b", "a b", "a[b]", "$ref", "0", "-"];

/** Names for members that nobody declared. */
export const anyName: Arbitrary<string> = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: fc.stringMatching(/^[a-z]{1,8}$/), weight: 2 },
  { arbitrary: fc.constantFrom(...SPECIAL_NAMES), weight: 2 },
  { arbitrary: plainText(1, 12), weight: 1 },
);

const scalar: Arbitrary<Json> = fc.oneof(
  { withCrossShrink: true },
  fc.constantFrom<Json>(null, true, false),
  plainText(0, 20),
  fc.integer(),
  fc.integer({ min: -9999, max: 9999 }).map((hundredths) => hundredths / 100),
);

/** Any JSON value, nested a little. */
export const anyValue: Arbitrary<Json> = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: scalar, weight: 4 },
  { arbitrary: fc.array(scalar, { maxLength: 3 }), weight: 1 },
  { arbitrary: fc.array(fc.tuple(anyName, scalar), { maxLength: 3 }).map(objectOf), weight: 1 },
);

/** An object of entries; `__proto__` becomes a member like any other. */
export function objectOf<T>(entries: readonly (readonly [string, T])[]): { [member: string]: T } {
  return Object.fromEntries(entries);
}
