import { setTimeout } from "node:timers/promises";
import type { PlannedCase } from "./plan.ts";
import type { CaseResult } from "./result.ts";
import { skippedResult } from "./run-case.ts";

/** How long cases that are under way may take when a run is interrupted, in milliseconds. */
const GRACE_MS = 3_000;

/** What an {@link interruption} is asked. */
export interface Interruption {
  /** Runs a case, unless the run was interrupted. */
  run(planned: PlannedCase, run: () => Promise<CaseResult>): Promise<CaseResult>;
  /** What comes of an action, or something else as soon as the run is interrupted. */
  unless<T>(instead: () => T, action: Promise<T>): Promise<T>;
  /** What to say when there were cases left. */
  cutShort(): string | undefined;
}

/**
 * Ends a run early without losing what it has found: no case is begun any more, those under way are
 * finished if that is soon, the others are skipped.
 *
 * @param signal - aborted with what interrupts, in a word: `SIGINT`
 */
export function interruption(signal: AbortSignal | undefined, graceMs = GRACE_MS): Interruption {
  let left = 0;
  const interrupted = new Promise<void>((resolve) => {
    if (signal?.aborted) resolve();
    else signal?.addEventListener("abort", () => resolve(), { once: true });
  });
  const skipped = (planned: PlannedCase, reason: string): CaseResult => {
    if ("template" in planned) left++;
    return skippedResult(planned, "skipped" in planned ? planned.skipped.reason : reason);
  };
  return {
    cutShort: () => cutShortBy(signal, left),
    unless: (instead, action) => Promise.race([action, interrupted.then(instead)]),
    run(planned, run) {
      if (!signal) return run();
      if (signal.aborted) return Promise.resolve(skipped(planned, notRun(signal)));
      const late = interrupted.then(() => setTimeout(graceMs, undefined, { ref: false })).then(() => undefined);
      const result = run();
      return Promise.race([result, late]).then((done) => {
        // Of random requests, some are left.
        if (done?.fuzz && signal.aborted) left++;
        if (done) return done;
        // The end of the run ends its request, and that is nobody's failure.
        result.catch(() => undefined);
        return skipped(planned, `not finished: ${wordsOf(signal)}`);
      });
    },
  };
}

/** Why a case that was left is skipped: `not run: interrupted by SIGINT`. */
export function notRun(signal: AbortSignal | undefined): string {
  return `not run: ${wordsOf(signal)}`;
}

/** `interrupted by SIGINT before 3 cases were done`; `undefined` when none was left. */
export function cutShortBy(signal: AbortSignal | undefined, left: number): string | undefined {
  return left === 0 ? undefined : `${wordsOf(signal)} before ${left === 1 ? "1 case was" : `${left} cases were`} done`;
}

function wordsOf(signal: AbortSignal | undefined): string {
  return `interrupted by ${String(signal?.reason)}`;
}
