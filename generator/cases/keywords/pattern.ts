import { isJsonObject } from "../../../spec/interchange/json.ts";
import { completionOf } from "../../../spec/patterns/completion.ts";
import { edgeWords } from "../../../spec/patterns/edge-words.ts";
import { type Language, languageOf } from "../../../spec/patterns/language.ts";
import { varied, wordOfLength } from "../../../spec/patterns/word-of-length.ts";
import type { Candidate, KeywordContext, KeywordFamily } from "../candidate.ts";
import { textConstraints } from "../site-language.ts";

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
    const matched = languageWith(context, source, true);
    const words = matched ? edgeWords(matched, MAX_VALID) : [];
    const rich = matched ? richWords(matched) : [];
    const longest = longestOf([...rich, ...words]);
    const matching = [...rich, ...cases(longest), ...words];
    const missed = languageWith(context, source, false);
    const nearMisses = missed ? edgeWords(missed, MAX_NEAR_MISSES) : [];
    const missing = [...editsOf(longest), ...editsOf(words[0] ?? ""), ...nearMisses];
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

/** Texts with characters of many kinds, as short as can be. */
function richWords(language: Language): string[] {
  const length = completionOf(language)?.left(0, 0) ?? Number.POSITIVE_INFINITY;
  if (length === Number.POSITIVE_INFINITY) return [];
  return [0, 1, 2].map((turn) => wordOfLength(language, length, varied(turn))).filter((word) => word !== undefined);
}

/** The texts that match a pattern, or do not, and keep everything else that the site's patterns and lengths say. */
function languageWith({ site }: KeywordContext, source: string, isMatched: boolean): Language | undefined {
  const { matching, notMatching, ...lengths } = textConstraints(site);
  const others = (patterns: readonly string[]) => patterns.filter((pattern) => pattern !== source);
  const language = languageOf({
    ...lengths,
    matching: [...others(matching), ...(isMatched ? [source] : [])],
    notMatching: [...others(notMatching), ...(isMatched ? [] : [source])],
  });
  return "reason" in language ? undefined : language;
}
