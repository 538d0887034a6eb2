import type { Edge, Language } from "./language.ts";
import { plainParts } from "./letters.ts";

/** More steps than this are not worked out: edges times lengths. */
const MAX_STEPS = 4_000_000;

/** Longer texts are not looked for. */
const MAX_LENGTH = 10_000;

/** How a text may go on. */
export interface Completion {
  /**
   * The fewest further characters after which a text that has come to a state, `length` code points
   * long, may end; `Infinity` when no text within the lengths goes through there.
   */
  left(state: number, length: number): number;
  /**
   * The edges by which such a text can go on and still end within the lengths, cut to equally plain
   * characters: the quickest to an end first, then the plainest.
   */
  onward(state: number, length: number): readonly Edge[];
}

/**
 * Works out how the texts of a language may go on.
 *
 * @returns `undefined` when the least length, or lengths and states together, are too many to work it out
 */
export function completionOf(language: Language): Completion | undefined {
  const { states, minLength, maxLength } = language;
  const targets = states.map((out) => [...new Set(out.map(({ to }) => to))]);
  const edges = targets.reduce((sum, out) => sum + out.length, 0);
  if (minLength > MAX_LENGTH || edges * (minLength + 1) > MAX_STEPS) return undefined;
  const rows = [shortest(language)];
  for (let least = 1; least <= minLength; least++) {
    const before = rows[least - 1] as number[];
    // Whoever has to go at least so many steps goes one, and then one fewer.
    rows.push(targets.map((out) => 1 + Math.min(Number.POSITIVE_INFINITY, ...out.map((to) => before[to] as number))));
  }
  const left = (state: number, length: number): number => {
    const least = rows[Math.max(0, minLength - length)]?.[state] ?? Number.POSITIVE_INFINITY;
    return length + least <= maxLength ? least : Number.POSITIVE_INFINITY;
  };
  const parts = states.map(partsOf);
  return {
    left,
    onward(state, length) {
      const out = parts[state] ?? [];
      const lefts = new Map(out.map(({ to }) => [to, 0]));
      for (const to of lefts.keys()) lefts.set(to, left(to, length + 1));
      const leftOf = ({ to }: Edge) => lefts.get(to) as number;
      return out.filter((edge) => leftOf(edge) !== Number.POSITIVE_INFINITY).sort((a, b) => leftOf(a) - leftOf(b));
    },
  };
}

/** Edges cut to equally plain characters, the plainest first. */
function partsOf(out: readonly Edge[]): Edge[] {
  return out
    .flatMap(({ min, max, to }) => plainParts(min, max).map((part) => ({ ...part, to })))
    .sort((a, b) => a.rank - b.rank)
    .map(({ min, max, to }) => ({ min, max, to }));
}

/** The number of steps from each state to the nearest end. */
function shortest({ states, isFinal }: Language): number[] {
  const incoming = states.map((): number[] => []);
  for (const [from, out] of states.entries()) for (const { to } of out) incoming[to]?.push(from);
  const steps = isFinal.map((final) => (final ? 0 : Number.POSITIVE_INFINITY));
  let ring = [...isFinal.keys()].filter((state) => isFinal[state]);
  for (let distance = 1; ring.length > 0; distance++) {
    const next = new Set(
      ring.flatMap((state) => incoming[state] ?? []).filter((from) => steps[from] === Number.POSITIVE_INFINITY),
    );
    for (const state of next) steps[state] = distance;
    ring = [...next];
  }
  return steps;
}
