import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { inclusionOf } from "./inclusion.ts";

/** Schemas of which the first one is proved to include no more than the second one, and not the other way round. */
type Pair = [what: string, narrow: JsonObject, wide: JsonObject];

const DEPENDENT = {
  type: "object",
  properties: { a: {}, b: {} },
  dependentSchemas: { a: { properties: { b: { const: 1 } } } },
};
const EITHER = {
  type: "object",
  properties: { a: {}, b: {} },
  anyOf: [{ not: { required: ["a"] } }, { properties: { b: { const: 1 } } }],
};

const SAME: Pair[] = [
  ["a condition on a member that may be absent, and the union of its absence and the rest", DEPENDENT, EITHER],
];

const gaps = (left: JsonObject, right: JsonObject) =>
  inclusionOf(partOf(left), partOf(right)).gaps.map(({ keyword }) => keyword);

function partOf(schema: JsonObject) {
  return { name: "schema", schema, pointer: "", origins: new Map() };
}

describe("two schemas that say the same in other keywords include each other", () => {
  it.each(SAME)("%s", (_what, one, other) => {
    expect(gaps(one, other)).toEqual([]);
    expect(gaps(other, one)).toEqual([]);
  });
});
