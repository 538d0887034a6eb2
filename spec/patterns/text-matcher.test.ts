import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NASTY_PATTERNS } from "./nasty-patterns.ts";
import { type Slowness, slownessOf } from "./slow-pattern.ts";
import { textAutomaton } from "./text-automaton.ts";
import { automatonTable, isCheckable, textMatcher } from "./text-matcher.ts";

/** Patterns, and texts of which each engine that backtracks despairs. */
const SLOW: [pattern: string, slowness: Slowness, text: string][] = [
  ["^(?:[a-z]+)+$", "exponential", `${"a".repeat(5_000)}!`],
  ["^(a|a)*$", "exponential", `${"a".repeat(5_000)}!`],
  ["^(?:a|ab)*c", "exponential", "ab".repeat(5_000)],
  ["^(?:aa?)*$", "exponential", `${"a".repeat(5_000)}!`],
  ["^(?:ab?b?)*$", "exponential", `${"ab".repeat(5_000)}!`],
  ["^(a?){40}a{40}$", "exponential", "a".repeat(39)],
  ["^(?:(a|a)){40}b", "exponential", "a".repeat(100)],
  ["(a*)*b", "exponential", "a".repeat(5_000)],
  ["(x+x+)+y", "exponential", "x".repeat(5_000)],
  ["^(\\w+\\s?)*$", "exponential", `${"a".repeat(5_000)}!`],
  ["^(?:.*a){25}$", "exponential", `${"a".repeat(5_000)}!`],
  ["^(?=(a+)+$)a", "exponential", `${"a".repeat(5_000)}!`],
  ["\\s+$", "polynomial", `${" ".repeat(300_000)}!`],
  ["^\\s*\\w*\\s*\\w*\\s*\\d*$", "polynomial", `${"1".repeat(50_000)}!`],
];

describe.each(SLOW)("%s", (pattern, slowness, text) => {
  it(`is ${slowness}, and matched by an automaton all the same`, () => {
    expect(slownessOf(pattern)).toBe(slowness);
    expect(textMatcher(pattern).test(text)).toBe(false);
  });

  it("is what its automaton is", () => {
    const automaton = textAutomaton(automatonTable(pattern) ?? []);
    const expression = new RegExp(pattern, "u");
    const near = fc.array(fc.constantFrom(..."aabbcxy1 !😀\n"), { maxLength: 12 }).map((letters) => letters.join(""));
    fc.assert(fc.property(near, (word) => automaton.test(word) === expression.test(word)));
    const shortest = { "^(a?){40}a{40}$": "a".repeat(45), "^(?:(a|a)){40}b": `${"a".repeat(40)}b` }[pattern];
    if (shortest) expect([automaton.test(shortest), expression.test(shortest)]).toEqual([true, true]);
  });
});

it("ordinary patterns stay regular expressions", () => {
  const quick = NASTY_PATTERNS.filter((pattern) => textMatcher(pattern) instanceof RegExp);
  expect(NASTY_PATTERNS.filter((pattern) => !quick.includes(pattern))).toEqual(["^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$"]);
});

it.each([
  "^(.+)\\1+$",
  "((a{1,1000}){1,1000}){1,1000}",
  "^(?:(?:[ab]|c){1,60}){1,60}[^]*a[^]{12}$",
  "a*".repeat(6_000),
])("%.40s is never tried", { timeout: 120_000 }, (pattern) => {
  expect(isCheckable(pattern)).toBe(false);
  expect(() => textMatcher(pattern)).toThrow("may take for ever");
});
