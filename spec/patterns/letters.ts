/** Ranges of characters, the plainest first; together they are all of Unicode but the surrogates. */
const PLAIN: readonly (readonly [number, number])[] = [
  [0x61, 0x7a],
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x21, 0x2f],
  [0x3a, 0x40],
  [0x5b, 0x60],
  [0x7b, 0x7e],
  [0x20, 0x20],
  [0xa1, 0x24f],
  [0x250, 0xd7ff],
  [0x10000, 0x10ffff],
  [0x00, 0x1f],
  [0x7f, 0xa0],
  [0xe000, 0xffff],
];

/** A part of a range of characters that are equally plain; 0 is the plainest rank. */
export interface PlainPart {
  min: number;
  max: number;
  rank: number;
}

/** The parts of a range of characters, the plainest first: letters, digits, other ASCII, the rest. */
export function plainParts(min: number, max: number): PlainPart[] {
  return PLAIN.flatMap(([low, high], rank) =>
    min <= high && max >= low ? [{ min: Math.max(min, low), max: Math.min(max, high), rank }] : [],
  );
}

/** The plainest character of a range: a letter where there is one. */
export function plainest(min: number, max: number): number {
  return plainParts(min, max)[0]?.min ?? min;
}

/** Characters that programs treat differently, and why one might. */
const TELLING = [..." \n./%\"\\'+&?#-_<aAzZ09é中😀\u0301\u0000\u007f\u200b"].map(
  (character) => character.codePointAt(0) as number,
);

/** Characters of a range that programs may treat differently: its ends, and those that are known for it. */
export function tellingCharacters(min: number, max: number): number[] {
  const known = TELLING.filter((character) => character >= min && character <= max);
  // The ends of half of Unicode say little.
  if (max - min > 0x1000) return known.length > 0 ? known : [plainest(min, max)];
  return [...new Set([min, max, ...known])];
}
