import { describe, expect, it } from "vitest";
import { dateShape } from "./date-shape.ts";

const date = { type: "string", format: "date-time" };

describe("dateShape", () => {
  it.each([
    ["none", { type: "object", properties: { day: { type: "string", format: "date" } } }, undefined],
    ["anything", true, undefined],
    ["the value itself", date, "Date"],
    ["a member", { properties: { at: date, "not-at": { type: "string" } } }, "{ at: Date }"],
    ["a member with a name that is no identifier", { properties: { "created-at": date } }, '{ "created-at": Date }'],
    ["items", { properties: { slots: { items: { properties: { at: date } } } } }, "{ slots: { at: Date }[] }"],
    ["free members", { additionalProperties: { items: date } }, "{ [name: string]: Date[] }"],
    ["alternatives", { anyOf: [date, { type: "null" }] }, "Date"],
    [
      "what is put together",
      {
        allOf: [{ properties: { a: { properties: { x: date } } } }, { properties: { a: { properties: { y: date } } } }],
      },
      "{ a: { x: Date; y: Date } }",
    ],
    [
      "what is referred to, once",
      {
        $ref: "#/$defs/Slot",
        $defs: { Slot: { properties: { at: date, next: { $ref: "#/$defs/Slot" } } } },
      },
      "{ at: Date }",
    ],
  ])("marks %s", (_what, schema, shape) => {
    expect(dateShape(schema)).toBe(shape);
  });
});
