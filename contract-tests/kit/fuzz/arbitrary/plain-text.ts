import fc, { type Arbitrary } from "fast-check";
import { anyCharacter } from "./any-character.ts";

/** The greatest number of characters of a text without an upper bound. */
const LONG = 300;

/** Characters that careless servers treat differently. */
const SPECIAL = [..." \t\n./%\"\\'+&?#,;=<>{}[]\u0000\u007f\u0085\u00a0\u00ad\u0301\u200b\u200d\u2028\ufeff\ufffd"];

/**
 * A random character, the plainest first, which is where shrinking leads: letters, digits, what is
 * special to some parser, and any character at all, from one byte to an astral one of four.
 */
const character: Arbitrary<string> = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: fc.constantFrom(..."abcxyzABCXYZ0123456789"), weight: 6 },
  { arbitrary: fc.constantFrom(...SPECIAL), weight: 2 },
  { arbitrary: fc.constantFrom(..."äéßñİıſKΣςжя中文字你ก"), weight: 1 },
  { arbitrary: fc.constantFrom(..."😀🏳𝒜𐍈👩🏽", "\u{10ffff}"), weight: 1 },
  { arbitrary: anyCharacter, weight: 1 },
);

/**
 * Texts of a length, counted in code points: short ones of any characters, and ones that are one
 * character many times with a few others in between, which reach any length and shrink fast.
 */
export function plainText(minLength: number, maxLength: number = Math.max(minLength, LONG)): Arbitrary<string> {
  if (minLength > maxLength) return fc.constant("");
  const short = Math.min(maxLength, minLength + 12);
  const lengths = fc.oneof(
    { withCrossShrink: true },
    fc.integer({ min: minLength, max: maxLength }),
    fc.constantFrom(...new Set([minLength, Math.max(minLength, maxLength - 1), maxLength])),
  );
  const islands = fc.array(fc.tuple(fc.nat(), character), { maxLength: 6 });
  return fc.oneof(
    fc.string({ unit: character, minLength, maxLength: short, size: "max" }),
    fc.record({ length: lengths, filler: character, islands }).map(filled),
  );
}

function filled({ length, filler, islands }: { length: number; filler: string; islands: [number, string][] }): string {
  const characters = new Array<string>(length).fill(filler);
  if (length > 0) for (const [at, character] of islands) characters[at % length] = character;
  return characters.join("");
}
