/** Puts the cases first that are likely to fail. */
export interface CaseOrder {
  /** Tells that a case has killed a mutant of a piece of code. */
  learn(within: string, name: string): void;
  /** Names of cases, the likeliest first. */
  sorted(within: string, names: readonly string[]): string[];
}

/**
 * An order that learns: cases that have killed mutants of the same piece of code come first, the last killer before
 * the others. The rest is spread, so that no long row of cases of one kind has to pass before the next kind has its turn.
 */
export function caseOrder(): CaseOrder {
  const killers = new Map<string, string[]>();
  return {
    learn(within, name) {
      const others = (killers.get(within) ?? []).filter((other) => other !== name);
      killers.set(within, [name, ...others]);
    },
    sorted(within, names) {
      const known = (killers.get(within) ?? []).filter((name) => names.includes(name));
      const first = new Set(known);
      return [...known, ...spread(names).filter((name) => !first.has(name))];
    },
  };
}

/** Every nth, then every nth from the second, and so on; n is about the root of the number of all. */
function spread(names: readonly string[]): string[] {
  const step = Math.ceil(Math.sqrt(names.length));
  return Array.from({ length: step }, (_, first) => names.filter((_, index) => index % step === first)).flat();
}
