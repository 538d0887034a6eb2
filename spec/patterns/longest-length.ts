import type { Language } from "./language.ts";

/**
 * The most code points that a text of an automaton has; `Infinity` where a part of it can be repeated for ever. The
 * language's own bounds on lengths do not count.
 */
export function longestLength({ states }: Pick<Language, "states">): number {
  const targets = states.map((out) => [...new Set(out.map(({ to }) => to))]);
  const incoming = states.map(() => 0);
  for (const to of targets.flat()) incoming[to] = (incoming[to] ?? 0) + 1;
  const longest = states.map(() => 0);
  // In the order in which all ways to a state are known; what is on a circle never is.
  const known = [...states.keys()].filter((state) => incoming[state] === 0);
  for (const state of known) {
    for (const to of targets[state] ?? []) {
      longest[to] = Math.max(longest[to] ?? 0, (longest[state] ?? 0) + 1);
      incoming[to] = (incoming[to] ?? 0) - 1;
      if (incoming[to] === 0) known.push(to);
    }
  }
  return known.length === states.length ? Math.max(0, ...longest) : Number.POSITIVE_INFINITY;
}
