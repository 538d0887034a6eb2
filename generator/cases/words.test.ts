import { describe, expect, it } from "vitest";
import { nearMissesOf, richWordsOf, wordsOf } from "./words.ts";

const PATTERNS = [
  "^a+b?$",
  "^(?:[^/](?:[\\s\\S]*[^/])?)?$",
  "^[0-9a-f]{4}-[0-9a-f]{2}$",
  "^\\p{Lu}\\p{Ll}*$",
  "x",
  "^(Mon|Tue), \\d{2}$",
  "^(?=.*\\d)[a-z\\d]{3}$",
];

describe.each(PATTERNS)("%s", (pattern) => {
  const expression = new RegExp(pattern, "u");
  it("has words, and all match", () => {
    expect(wordsOf(pattern).length).toBeGreaterThan(0);
    expect([...wordsOf(pattern), ...richWordsOf(pattern)].filter((word) => !expression.test(word))).toEqual([]);
  });
  it("has near misses, and none matches", () => {
    expect(nearMissesOf(pattern).length).toBeGreaterThan(0);
    expect(nearMissesOf(pattern).filter((word) => expression.test(word))).toEqual([]);
  });
});

it("goes through every transition: each alternative, both ends of a range, with and without what is optional", () => {
  expect(wordsOf("^(?:cat|dog)$")).toEqual(expect.arrayContaining(["cat", "dog"]));
  expect(wordsOf("^[b-d]$")).toEqual(expect.arrayContaining(["b", "d"]));
  expect(wordsOf("^ab?$")).toEqual(expect.arrayContaining(["a", "ab"]));
});

it("gives letters in both cases where a pattern takes them", () => {
  expect(richWordsOf("^[0-9a-fA-F]{8}$").some((word) => /[a-f]/.test(word) && /[A-F]/.test(word))).toBe(true);
});

it("gives up on what the automaton cannot say", () => {
  expect(wordsOf("^(a|b)\\1$").every((word) => /^(a|b)\1$/u.test(word))).toBe(true);
});
