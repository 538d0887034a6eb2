import { createHash } from "node:crypto";
import { type FreshSegment, isTextExpression } from "./expression.ts";
import { FRESH_ALPHABETS, type FreshAlphabet } from "./fresh-alphabet.ts";

/** Gives texts of so many characters of an alphabet (default `alphanumeric`). */
export type FreshTexts = (length: number, of?: FreshAlphabet) => string;

/**
 * A source of texts that are all different, and the same for the same seed and order of calls. Sources of
 * different seeds hardly ever meet when texts have eight characters or more.
 *
 * @throws RangeError from the source, when all texts of a length have been given
 */
export function freshSource(seed: string): FreshTexts {
  const given = new Map<string, number>();
  const textAt = freshTextsOf(seed);
  return (length, of = "alphanumeric") => {
    const key = `${of} ${length}`;
    const text = textAt(given.get(key) ?? 0, length, of);
    given.set(key, (given.get(key) ?? 0) + 1);
    return text;
  };
}

/**
 * The same texts by their number, from 0 on.
 *
 * @throws RangeError from the function, when there are not so many of a length
 */
export function freshTextsOf(seed: string): (index: number, length: number, of?: FreshAlphabet) => string {
  const sequences = new Map<string, Sequence>();
  return (index, length, of = "alphanumeric") => {
    if (!(Number.isSafeInteger(length) && length >= 1))
      throw new RangeError(`${length}: a length is an integer from 1 on`);
    const key = `${of} ${length}`;
    const sequence = sequences.get(key) ?? sequenceOf(seed, length, of);
    sequences.set(key, sequence);
    const { size, start, step } = sequence;
    if (BigInt(index) >= size) throw new RangeError(`all texts of ${length} characters are given; ask for longer ones`);
    return written((start + BigInt(index + 1) * step) % size, length, FRESH_ALPHABETS[of]);
  };
}

/** Steps through all numbers below a power of the size of an alphabet, in an order that the seed decides. */
interface Sequence {
  size: bigint;
  start: bigint;
  step: bigint;
}

function sequenceOf(seed: string, length: number, of: FreshAlphabet): Sequence {
  const base = FRESH_ALPHABETS[of].length;
  const size = BigInt(base) ** BigInt(length);
  const random = (purpose: string) => {
    const hash = createHash("shake256", { outputLength: length + 8 });
    return BigInt(`0x${hash.update(`${purpose}/${length}/${seed}`).digest("hex")}`) % size;
  };
  // A step with no factor in common with the size meets every number before it meets one again.
  const factors = BigInt([2, 3, 5, 13].filter((prime) => base % prime === 0).reduce((one, two) => one * two, 1));
  return { size, start: random("start"), step: ((random("step") / factors) * factors + 1n) % size };
}

function written(number: bigint, length: number, characters: string): string {
  const usual = FRESH_ALPHABETS.alphanumeric;
  const text = number.toString(characters.length).padStart(length, "0");
  if (usual.startsWith(characters)) return text;
  return text.replaceAll(/./g, (digit) => characters[usual.indexOf(digit)] ?? "");
}

/**
 * What fresh texts of an alphabet look like: each character alone, and each in each place among others.
 * Whoever takes all of these takes any.
 */
export function freshLooks(of: FreshAlphabet = "alphanumeric"): readonly FreshTexts[] {
  return Array.from({ length: FRESH_ALPHABETS[of].length * 2 }, (_, index) => freshLook(index));
}

/** Looks that have the ends of every alphabet alone, for judges that are asked often. */
export const FEW_LOOKS: readonly FreshTexts[] = Array.from({ length: 3 }, (_, index) => freshLook(index));

/** Looks that have every character of every alphabet, in texts of seven characters and more. */
export const MORE_LOOKS: readonly FreshTexts[] = Array.from({ length: 12 }, (_, index) => freshLook(index));

/** Stands for fresh texts where it does not matter which they are: one character, `f` if the alphabet has it. */
export const anyFresh: FreshTexts = (length, of = "alphanumeric") => {
  const characters = FRESH_ALPHABETS[of];
  return characters.charAt(Math.max(0, characters.indexOf("f"))).repeat(length);
};

/** Whether a template has fresh texts. */
export function hasFresh(template: unknown): boolean {
  return freshSegments(template).length > 0;
}

/** The fresh texts of a template, in the order in which they are rendered. */
export function freshSegments(template: unknown): FreshSegment[] {
  if (typeof template !== "object" || template === null) return [];
  if ("fresh" in template && typeof template.fresh === "number") return [template as FreshSegment];
  return Object.values(template).flatMap(freshSegments);
}

/** A template with texts in place of its fresh ones; its other expressions stay. */
export function withFresh<T>(template: T, fresh: FreshTexts): T {
  return withFreshIn(template, fresh) as T;
}

function withFreshIn(template: unknown, fresh: FreshTexts): unknown {
  if (isTextExpression(template)) {
    const segments = template.$text.map((segment) =>
      typeof segment === "object" && "fresh" in segment ? fresh(segment.fresh, segment.of) : segment,
    );
    return segments.every((segment) => typeof segment === "string") ? segments.join("") : { $text: segments };
  }
  if (Array.isArray(template)) return template.map((item) => withFreshIn(item, fresh));
  if (typeof template !== "object" || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, withFreshIn(value, fresh)]));
}

/** In turn one character alone, those at the ends of the alphabet first, and all of them in an order. */
function freshLook(index: number): FreshTexts {
  const turn = Math.floor(index / 2);
  return (length, of = "alphanumeric") => {
    const characters = FRESH_ALPHABETS[of];
    const at = (place: number) => characters[place % characters.length] ?? "";
    if (index % 2 === 0) {
      const fromAnEnd = Math.floor(turn / 2) % characters.length;
      return at(turn % 2 === 0 ? characters.length - 1 - fromAnEnd : fromAnEnd).repeat(length);
    }
    // Steps that have no factor in common with the number of characters meet all of them.
    return Array.from({ length }, (_, place) => at((turn * 7 + place) * 11)).join("");
  };
}
