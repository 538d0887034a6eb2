import type { PlannedCase } from "./plan.ts";
import type { CaseResult } from "./result.ts";
import { skippedResult } from "./run-case.ts";

/** What a {@link timeBudget} is asked. */
export interface TimeBudget {
  /** Runs a case, unless the time is over. */
  run(planned: PlannedCase, run: () => Promise<CaseResult>): Promise<CaseResult>;
  /** What to say when the time was over before the last case. */
  over(): string | undefined;
}

/**
 * Runs cases as long as there is time. What is under way then is finished, which the timeout of an
 * answer bounds; what is left is skipped.
 *
 * @param maxTimeMs - no bound when absent
 * @param elapsedMs - since the beginning of the run
 */
export function timeBudget(maxTimeMs: number | undefined, elapsedMs: () => number): TimeBudget {
  let left = 0;
  const reason = `not run: the time of ${(maxTimeMs ?? 0) / 1_000} s was over`;
  return {
    over: () => (left === 0 ? undefined : `the time of ${(maxTimeMs ?? 0) / 1_000} s was over before ${left} cases`),
    async run(planned, run) {
      if (maxTimeMs === undefined || elapsedMs() < maxTimeMs || !("template" in planned)) return run();
      left++;
      return skippedResult(planned, reason);
    },
  };
}
