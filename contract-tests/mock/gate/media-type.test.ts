import { expect, it } from "vitest";
import { closeness } from "./media-type.ts";

it("a media type falls into its own range, that of its type or its suffix, and any", () => {
  expect(closeness("Application/JSON; charset=utf-8", "application/json")).toBe(3);
  expect(closeness("image/png", "image/*")).toBe(2);
  expect(closeness("application/problem+json", "application/*+json")).toBe(2);
  expect(closeness("image/png", "*/*")).toBe(1);
  for (const [type, range] of [
    ["application/json", "application/*+json"],
    ["text/problem+json", "application/*+json"],
    ["application/jsonx", "application/json"],
    ["x-image/png", "image/*"],
  ] as const) {
    expect([type, range, closeness(type, range)]).toEqual([type, range, 0]);
  }
});
