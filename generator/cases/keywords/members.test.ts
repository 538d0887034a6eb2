import { describe, expect, it } from "vitest";
import { deriveBody, sent } from "../testing/derive-body.ts";

const text = { type: "string" };

describe("required", () => {
  it("has each member missing, and all of them", () => {
    const two = deriveBody({ type: "object", required: ["a", "b"], properties: { a: text, b: text } });
    expect(sent(two, "required", "rejected")).toEqual([{ b: expect.any(String) }, { a: expect.any(String) }, {}]);
  });

  it("has a single member missing once", () => {
    const one = deriveBody({ type: "object", required: ["a"], properties: { a: text, b: text } });
    expect(sent(one, "required", "rejected")).toEqual([{}]);
  });

  it("tells a schema of allOf from one of anyOf, where only nothing is valid for one of them alone", () => {
    const closed = deriveBody({
      allOf: [
        { type: "object", required: ["a", "b"], properties: { a: text, b: text } },
        { type: "object", properties: { c: text } },
      ],
      unevaluatedProperties: false,
    });
    expect(sent(closed, "required", "rejected")).toContainEqual({});
  });
});
