import { isJsonObject } from "../../../spec/interchange/json.ts";
import { completionOf } from "../../../spec/patterns/completion.ts";
import { edgeWordCount, edgeWords } from "../../../spec/patterns/edge-words.ts";
import { existingLengths } from "../../../spec/patterns/existing-lengths.ts";
import { hasEnd } from "../../../spec/patterns/has-end.ts";
import { type Language, languageOf } from "../../../spec/patterns/language.ts";
import { longestLength } from "../../../spec/patterns/longest-length.ts";
import { lowestRanks, slipsOf } from "../../../spec/patterns/slips.ts";
import { preferring, type Taste, varied, wordOfLength } from "../../../spec/patterns/word-of-length.ts";
import type { Candidate, Finding, KeywordContext, KeywordFamily, LeftOut } from "../candidate.ts";
import { packedText } from "../packed-text.ts";
import { textConstraints } from "../site-language.ts";

const MAX_WORDS = 40;
const MAX_NEAR_MISSES = 24;

/** Texts that go wrong at one place. */
const MAX_SLIPS = 80;

/** Texts that match, with the ends of its classes and the bounds of its quantifiers. */
const MAX_SOUND_SLIPS = 32;

/** A word of this length at most has its single edits tried. */
const MAX_LENGTH = 64;

/** Longer texts are not looked for in automata. */
const MAX_WORD = 8_000;

/**
 * pattern, and the pattern inside `not`: texts along the edges of its automaton and of the
 * complement, texts that are wrong at one place of it, and single edits of texts that match, all of
 * lengths that the site allows. Which side a text is on, the schema tells.
 */
export const pattern: KeywordFamily = {
  keywords: ["pattern", "not"],
  derive(context) {
    const source = patternOf(context);
    if (source === undefined) return [];
    const matched = languageWith(context, source, true);
    const missed = languageWith(context, source, false);
    if (typeof matched === "string" || typeof missed === "string") {
      return [leftOut(context, "texts along its automaton", `${matched}`)];
    }
    const words = edgeWords(matched, MAX_WORDS);
    const misses = edgeWords(missed, MAX_NEAR_MISSES);
    const rich = richWords(matched);
    const shortest = words.find((word) => word !== "") ?? "";
    const longest = longestOf([...rich, ...words]);
    const slips = slipsIn(source, matched, missed);
    const texts = [
      ...rich,
      ...lowestRanks(slips.unsound, MAX_SLIPS).map(({ text }) => text),
      ...lowestRanks(slips.sound, MAX_SOUND_SLIPS).map(({ text }) => text),
      ...lettersOf(longest),
      ...words,
      ...editsOf(longest),
      ...editsOf(shortest),
      ...linesOf(shortest, misses),
      ...brokenLinesOf(misses, matched),
      ...climbing(shortest, matched),
      ...fullLength(matched),
      ...misses,
    ];
    return [
      ...tooLong(context, source, matched),
      ...[...new Set(texts)].map((text): Finding => candidate(context, text)),
      ...thinned(context, "texts that match", edgeWordCount(matched), MAX_WORDS),
      ...thinned(context, "near misses", edgeWordCount(missed), MAX_NEAR_MISSES),
      ...thinned(context, "texts that are wrong at one place", slips.unsound.length, MAX_SLIPS, MOST_TELLING),
      ...thinned(context, "texts at the ends of its classes", slips.sound.length, MAX_SOUND_SLIPS, MOST_TELLING),
    ];
  },
};

/** Texts that tell mistakes at one place of the pattern, by the side that they are on. */
function slipsIn(source: string, matched: Language, missed: Language): { sound: Ranked[]; unsound: Ranked[] } {
  const [sound, unsound] = [new Map<string, Ranked>(), new Map<string, Ranked>()];
  for (const { rank, words } of slipsOf(source)) {
    const texts = words();
    // A text that matches in spite of the slip tells less than one that does not; what is on no side, other keywords refuse.
    const miss = texts.find((text) => missed.has(text));
    const text = miss ?? texts.find((each) => matched.has(each));
    if (text === undefined) continue;
    const side = miss === undefined ? sound : unsound;
    if (rank < (side.get(text)?.rank ?? Number.POSITIVE_INFINITY)) side.set(text, { rank, text });
  }
  return { sound: [...sound.values()], unsound: [...unsound.values()] };
}

interface Ranked {
  rank: number;
  text: string;
}

function patternOf({ keyword, argument }: KeywordContext): string | undefined {
  if (keyword === "pattern") return String(argument);
  return isJsonObject(argument) && typeof argument["pattern"] === "string" ? argument["pattern"] : undefined;
}

function candidate({ keyword, place, site }: KeywordContext, text: string): Candidate {
  const what = `text ${text === "" ? "empty" : encodeURIComponent(text)}`;
  return {
    keyword,
    place,
    what: what.length > 200 ? `${what.slice(0, 180)}… of ${[...text].length} characters` : what,
    valid: "either",
    isSearch: true,
    edits: [{ at: site.at, value: packedText(text) }],
  };
}

function leftOut({ keyword, place }: KeywordContext, what: string, reason: string): LeftOut {
  return { keyword, place, what, reason };
}

/** How those that are sent are chosen. */
const EVENLY = "chosen evenly over all steps of the pattern";
const MOST_TELLING = "those that tell most of their place first";

