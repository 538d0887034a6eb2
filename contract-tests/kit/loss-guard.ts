import type { PlannedCase } from "./plan.ts";
import type { CaseResult } from "./result.ts";
import { skippedResult } from "./run-case.ts";
import { isTransportFailure } from "./transport.ts";

const LOST_AFTER = 3;

/**
 * Runs cases as long as the target accepts connections. Once it has refused several on end it is
 * gone: the cases that are left are skipped, as they would say nothing about the contract.
 */
export function lossGuard(): (planned: PlannedCase, run: () => Promise<CaseResult>) => Promise<CaseResult> {
  let refused = 0;
  let lostAt: string | undefined;
  return async (planned, run) => {
    if (lostAt !== undefined && "template" in planned) {
      return skippedResult(planned, `the target accepts no connections any more, since ${lostAt}`);
    }
    const result = await run();
    const answer = result.exchange?.answer;
    if (answer) refused = isTransportFailure(answer) && answer.failure === "refused" ? refused + 1 : 0;
    if (refused >= LOST_AFTER) lostAt ??= result.name;
    return result;
  };
}
