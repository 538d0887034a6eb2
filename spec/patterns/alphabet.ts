import { CharSet } from "refa";

/** The greatest code point. */
export const MAX_CHARACTER = 0x10ffff;

/** Halves of surrogate pairs: no well-formed text has them, so they are free to stand for something else. */
export const SURROGATES: CharSet = CharSet.fromRange(MAX_CHARACTER, { min: 0xd800, max: 0xdfff });

/** Every code point that a well-formed text may have. */
export const CHARACTERS: CharSet = SURROGATES.negate();
