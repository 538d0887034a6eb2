import fc, { type Arbitrary } from "fast-check";

const SURROGATES = { first: 0xd800, count: 0x800 };

/** Any code point that a well-formed text may have. fast-check's own unit `binary` takes seconds to be set up. */
export const anyCharacter: Arbitrary<string> = fc
  .integer({ min: 0, max: 0x10ffff - SURROGATES.count })
  .map((index) => String.fromCodePoint(index < SURROGATES.first ? index : index + SURROGATES.count));
