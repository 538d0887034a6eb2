/** What may be spent on one phase of the derivation for one operation: several times what published documents need. */
export const MOST_STEPS = 500_000;

/** What may be spent on one phase for all operations of a document. */
const MOST_FOR_DOCUMENT = 10_000_000;

/** Largest instance that is made, in values: to write it down may take no time to speak of. */
export const MOST_VALUES = 20_000;

/**
 * What the derivation of cases may still cost, counted in steps, so that it ends at the same place on every machine. A
 * step is a schema that is looked at, or a value that is tried.
 */
export interface Effort {
  /** @throws {@link EffortError} when there is nothing left */
  spend(steps: number): void;
  /**
   * Runs a phase, which may cost as much as any other one.
   *
   * @returns what it gives, or why it was not brought to its end
   */
  phase<T>(run: () => T): { value: T } | { reason: string };
}

/** More was spent than there was; only {@link Effort.phase} catches it. */
class EffortError extends Error {
  override readonly name = "EffortError";
}

/** What each phase may cost for one of so many operations. */
export function stepsFor(operations: number): number {
  return Math.min(MOST_STEPS, Math.floor(MOST_FOR_DOCUMENT / Math.max(1, operations)));
}

/** @param steps - what each phase may cost */
export function createEffort(steps = MOST_STEPS): Effort {
  let left = steps;
  return {
    spend(cost) {
      left -= cost;
      if (left < 0) throw new EffortError("spent");
    },
    phase(run) {
      left = steps;
      try {
        return { value: run() };
      } catch (error) {
        if (!(error instanceof EffortError)) throw error;
        return { reason: `not looked at: it takes more than ${steps} steps; give simpler schemas, or examples` };
      }
    },
  };
}
