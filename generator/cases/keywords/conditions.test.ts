import { describe, expect, it } from "vitest";
import { deriveBody, sent } from "../testing/derive-body.ts";

/** A parcel that wants a phone number in one branch. */
const parcel = (branch: "then" | "else") =>
  deriveBody({
    type: "object",
    properties: { express: { type: "boolean" }, phone: { type: "string" } },
    additionalProperties: false,
    if: { required: ["express"], properties: { express: { const: true } } },
    [branch]: { required: ["phone"] },
  });

describe("if", () => {
  it("has what breaks `then` where the condition is false, with what it looks at there or not", () => {
    const accepted = sent(parcel("then"), "if", "accepted");
    expect(accepted).toContainEqual({ express: false });
    expect(accepted).toContainEqual({});
  });

  it("has what breaks `else` where the condition is true", () => {
    expect(sent(parcel("else"), "if", "accepted")).toContainEqual({ express: true });
  });
});
