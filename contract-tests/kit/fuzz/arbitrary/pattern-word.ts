import fc, { type Arbitrary } from "fast-check";
import { existingLengths } from "../../../../spec/patterns/existing-lengths.ts";
import { type Edge, languageOf, type TextConstraints } from "../../../../spec/patterns/language.ts";
import { type Taste, wordOfLength } from "../../../../spec/patterns/word-of-length.ts";

const MAX_LENGTH = 4_096;
/** How many random choices a text is made from; the rest of it is plain. */
const MAX_CHOICES = 40;

/**
 * Texts that keep some constraints: a length, and a random choice of the way and of the character at each
 * step. Without choices a text is the plainest of its length, so that shrinking leads to a short and
 * plain one.
 *
 * @returns `undefined` when the patterns are beyond the automaton, or there is no such text
 */
export function patternWord(constraints: TextConstraints): Arbitrary<string> | undefined {
  const language = languageOf(constraints);
  const lengths = "reason" in language ? undefined : existingLengths(language, MAX_LENGTH);
  if ("reason" in language || !lengths || lengths.length === 0) return undefined;
  const last = lengths.length - 1;
  const length = fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.nat(Math.min(last, 24)), weight: 6 },
    { arbitrary: fc.nat(last), weight: 1 },
    { arbitrary: fc.constantFrom(...new Set([0, Math.max(0, last - 1), last])), weight: 1 },
  );
  const choices = fc.array(fc.nat(), { maxLength: MAX_CHOICES, size: "max" });
  return fc.record({ length, choices, start: fc.nat() }).map(({ length: index, choices: numbers, start }) => {
    const wanted = lengths[index] ?? 0;
    return wordOfLength(language, wanted, chosen(numbers, start % Math.max(1, wanted))) ?? "";
  });
}

/** Choices that are spread over a text from some character on. */
function chosen(numbers: readonly number[], start: number): Taste {
  return (edges, index) => {
    const choice = (index >= start ? numbers[index - start] : undefined) ?? 0;
    const edge = edges[choice % edges.length] as Edge;
    return { edge, character: edge.min + (Math.floor(choice / edges.length) % (edge.max - edge.min + 1)) };
  };
}
