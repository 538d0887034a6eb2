import { describe, expect, it } from "vitest";
import type { Json } from "../../../spec/interchange/json.ts";
import { withoutFaults } from "./without-faults.ts";

/** Objects to each of these that is there, and to a missing `needed` beside `a`. */
const judge = (value: Json) =>
  ["/a/b", "/list/1", "/x~1y", "/a"].filter((pointer) => {
    const at = pointer
      .split("/")
      .slice(1)
      .reduce<Json | undefined>((holder, name) => (holder as Record<string, Json>)?.[name.replace("~1", "/")], value);
    return pointer === "/a" ? at !== undefined && (at as { needed?: 1 }).needed === undefined : at !== undefined;
  });

describe("withoutFaults", () => {
  it.each<[Json, Json]>([
    [{ ok: 1 }, { ok: 1 }],
    [{ a: { needed: 1, b: 2 } }, { a: { needed: 1 } }],
    [{ a: { b: 2 }, ok: 1 }, { ok: 1 }],
    [{ list: [1, 2, 3] }, { list: [1] }],
    [{ "x/y": 1 }, {}],
  ])("makes of %j", (value, repaired) => {
    const given = structuredClone(value);
    expect(withoutFaults(value, judge)).toEqual(repaired);
    expect(value).toEqual(given);
  });

  it("leaves what cannot be repaired", () => {
    const value = { a: 1 };
    expect(withoutFaults(value, () => [""])).toBe(value);
    expect(withoutFaults(value, () => ["/nowhere"])).toBe(value);
    expect(withoutFaults(value, () => ["/a/b/c"])).toBe(value);
  });
});
