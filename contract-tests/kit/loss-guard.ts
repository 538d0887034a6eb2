import { setTimeout } from "node:timers/promises";
import type { PlannedCase } from "./plan.ts";
import type { Wait } from "./rate-limit.ts";
import type { CaseResult } from "./result.ts";
import { skippedResult } from "./run-case.ts";
import { RunError } from "./run-error.ts";
import { isTransportFailure, type TransportFailureKind } from "./transport.ts";

/** Pauses before a refused request is sent again, in milliseconds: a server that is started again needs a moment. */
const PAUSES_MS = [100, 300, 900];
/** After so many cases on end without an answer nobody waits for the others. */
const SILENT_AFTER = 10;

/** What a {@link lossGuard} is asked. */
export interface LossGuard {
  /** Runs a case, unless the target is lost. */
  run(planned: PlannedCase, run: () => Promise<CaseResult>): Promise<CaseResult>;
  /** Since when, and how, the target is lost. */
  lost(): string | undefined;
}

/**
 * Runs cases as long as the target is there. A refused connection says nothing about the contract: the
 * case is sent again after a moment, and when the target stays away it is lost: that case and all that
 * are left are skipped. So are those that are left when many on end got no answer in time, or when the target wants to be asked later than a run can wait.
 *
 * @param wait - default: a timer
 */
export function lossGuard(wait: Wait = (ms) => setTimeout(ms)): LossGuard {
  let silent = 0;
  let lost: string | undefined;
  const limited = (planned: PlannedCase, error: unknown): CaseResult => {
    if (!(error instanceof RunError) || error.code !== "rate-limited") throw error;
    lost ??= `the target ${error.what}`;
    return skippedResult(planned, lost);
  };
  return {
    lost: () => lost,
    async run(planned, begin) {
      const run = () => begin().catch((error: unknown) => limited(planned, error));
      const skipped = () => (lost === undefined || !("template" in planned) ? undefined : skippedResult(planned, lost));
      let result = skipped() ?? (await run());
      for (const pause of PAUSES_MS) {
        if (failureOf(result) !== "refused" || lost !== undefined) break;
        await wait(pause);
        result = skipped() ?? (await run());
      }
      if (failureOf(result) === "refused") {
        lost ??= `the target accepts no connections any more, since ${result.name}`;
        return skipped() ?? result;
      }
      if (result.exchange) silent = failureOf(result) === "timeout" ? silent + 1 : 0;
      if (silent >= SILENT_AFTER) lost ??= `the target gives no answers any more, since ${result.name}`;
      return result;
    },
  };
}

function failureOf({ exchange }: CaseResult): TransportFailureKind | undefined {
  return exchange && isTransportFailure(exchange.answer) ? exchange.answer.failure : undefined;
}
