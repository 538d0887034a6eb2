import { describe, expect, it } from "vitest";
import { deriveBody, sent } from "../testing/derive-body.ts";

describe("multipleOf", () => {
  it("has a multiple of its own where bounds send the first ones", () => {
    const rating = deriveBody({ type: "integer", multipleOf: 5, minimum: 0, maximum: 100 });
    expect(sent(rating, "minimum", "accepted")).toEqual([0, 5]);
    expect(sent(rating, "multipleOf", "accepted")).toEqual([10, 15]);
  });
});
