import type { Language } from "./language.ts";

/** More steps than this are not worked out: edges times lengths. */
const MAX_STEPS = 4_000_000;

/**
 * The lengths of a language's texts in code points, ascending, within its window and up to `most`.
 *
 * @returns `undefined` when edges and lengths are too many to work it out
 */
export function existingLengths(language: Language, most: number): number[] | undefined {
  const { states, isFinal, minLength, maxLength } = language;
  const last = Math.min(maxLength, most);
  const targets = states.map((out) => [...new Set(out.map(({ to }) => to))]);
  const edges = targets.reduce((sum, out) => sum + out.length, 0);
  if (edges * last > MAX_STEPS) return undefined;
  const lengths: number[] = [];
  let reached = new Set([0]);
  for (let length = 0; length <= last && reached.size > 0; length++) {
    if (length >= minLength && [...reached].some((state) => isFinal[state])) lengths.push(length);
    reached = new Set([...reached].flatMap((state) => targets[state] ?? []));
  }
  return lengths;
}
