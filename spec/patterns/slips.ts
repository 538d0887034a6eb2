import type { CharSet } from "refa";
import { CHARACTERS, MAX_CHARACTER } from "./alphabet.ts";
import { plainest } from "./letters.ts";
import { type Alternatives, type PatternElement, parsePattern } from "./parse-pattern.ts";
import { spread } from "./spread.ts";

/** A mistake at one place, and the texts that tell it; whether they match, the pattern has to be asked. */
export interface Slip {
  /** How much it tells of its place: 0 is the most. */
  rank: number;
  /** A text with as little beside the place as there may be, and one with a little more. */
  words(): string[];
}

type Points = readonly number[];

/** How much of what may be left out or come again is in a text. */
const FILLS = ["lean", "rich"] as const;
type Fill = (typeof FILLS)[number];

/** A slip of a part, and what stands around it. */
interface Inner {
  rank: number;
  points(fill: Fill): Points;
}

type Quantifier = Extract<PatternElement, { type: "Quantifier" }>;

/** Longer texts are not made. */
const MAX_WORD = 8_000;

/** No more are looked at, nor of more characters together. */
const MAX_SLIPS = 1_000;
const MAX_CHARACTERS = 1_000_000;

/** What is wrong at the first of several comes after all that is wrong at the last. */
const FIRST = 4;

/** Stands before and behind what should be the whole text. */
const OTHER_LETTER = 0x78;

/** The classes that patterns are made of: digits, letters in both cases. */
const USUAL = [
  [0x30, 0x39],
  [0x61, 0x7a],
  [0x41, 0x5a],
] as const;

/** What wider classes have: a low line, a hyphen, a space, a letter and a character out of ASCII. */
const OTHERS = [..."_- é😀"].map((character) => character.codePointAt(0) as number);

/**
 * For each part of a pattern, whole texts that are wrong or telling there alone: the ends of a class and the characters
 * just outside of them, those of the usual classes beside it; a part that is missing or comes once more than its
 * quantifier says, or as often; something in the place of an anchor. What looks around has no part in them.
 *
 * @throws Error when the pattern is no regular expression, or is too large
 */
export function slipsOf(pattern: string): Slip[] {
  const alternatives = parsePattern(pattern);
  const [lean = 0, rich = 0] = FILLS.map((fill) => shortest(alternatives, fill).length);
  if (lean > MAX_WORD) return [];
  const slips = lowestRanks(ofAlternatives(alternatives), Math.min(MAX_SLIPS, MAX_CHARACTERS / (rich + 1)));
  return slips.map(({ rank, points }) => ({
    rank,
    words: () =>
      FILLS.map(points)
        .filter((word) => word.length <= MAX_WORD)
        .map((word) => word.map((point) => String.fromCodePoint(point)).join("")),
  }));
}

/** At most so many of a list: those of the lowest ranks, and of the last of these evenly. */
export function lowestRanks<T extends { rank: number }>(list: readonly T[], count: number): T[] {
  const ranks = [...new Set(list.map(({ rank }) => rank))].sort((a, b) => a - b);
  const chosen: T[] = [];
  for (const rank of ranks) {
    const further = list.filter((item) => item.rank === rank);
    chosen.push(...spread(further, Math.max(0, Math.floor(count) - chosen.length)));
  }
  return chosen;
}

function ofAlternatives(alternatives: Alternatives): Inner[] {
  return alternatives.flatMap(({ elements }) => [
    // An alternative may be forgotten.
    ...(alternatives.length > 1 ? [{ rank: 0, points: (fill: Fill) => sequence(elements, fill) }] : []),
    ...elements.flatMap((element, index) =>
      ofElement(element).map(({ rank, points }) => ({
        rank,
        points: (fill: Fill) => [
          ...sequence(elements.slice(0, index), fill),
          ...points(fill),
          ...sequence(elements.slice(index + 1), fill),
        ],
      })),
    ),
  ]);
}

function ofElement(element: PatternElement): Inner[] {
  switch (element.type) {
    case "Assertion":
      return [{ rank: 0, points: () => [OTHER_LETTER] }];
    case "CharacterClass":
      return [
        ...endsOf(element.characters).map((character) => ({ rank: 0, points: () => [character] })),
        ...wrongCharacters(element.characters).map(({ rank, character }) => ({ rank, points: () => [character] })),
        ...missingOrDoubled(element),
      ];
    case "Alternation":
      return [...ofAlternatives(element.alternatives), ...missingOrDoubled(element)];
    case "Quantifier":
      return ofQuantifier(element);
    default:
      return [];
  }
}

