import { setTimeout } from "node:timers/promises";
import type { PlannedCase } from "./plan.ts";
import type { CaseResult } from "./result.ts";
import { skippedResult } from "./run-case.ts";

/** What a {@link timeBudget} is asked. */
export interface TimeBudget {
  /** Runs a case, unless the time is over. */
  run(planned: PlannedCase, run: () => Promise<CaseResult>): Promise<CaseResult>;
  /** What comes of an action, or something else as soon as the time is over. */
  unless<T>(instead: () => T, action: Promise<T>): Promise<T>;
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
  const over = timeIsOver(maxTimeMs ?? 0);
  const reason = `not run: ${over}`;
  return {
    over: () => (left === 0 ? undefined : `${over} before ${left} cases`),
    async unless(instead, action) {
      if (maxTimeMs === undefined) return action;
      const ended = new AbortController();
      const late = setTimeout(Math.max(0, maxTimeMs - elapsedMs()), undefined, { signal: ended.signal });
      try {
        return await Promise.race([action, late.then(instead)]);
      } finally {
        ended.abort();
      }
    },
    async run(planned, run) {
      if (maxTimeMs === undefined || elapsedMs() < maxTimeMs || !("template" in planned)) return run();
      left++;
      return skippedResult(planned, reason);
    },
  };
}

/** `the time of 8.5 s was over` */
export function timeIsOver(maxTimeMs: number): string {
  return `the time of ${maxTimeMs / 1_000} s was over`;
}
