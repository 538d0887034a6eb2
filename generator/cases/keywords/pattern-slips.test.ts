import fc from "fast-check";
import { expect, it } from "vitest";
import { edgeWords } from "../../../spec/patterns/edge-words.ts";
import { languageOf } from "../../../spec/patterns/language.ts";
import { textMatcher } from "../../../spec/patterns/text-matcher.ts";
import { derivedValues } from "../testing/derived-values.ts";
import { type SlippedPattern, slippedPattern } from "../testing/slipped-pattern.ts";
import { pattern } from "./pattern.ts";

const textsOf = (source: string) =>
  derivedValues(pattern, { type: "string", pattern: source }).map(({ value }) => String(value));

function isTold(right: string, wrong: string): boolean {
  const [sound, unsound] = [textMatcher(right), textMatcher(wrong)];
  return textsOf(right).some((text) => sound.test(text) !== unsound.test(text));
}

it.each([
  [
    "a month",
    "^(0[1-9]|1[0-2])/[0-9]{2}$",
    ["^\\d\\d/\\d\\d$", "^(0[0-9]|1[0-2])/\\d\\d$", "^(0[1-9]|1[0-9])/\\d\\d$"],
  ],
  [
    "a month",
    "^(0[1-9]|1[0-2])/[0-9]{2}$",
    ["^(0[1-9]|1[01])/\\d\\d$", "^(0[1-9]|1[0-2])-\\d\\d$", "^(0?[1-9]|1[0-2])/\\d\\d$"],
  ],
  [
    "a year",
    "^(19|20)[0-9]{2}$",
    ["^\\d{4}$", "^(18|19|20)\\d\\d$", "^[12]\\d{3}$", "^(19|20|21)\\d\\d$", "^(19|20)\\d{2,}$"],
  ],
  ["a postal code", "^[1-9][0-9]{4}$", ["^\\d{5}$", "^[1-9]\\d{3,4}$", "^[1-9]\\d{4,5}$", "^[1-9]\\d{4}"]],
  [
    "a time",
    "^([01][0-9]|2[0-3]):[0-5][0-9]$",
    ["^\\d\\d:\\d\\d$", "^([01]\\d|2[0-4]):[0-5]\\d$", "^([01]\\d|2[0-3]):\\d\\d$"],
  ],
  [
    "a time",
    "^([01][0-9]|2[0-3]):[0-5][0-9]$",
    [
      "^([01]\\d|2\\d):[0-5]\\d$",
      "^([01]\\d|2[0-2]):[0-5]\\d$",
      "^([01]?\\d|2[0-3]):[0-5]\\d$",
      "^([01]\\d|2[0-3]):?[0-5]\\d$",
      "^([01]\\d|2[0-3]):[0-6]\\d$",
    ],
  ],
  [
    "a colour",
    "^#[0-9a-f]{6}$",
    ["^#[0-9a-fA-F]{6}$", "^#[0-9a-z]{6}$", "^#[0-9a-g]{6}$", "^#?[0-9a-f]{6}$", "^#([0-9a-f]{3}){1,2}$"],
  ],
  ["a code", "^[A-HJ-NP-Z0-9]{6}$", ["^[A-Z0-9]{6}$", "^[A-HJ-Z0-9]{6}$", "^[A-NP-Z0-9]{6}$", "^[A-HJ-NP-Z1-9]{6}$"]],
  [
    "a telephone number",
    "^\\+[1-9][0-9]{6,14}$",
    ["^\\+\\d{7,15}$", "^\\+?[1-9]\\d{6,14}$", "^\\+[1-9]\\d{7,14}$", "^\\+[1-9]\\d{6,15}$", "^\\+[1-9]\\d{1,14}$"],
  ],
  [
    "a version",
    "^v(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$",
    ["^v\\d+\\.\\d+$", "^v(0|[1-9]\\d*).(0|[1-9]\\d*)$", "^v(0|[1-9]\\d*)\\.\\d+$", "^v[1-9]\\d*\\.(0|[1-9]\\d*)$"],
  ],
  [
    "groups that come again",
    "^([0-9a-f]{4}-){3}[0-9a-f]{12}$",
    ["^([0-9a-f]{4}-){2,3}[0-9a-f]{12}$", "^([0-9a-f]{4}-){3,4}[0-9a-f]{12}$", "^([0-9a-f]{4}-?){3}[0-9a-f]{12}$"],
  ],
  [
    "alternatives of words",
    "^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)$",
    [
      "^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov)$",
      "^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Oct|Nov|Dec)$",
      "^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [A-Z][a-z][a-z]$",
    ],
  ],
  [
    "what looks ahead",
    "^(?=.*[0-9])(?=.*[a-z])[0-9a-z]{8,10}$",
    [
      "^(?=.*[0-9])[0-9a-z]{8,10}$",
      "^(?=.*[a-z])[0-9a-z]{8,10}$",
      "^(?=.*[0-9])(?=.*[a-z])[0-9a-z]{7,10}$",
      "^(?=.*[0-9])(?=.*[a-z])[0-9a-z]{8,11}$",
      "^(?=.*[0-9])(?=.*[a-z])[0-9a-zA-Z]{8,10}$",
    ],
  ],
])("%s: %s has a text that tells each mistake in it", (_, right, wrongs) => {
  expect(wrongs.filter((wrong) => !isTold(right, wrong))).toEqual([]);
});

/** Whether some text is in one of the languages alone. */
function matters({ right, wrong }: SlippedPattern): boolean {
  return [
    [right, wrong],
    [wrong, right],
  ].some(([one = "", other = ""]) => {
    const difference = languageOf({ matching: [one], notMatching: [other] });
    return !("reason" in difference) && edgeWords(difference, 1).length > 0;
  });
}

it("tells at least 95 of 100 mistakes in patterns that nobody has seen", () => {
  const told = fc.sample(slippedPattern.filter(matters), { numRuns: 200, seed: 1 });
  const survivors = told.filter(({ right, wrong }) => !isTold(right, wrong));
  expect(survivors.slice(told.length / 20)).toEqual([]);
});
