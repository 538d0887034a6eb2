import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { edgeWords } from "./edge-words.ts";
import { existingLengths } from "./existing-lengths.ts";
import { type Language, languageOf, type TextConstraints, withLengths } from "./language.ts";
import { NASTY_PATTERNS } from "./nasty-patterns.ts";
import { patternAutomaton } from "./pattern-automaton.ts";
import { preferring, varied, wordOfLength } from "./word-of-length.ts";

/** Patterns whose automaton is not exact: some of what is made of it is refused by the expression itself. */
const INEXACT = new Set(["^(?<year>\\d{4})-\\k<year>$", "(ab{1,100}){1,100}"]);

function language(constraints: TextConstraints): Language {
  const found = languageOf(constraints);
  if ("reason" in found) throw new Error(found.reason);
  return found;
}

describe.each(NASTY_PATTERNS)("%s", (pattern) => {
  const expression = new RegExp(pattern, "u");
  const matching = language({ matching: [pattern] });
  const missing = language({ notMatching: [pattern] });

  it("has an automaton that agrees with the expression", () => {
    const automaton = patternAutomaton(pattern);
    const alphabet = [..."aabcxfoodgAZ019-_@./!' \né中😀\u0301"];
    const text = fc.array(fc.constantFrom(...alphabet), { maxLength: 12 }).map((letters) => letters.join(""));
    const near = fc.constantFrom(...edgeWords(matching, 100), ...edgeWords(missing, 100), "");
    const edited = fc
      .tuple(near, fc.nat(), fc.constantFrom("", ...alphabet))
      .map(([word, at, letter]) => [...word].toSpliced(at % (word.length + 1), 1, letter).join(""));
    fc.assert(
      fc.property(fc.oneof(text, near, edited), (word) => {
        const isIn = automaton.test([...word].map((letter) => letter.codePointAt(0) as number));
        return isIn === expression.test(word) || (INEXACT.has(pattern) && isIn);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it("has words that all match and near misses that do not", () => {
    const words = edgeWords(matching, 200);
    expect(words.length).toBeGreaterThan(0);
    expect(words.filter((word) => !expression.test(word))).toEqual([]);
    const misses = edgeWords(missing, 200);
    expect(misses.length > 0 || pattern === "").toBe(true);
    expect(misses.filter((word) => expression.test(word))).toEqual([]);
  });

  it("has words of each length that exists, and of no other", () => {
    const lengths = existingLengths(matching, 40) ?? [];
    expect(lengths.length > 0).toBe(edgeWords(withLengths(matching, 0, 40), 200).length > 0);
    for (let length = 0; length <= 40; length++) {
      const word = wordOfLength(matching, length);
      expect([length, word !== undefined]).toEqual([length, lengths.includes(length)]);
      if (word !== undefined) expect([[...word].length, expression.test(word)]).toEqual([length, true]);
    }
  });

  it("keeps a window of lengths, on both sides", () => {
    const lengths = existingLengths(matching, 40) ?? [];
    const [min = 0, max = 40] = [lengths[Math.floor(lengths.length / 3)], lengths[Math.floor(lengths.length / 2)]];
    for (const windowed of [withLengths(matching, min, max), withLengths(missing, min, max)]) {
      const words = edgeWords(windowed, 100);
      expect(words.filter((word) => !windowed.has(word))).toEqual([]);
      expect(words.every((word) => [...word].length >= min && [...word].length <= max)).toBe(true);
    }
    if (lengths.length > 0) expect(edgeWords(withLengths(matching, min, max), 100).length).toBeGreaterThan(0);
  });
});

describe("edge words", () => {
  const words = (constraints: TextConstraints) => edgeWords(language(constraints), 200);

  it("go through every alternative, both ends of a range, with and without what is optional", () => {
    expect(words({ matching: ["^(?:cat|dog)$"] })).toEqual(["cat", "dog"]);
    expect(words({ matching: ["^[b-d]$"] })).toEqual(["b", "d"]);
    expect(words({ matching: ["^ab?$"] })).toEqual(["a", "ab"]);
  });

  it("reach an edge by the long way when a short one leaves too much room", () => {
    expect(words({ matching: ["^a*b$"], minLength: 10, maxLength: 10 })).toEqual(["aaaaaaaaab"]);
  });

  it("keep several patterns at once, wanted and unwanted", () => {
    const found = words({ matching: ["^[a-c]+$", "b"], notMatching: ["c", "^b"], maxLength: 4 });
    expect(found).toContain("ab");
    expect(found.filter((word) => !/^a[ab]*$/u.test(word) || !word.includes("b"))).toEqual([]);
  });
});

describe("words of a length", () => {
  it("prefer a character wherever it can stand", () => {
    const found = language({ matching: ["^[a-zé]{2,4}-\\d$"] });
    expect(wordOfLength(found, 6, preferring(0xe9))).toBe("éééé-0");
  });

  it("vary: letters in both cases where a pattern takes them", () => {
    const word = wordOfLength(language({ matching: ["^[0-9a-fA-F]{8}$"] }), 8, varied(0)) ?? "";
    expect(/[a-f]/.test(word) && /[A-F]/.test(word) && /\d/.test(word)).toBe(true);
  });

  it("count code points", () => {
    expect(wordOfLength(language({ matching: ["^😀+$"] }), 3)).toBe("😀😀😀");
    expect(language({ maxLength: 1 }).has("😀")).toBe(true);
  });
});

describe("what is beyond it", () => {
  it("is told, not thrown: no regular expression, an automaton without end", () => {
    expect(languageOf({ matching: ["("] })).toMatchObject({ reason: expect.stringContaining("Invalid regular") });
    expect(languageOf({ matching: ["^(a|b)*a(a|b){18}$"] })).toMatchObject({
      reason: expect.stringContaining("nodes"),
    });
  });

  it("is a language without words", () => {
    const none = language({ matching: ["^a$"], notMatching: ["a"] });
    expect([edgeWords(none, 10), wordOfLength(none, 1), existingLengths(none, 9)]).toEqual([[], undefined, []]);
  });
});