function missingOrDoubled(element: PatternElement): Inner[] {
  return [0, 2].map((count) => ({ rank: 1, points: (fill) => Array(count).fill(one(element, fill)).flat() }));
}

function ofQuantifier({ min, max, alternatives }: Quantifier): Inner[] {
  const counts = [min - 1, max + 1, min, max, min + 1].filter((count) => count >= 0 && count <= MAX_WORD);
  return [
    ...[...new Set(counts)].map((count) => ({
      rank: count < min || count > max ? 0 : 1,
      points: (fill: Fill) => times(alternatives, count, fill),
    })),
    ...ofAlternatives(alternatives).flatMap(({ rank, points }): Inner[] => {
      const others = (fill: Fill) => times(alternatives, Math.max(0, countOf({ min, max }, fill) - 1), fill);
      const last: Inner = { rank, points: (fill) => [...others(fill), ...points(fill)] };
      // Wrong at the first of several may be told where wrong at the last is not.
      // Of quantifiers in quantifiers, the innermost is enough: they would be twice as many at each.
      return max > 1 && rank < FIRST
        ? [last, { rank: rank + FIRST, points: (fill) => [...points(fill), ...others(fill)] }]
        : [last];
    }),
  ];
}

/** The first and last characters of a class's ranges. */
function endsOf({ ranges }: CharSet): number[] {
  return ranges.flatMap(({ min, max }) => (min < max ? [min, max] : [min]));
}

/** Characters out of a class, by how much they tell: beside its ends, of the usual classes, others. */
function wrongCharacters(characters: CharSet): { rank: number; character: number }[] {
  const { ranges } = characters;
  const [first] = ranges;
  if (!first) return [];
  const ends = [ranges.map(({ max }) => max + 1).toReversed(), ranges.map(({ min }) => min - 1)];
  // The same letter in the other case.
  const twins = ranges
    .flatMap(({ min, max }) => [min, max])
    .map((point) => String.fromCodePoint(point))
    .flatMap((letter) => (/[a-z]/i.test(letter) ? [(letter.codePointAt(0) as number) ^ 0x20] : []));
  const usual = USUAL.filter(([min, max]) => !ranges.some((range) => range.min <= max && range.max >= min));
  const wishes = [
    ...ends.map((points) => ({ rank: 0, points })),
    { rank: 1, points: twins.slice(0, 1) },
    { rank: 2, points: usual.map(([min]) => min) },
    { rank: 3, points: OTHERS },
  ];
  const seen = new Set<number>();
  return wishes.flatMap(({ rank, points }) =>
    points.flatMap((character) => {
      const isText = character >= 0 && character <= MAX_CHARACTER && CHARACTERS.has(character);
      if (!isText || characters.has(character) || seen.has(character)) return [];
      seen.add(character);
      return [{ rank, character }];
    }),
  );
}

/** The shortest of what some alternatives match, look-around left out. */
function shortest(alternatives: Alternatives, fill: Fill): Points {
  return alternatives
    .map(({ elements }) => sequence(elements, fill))
    .reduce((best, word) => (word.length < best.length ? word : best));
}

function sequence(elements: readonly PatternElement[], fill: Fill): Points {
  return elements.flatMap((element) => one(element, fill));
}

function one(element: PatternElement, fill: Fill): Points {
  switch (element.type) {
    case "CharacterClass":
      return element.characters.ranges.slice(0, 1).map(({ min, max }) => plainest(min, max));
    case "Alternation":
      return element.alternatives.length > 0 ? shortest(element.alternatives, fill) : [];
    case "Quantifier":
      return times(element.alternatives, countOf(element, fill), fill);
    default:
      return [];
  }
}

function countOf({ min, max }: { min: number; max: number }, fill: Fill): number {
  return fill === "lean" ? min : Math.min(max, min + 1);
}

function times(alternatives: Alternatives, count: number, fill: Fill): Points {
  if (count === 0 || alternatives.length === 0) return [];
  const word = shortest(alternatives, fill);
  // What is too long is not made, and told from the rest by that.
  const most = Math.ceil((MAX_WORD + 1) / Math.max(1, word.length));
  return Array(Math.min(count, most)).fill(word).flat();
}
