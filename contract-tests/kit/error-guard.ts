import type { Plan, PlannedCase } from "./plan.ts";
import type { CaseResult } from "./result.ts";
import { skippedResult } from "./run-case.ts";

/** What an {@link errorGuard} is asked. */
export interface ErrorGuard {
  /** Runs a case, unless it could only tell the same again. */
  run(planned: PlannedCase, run: () => Promise<CaseResult>): Promise<CaseResult>;
  /** What to say when cases were left. */
  cutShort(): string | undefined;
}

/**
 * Makes one finding of a target that answers a server error to the base request of every operation: the
 * first of these requests is run as a case, all others are skipped.
 *
 * @param status - of those answers; `undefined` when there was another one
 */
export function errorGuard({ bases }: Pick<Plan, "bases">, status: number | undefined): ErrorGuard {
  const first = bases[0]?.testCase;
  const reason = `the target answers ${status} to the base request of every operation; look at its log`;
  return {
    cutShort: () => (status === undefined ? undefined : reason),
    run(planned, run) {
      const isRun = status === undefined || !("template" in planned) || planned.testCase === first;
      return isRun ? run() : Promise.resolve(skippedResult(planned, `not run: ${reason}`));
    },
  };
}
