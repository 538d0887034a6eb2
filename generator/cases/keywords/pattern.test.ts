import { describe, expect, it } from "vitest";
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

  it("tries a digit of another script in the place of the last one", () => {
    expect(textsOf("^[A-Z]{2}-\\d{2}$").some((text) => /^[A-Z]{2}-\d\u0663$/.test(text))).toBe(true);
  });
});
