import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unicodePattern } from "./unicode-pattern.ts";

describe("unicodePattern", () => {
  it.each([
    ["^[a-z]+$", "^[a-z]+$"],
    ["^arn\\:aws[a-z-]{0,15}$", "^arn:aws[a-z\\-]{0,15}$"],
    ["^[\\w- ]*$", "^[\\w\\- ]*$"],
    ["^(?:{[0-9a-f]{4}})$", "^(?:\\{[0-9a-f]{4}\\})$"],
    ["a]", "a\\]"],
    ["\\-\\_\\@", "-_@"],
    ["(?<=\\!)\\d{2,}", "(?<=!)\\d{2,}"],
  ])("%s becomes %s", (pattern, expected) => {
    expect(unicodePattern(pattern)).toBe(expected);
  });

  it.each(["(?i)a", "(", "a**", "[z-a]"])("%s is none", (pattern) => {
    expect(unicodePattern(pattern)).toMatchObject({ reason: expect.any(String) });
  });

  it("means the same with the flag as before without it", () => {
    const pieces = [
      "a",
      "\\:",
      "\\-",
      "[\\w-.]",
      "[a\\-z]",
      "{",
      "}",
      "]",
      "\\d",
      "(b|\\_)",
      "\\/",
      "x{2}",
      "\\.",
      "[^\\s\\@]",
    ];
    const patterns = fc
      .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 })
      .map((parts) => parts.join(""));
    const texts = fc.string({ unit: fc.constantFrom(..."ab:-.z{}]_/x1@ \\"), maxLength: 8 });
    fc.assert(
      fc.property(patterns, fc.array(texts, { minLength: 5, maxLength: 20 }), (pattern, all) => {
        const written = unicodePattern(pattern);
        if (typeof written !== "string") return;
        for (const text of all) expect(new RegExp(written, "u").test(text)).toBe(new RegExp(pattern).test(text));
      }),
      { seed: 1 },
    );
  });
});