function thinned(context: KeywordContext, what: string, count: number, limit: number, how = EVENLY): LeftOut[] {
  if (count <= limit) return [];
  const reason = `left out: ${limit} are sent, ${how}`;
  return [leftOut(context, `${count - limit} of ${count} ${what}`, reason)];
}

/** The texts that match a pattern, or do not, and keep everything else that the site's patterns and lengths say. */
function languageWith({ site }: KeywordContext, source: string, isMatched: boolean): Language | string {
  const { matching, notMatching, ...lengths } = textConstraints(site);
  const others = (patterns: readonly string[]) => patterns.filter((pattern) => pattern !== source);
  const language = languageOf({
    ...lengths,
    matching: [...others(matching), ...(isMatched ? [source] : [])],
    notMatching: [...others(notMatching), ...(isMatched ? [] : [source])],
  });
  return "reason" in language
    ? `no texts are made from this pattern (${language.reason}): put it more simply, or give examples of what it takes`
    : language;
}

/** Characters that the ends of most classes are made of. */
const TASTES: readonly Taste[] = [..."0f9zFZ"].map((character) => preferring(character.codePointAt(0) as number));

/** Shortest and longest texts with characters of many kinds, and of one kind. */
function richWords(language: Language): string[] {
  const least = completionOf(language)?.left(0, 0) ?? Number.POSITIVE_INFINITY;
  if (least === Number.POSITIVE_INFINITY) return [];
  const most = existingLengths(language, Math.max(least, MAX_LENGTH))?.at(-1) ?? least;
  return [
    ...[0, 1, 2].map((turn) => wordOfLength(language, least, varied(turn))),
    ...TASTES.map((taste) => wordOfLength(language, least, taste)),
    ...[0, 1].map((turn) => wordOfLength(language, most, varied(turn))),
  ].filter((word) => word !== undefined);
}

function longestOf(words: string[]): string {
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), "");
}

/** The same text in other letter cases. */
function lettersOf(word: string): string[] {
  const mixed = [...word].map((character, index) => (index % 2 ? character.toUpperCase() : character.toLowerCase()));
  return [word.toLowerCase(), word.toUpperCase(), mixed.join("")];
}

/** One edit away: the first and last character dropped, doubled, replaced; something before, after and around. */
function editsOf(word: string): string[] {
  const characters = [...word];
  const first = characters.slice(0, 1).join("");
  const last = characters.slice(-1).join("");
  const head = characters.slice(0, -1).join("");
  const tail = characters.slice(1).join("");
  const middle = Math.floor(characters.length / 2);
  const around = ["/", " ", "\n", "x", "-"].flatMap((extra) => [extra + word, word + extra]);
  return [
    tail,
    head,
    first + word,
    word + last,
    `g${tail}`,
    `${head}g`,
    characters.toSpliced(middle, 1).join(""),
    characters.toSpliced(middle, 0, characters[middle] ?? "").join(""),
    word + word,
    word.replaceAll(/[-_ .:]/g, ""),
    word.replaceAll("-", "_"),
    // \d is a digit of ASCII alone; some engines take those of every script for one.
    word.replace(/\d(?=\D*$)/, "\u0663"),
    `{${word}}`,
    `urn:uuid:${word}`,
    ...around,
  ];
}

/** A line that matches beside one that does not: whoever looks at lines, or at the first alone, is taken in. */
function linesOf(word: string, misses: readonly string[]): string[] {
  const others = misses.filter((miss) => miss !== "" && !miss.includes("\n")).slice(0, 3);
  return [`${word}\n${word}`, ...others.flatMap((miss) => [`${word}\n${miss}`, `${miss}\n${word}`])];
}

/** Texts that do not match, and do with a line break behind: `$` is the end of the text, not of its last line. */
function brokenLinesOf(misses: readonly string[], matched: Language): string[] {
  return misses
    .map((miss) => `${miss}\n`)
    .filter((text) => matched.has(text))
    .slice(0, 2);
}

/** A text as long as the pattern itself allows, and one character longer; where that is not as long as others. */
function fullLength(matched: Language): string[] {
  const most = impliedLength(matched);
  const word = most !== undefined && most <= MAX_WORD ? wordOfLength(matched, most) : undefined;
  return word === undefined ? [] : [word, word.slice(0, 1) + word, word + word.slice(-1)];
}

function tooLong(context: KeywordContext, source: string, matched: Language): LeftOut[] {
  const most = impliedLength(matched) ?? 0;
  // A huge quantifier is none in the automaton.
  const isCut =
    matched.maxLength === Number.POSITIVE_INFINITY &&
    longestLength(matched) === Number.POSITIVE_INFINITY &&
    hasEnd(source);
  if (most <= MAX_WORD && !isCut) return [];
  const reason = `left out: texts of more than ${MAX_WORD} characters, or of too many steps, are not looked for in patterns`;
  return [leftOut(context, "the longest texts that it allows", reason)];
}

/** How long a text may be by the pattern alone, where that is long and no other keyword says less. */
function impliedLength(matched: Language): number | undefined {
  const most = longestLength(matched);
  return most > MAX_LENGTH && most < Number.POSITIVE_INFINITY && most <= matched.maxLength ? most : undefined;
}

/** Dots between slashes, where a text may have them: it is no path that anybody may shorten. */
function climbing(word: string, matched: Language): string[] {
  return ["..", "."].map((dots) => `${word}/${dots}/${word}`).filter((text) => matched.has(text));
}
