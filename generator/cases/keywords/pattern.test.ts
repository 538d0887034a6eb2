import { describe, expect, it } from "vitest";
import { deriveBody } from "../testing/derive-body.ts";
import { derivedValues } from "../testing/derived-values.ts";
import { pattern } from "./pattern.ts";

const textsOf = (source: string) =>
  derivedValues(pattern, { type: "string", pattern: source }).map(({ value }) => String(value));

describe("pattern", () => {
  it("has a text that a line break alone makes match, where there is one", () => {
    const withoutSlashes = /^[^/](?:[\s\S]*[^/])?$/;
    const fooled = /\/\n$/;
    const telling = textsOf(withoutSlashes.source).filter((text) => fooled.test(text) && withoutSlashes.test(text));
    expect(telling.length).toBeGreaterThan(0);
    expect(textsOf("^[a-z]{2}$").filter((text) => fooled.test(text))).toEqual([]);
  });

  it("has dots as a segment where a text may have them", () => {
    expect(textsOf("^[a-z][a-z./]*$")).toEqual(expect.arrayContaining(["a/../a", "a/./a"]));
    expect(textsOf("^[a-z]+$").filter((text) => text.includes(".."))).toEqual([]);
  });

  it("has the longest texts of a pattern that says how long they are, and some that are longer", () => {
    const lengths = textsOf("^(?:[a-z]{3,8}-){0,40}$").map((text) => text.length);
    expect(lengths.filter((length) => length === 360 || length === 361).length).toBe(3);
    expect(textsOf("^[a-z]{3,8}$")).toEqual(expect.arrayContaining(["aa", "aaa"]));
    expect(new Set(textsOf("^[a-z]{3,8}$").map(({ length }) => length))).toContain(9);
  });

  it("says which texts are too long to be looked for", () => {
    const skipped = (source: string) =>
      deriveBody({ type: "string", pattern: source }).skipped.filter(({ name }) => name.includes("longest"));
    expect(skipped("^[a-z]{3,9000}$")).toHaveLength(1);
    expect([...skipped("^[a-z]{3,}$"), ...skipped("^[a-z]{3,300}$"), ...skipped("[a-z]{3,9000}")]).toEqual([]);
  });

  it("tries a digit of another script in the place of the last one", () => {
    expect(textsOf("^[A-Z]{2}-\\d{2}$").some((text) => /^[A-Z]{2}-\d\u0663$/.test(text))).toBe(true);
  });
});
