import { describe, expect, it } from "vitest";
import { deriveBody, sent } from "../testing/derive-body.ts";

describe("contains", () => {
  const list = (rest: object) =>
    deriveBody({ type: "array", items: { type: "integer" }, contains: { const: 7 }, ...rest });

  it("has its matching items behind another one, too", () => {
    expect(sent(list({}), "contains", "accepted")).toContainEqual([expect.not.closeTo(7), 7]);
    expect(sent(list({ minContains: 2 }), "contains", "accepted")).toEqual([[expect.not.closeTo(7), 7, 7]]);
    expect(sent(list({ minItems: 4 }), "contains", "accepted")).toContainEqual([
      ...Array.from({ length: 3 }, () => expect.not.closeTo(7)),
      7,
    ]);
  });

  it("has none behind another where there is no place for one, or none is wanted", () => {
    expect(sent(list({ maxItems: 1 }), "contains", "accepted")).toEqual([[7]]);
    expect(sent(list({ minContains: 0, maxContains: 2 }), "contains", "accepted")).toEqual([]);
  });

  it("leaves the upper bound to maxContains", () => {
    const bounded = list({ maxContains: 2 });
    expect(sent(bounded, "contains", "accepted")).not.toContainEqual([7, 7]);
    expect(sent(bounded, "maxContains", "accepted")).toEqual([[7, 7]]);
    expect(sent(bounded, "maxContains", "rejected")).toEqual([[7, 7, 7]]);
  });
});
