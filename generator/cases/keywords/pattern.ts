import { isJsonObject } from "../../../spec/interchange/json.ts";
import type { Candidate, KeywordContext, KeywordFamily } from "../candidate.ts";
import { nearMissesOf, richWordsOf, wordsOf } from "../words.ts";

const MAX_VALID = 30;
const MAX_NEAR_MISSES = 16;

/**
 * pattern, and the pattern inside `not`: texts along the edges of the pattern's automaton and single
 * edits of texts that match. Which side a text is on, the schema tells.
 */
export const pattern: KeywordFamily = {
  keywords: ["pattern", "not"],
  derive(context) {
    const source = patternOf(context);
    if (source === undefined) return [];
    const words = wordsOf(source);
    const rich = richWordsOf(source);
    const longest = longestOf([...rich, ...words]);
    const matching = [...rich, ...cases(longest), ...spread(words, MAX_VALID)];
    const missing = [...editsOf(longest), ...editsOf(words[0] ?? ""), ...spread(nearMissesOf(source), MAX_NEAR_MISSES)];
    return [...new Set([...matching, ...missing])].map((word) => candidate(context, word));
  },
};

function patternOf({ keyword, argument }: KeywordContext): string | undefined {
  if (keyword === "pattern") return String(argument);
  return isJsonObject(argument) && typeof argument["pattern"] === "string" ? argument["pattern"] : undefined;
}

function candidate({ keyword, place, site }: KeywordContext, word: string): Candidate {
  const what = `text ${word === "" ? "empty" : encodeURIComponent(word)}`;
  return {
    keyword,
    place,
    what,
    valid: "either",
    isSearch: true,
    edits: [{ at: site.at, value: word }],
  };
}

function longestOf(words: string[]): string {
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), "");
}

/** The same text in other letter cases. */
function cases(word: string): string[] {
  const mixed = [...word].map((character, index) => (index % 2 ? character.toUpperCase() : character.toLowerCase()));
  return [word.toLowerCase(), word.toUpperCase(), mixed.join("")];
}

/** One edit away: the first and last character dropped, doubled, replaced; something before and after. */
function editsOf(word: string): string[] {
  const characters = [...word];
  const first = characters.slice(0, 1).join("");
  const last = characters.slice(-1).join("");
  const head = characters.slice(0, -1).join("");
  const tail = characters.slice(1).join("");
  const around = ["/", " ", "\n", "x", "{", "-"].flatMap((extra) => [extra + word, word + extra]);
  return [
    tail,
    head,
    first + word,
    word + last,
    `g${tail}`,
    `${head}g`,
    word.replaceAll("-", ""),
    `urn:uuid:${word}`,
    ...around,
  ];
}

/** At most so many, taken evenly, the first always. */
function spread(words: string[], count: number): string[] {
  const distinct = [...new Set(words)];
  if (distinct.length <= count) return distinct;
  return Array.from({ length: count }, (_, index) => distinct[Math.floor((index * distinct.length) / count)] ?? "");
}
