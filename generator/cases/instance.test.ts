import { describe, expect, it } from "vitest";
import { edited, withValue } from "./instance.ts";
import { rootSite } from "./site.ts";

const part = { name: "test", schema: { type: "array" }, pointer: "", origins: new Map() } as const;
const nothing = () => undefined;
const put = (instance: number[], index: string) =>
  edited(instance, { at: [index], value: 7 }, rootSite({ ...part }), nothing);

describe("an item of an array", () => {
  it("is replaced, or put behind the last", () => {
    expect(put([1, 2], "1")).toEqual([1, 7]);
    expect(put([1, 2], "2")).toEqual([1, 2, 7]);
    expect(withValue([1], ["1"], 7)).toEqual([1, 7]);
  });

  it("is never put so that there are holes before it", () => {
    expect(put([1, 2], "3")).toBeUndefined();
    expect(withValue([1], ["3"], 7)).toEqual([1]);
  });
});
