import type { Text } from "../../../spec/interchange/expression.ts";
import { renderText } from "../../../spec/interchange/render.ts";
import { type Language, languageOf } from "../../../spec/patterns/language.ts";
import { preferring, wordOfLength } from "../../../spec/patterns/word-of-length.ts";
import { formatText } from "../../../spec/vocabulary/format-text.ts";
import type { Finding, KeywordFamily } from "../candidate.ts";
import { packedText } from "../packed-text.ts";
import { keywordValue, type Site } from "../site.ts";
import { textConstraints } from "../site-language.ts";
import { type Alphabet, ASCII, BLANKS, COUNTED_AS_LESS, COUNTED_AS_MORE, textOf } from "./alphabets.ts";

/** Longer texts than this are not sent. */
const MAX_LENGTH = 1_000_000;

/** Longer texts are not looked for in the automata of patterns. */
const MAX_WORD = 8_000;

/**
 * minLength and maxLength, counted in code points (JSON Schema validation 2020-12, section 6.3): the
 * bound and its neighbours in the alphabets that programs count as more or as less than that, as far
 * as the site's patterns and format let them stand.
 */
export const length: KeywordFamily = {
  keywords: ["minLength", "maxLength"],
  derive({ site, keyword, argument, place }) {
    const limit = Number(argument);
    if (limit > MAX_LENGTH) {
      const reason = `left out: texts of more than ${MAX_LENGTH} characters are not sent`;
      return [{ keyword, place, what: `${limit} characters`, reason }];
    }
    const makeText = makerFor(site);
    return wishesOf(site, keyword, limit)
      .filter(({ points }) => points >= 0 && points <= MAX_LENGTH)
      .flatMap(({ points, valid, alphabet, isSearch }): Finding[] => {
        const text = makeText(alphabet, points, valid);
        if (text === undefined) {
          // What a pattern does not let stand in other alphabets, it need not in all.
          if (alphabet !== ASCII || isSearch) return [];
          return [{ keyword, place, what: `${points} characters`, reason: whyNone(points) }];
        }
        const what = `${points} ${alphabet.name} characters`;
        return [{ keyword, place, what, valid, edits: [{ at: site.at, value: text }], ...(isSearch && { isSearch }) }];
      });
  },
};

function whyNone(points: number): string {
  return points > MAX_WORD
    ? `left out: texts of more than ${MAX_WORD} characters are not looked for in patterns`
    : "the patterns of this place have no text of this length: it shows nothing of the bound";
}

/** A text that is tried. */
interface Wish {
  points: number;
  valid: boolean;
  alphabet: Alphabet;
  isSearch?: boolean;
}

function wishesOf(site: Site, keyword: string, limit: number): Wish[] {
  const of = (points: number, valid: boolean, alphabets: readonly Alphabet[] = []): Wish[] =>
    [ASCII, ...alphabets].map((alphabet) => ({ points, valid, alphabet }));
  if (keyword === "minLength") {
    return [
      ...of(limit, true, [...COUNTED_AS_LESS, BLANKS]),
      ...of(limit + 1, true),
      ...of(limit - 1, false, limit > 1 ? COUNTED_AS_MORE : []),
    ];
  }
  const middle = Math.floor((textConstraints(site).minLength + limit) / 2);
  const astral = COUNTED_AS_MORE.filter(({ name }) => name === "astral");
  return [
    ...of(limit, true, COUNTED_AS_MORE),
    ...of(limit - 1, true),
    ...of(limit + 1, false, COUNTED_AS_LESS),
    ...of(middle, true),
    // In a URL, the whole length may be too long for astral characters; more UTF-16 units than allowed are enough.
    ...astral.map((alphabet) => ({ points: Math.floor(limit / 2) + 1, valid: true, alphabet, isSearch: true })),
    // Whoever keeps lengths in one byte or two sees a short text.
    ...[256, 65_536].map((turn) => ({ points: limit + turn, valid: false, alphabet: ASCII, isSearch: true })),
  ];
}

type MakeText = (alphabet: Alphabet, points: number, isFresh: boolean) => Text | undefined;

/** Makes texts that a site's patterns or format allow, whatever it says about lengths. */
function makerFor(site: Site): MakeText {
  const { matching, notMatching } = textConstraints(site);
  const format = keywordValue<string>(site, "format");
  if (matching.length + notMatching.length > 0) {
    const language = languageOf({ matching, notMatching });
    return "reason" in language ? textOf : (...wish) => wordIn(language, ...wish);
  }
  return (alphabet, points, isFresh) => {
    const text = format === undefined ? undefined : formatText(format, points);
    // Of another alphabet, few formats have texts; the judge tells which.
    return text !== undefined && alphabet === ASCII ? packedText(text) : textOf(alphabet, points, isFresh);
  };
}

/** A text of letters alone where a language has it, otherwise one with the alphabet's character wherever it may stand. */
function wordIn(language: Language, alphabet: Alphabet, points: number, isFresh: boolean): Text | undefined {
  const free = textOf(alphabet, points, isFresh);
  const looks = ["0", "z"].map((look) => renderText(free, { now: 0, guard: 0, fresh: (size) => look.repeat(size) }));
  if (looks.every((text) => language.has(text))) return free;
  if (points > MAX_WORD) return undefined;
  const wish = (alphabet.before ?? alphabet.unit).codePointAt(0) as number;
  const word = wordOfLength(language, points, preferring(wish));
  if (word === undefined || (alphabet !== ASCII && !word.includes(String.fromCodePoint(wish)))) return undefined;
  return isFresh ? packedText(word, (text) => language.has(text)) : packedText(word);
}
