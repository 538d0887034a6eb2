import { caseRunner } from "./case-runner.ts";
import { errorGuard } from "./error-guard.ts";
import { interruption } from "./interruption.ts";
import { lossGuard } from "./loss-guard.ts";
import type { Plan, PlannedCase } from "./plan.ts";
import { preflight } from "./preflight.ts";
import { prepareRun } from "./prepare-run.ts";
import type { CaseResult } from "./result.ts";
import type { CaseContext } from "./run-case.ts";
import { RunError } from "./run-error.ts";
import type { RunOptions } from "./run-options.ts";
import { type Untested, untestedIn } from "./state/untested.ts";
import { timeBudget } from "./time-budget.ts";
import type { Transport } from "./transport.ts";

/** A target that has been tried, and what runs cases against it. */
export interface RunSession {
  plan: Plan;
  context: CaseContext;
  /** What a person should know of the target, a line each. */
  notices: string[];
  /** Runs a case, unless the time is over, the target is lost or the run was interrupted. @throws RunError as `runCase` */
  run(planned: PlannedCase): Promise<CaseResult>;
  /** What of the run so far is no proof. */
  leftOpen(): { cutShort?: string; untested: Untested[] };
  /** Removes what requests have shared. */
  close(): Promise<void>;
}

/** What a session works with besides the options of the run. */
export interface SessionMeans {
  transport: Transport;
  /** How much of the run's time is gone, in milliseconds. */
  elapsed(): number;
}

/**
 * Makes the plan of a run and tries the target.
 *
 * @throws RunError when there is nothing to run, a case is unusable, or the target cannot be tested
 */
export async function openSession(options: RunOptions, { transport, elapsed }: SessionMeans): Promise<RunSession> {
  const { concurrency = 8, interrupt, maxTimeMs, params = {}, probe = true } = options;
  const interrupted = interruption(interrupt);
  const budget = timeBudget(maxTimeMs, elapsed);
  const timeLeft = () => (maxTimeMs === undefined ? undefined : maxTimeMs - elapsed());
  const { plan, context: prepared } = await prepareRun({ ...options, transport, timeLeft });
  refuseNothing(plan, options.target.url);
  const unprobed = { context: prepared, notices: [] };
  const probing = {
    given: new Set(Object.keys(params)),
    measuresClock: options.now === undefined,
    concurrency,
    ...(options.wait && { wait: options.wait }),
  };
  const { context, notices } = probe
    ? await budget.unless(
        () => unprobed,
        interrupted.unless(() => unprobed, preflight(plan, prepared, probing)),
      )
    : unprobed;
  const runner = await caseRunner(plan, { ...options, concurrency, timeLeft });
  const guard = lossGuard(options.wait);
  const errors = errorGuard(plan, context.serverError);
  const undecided: CaseResult[] = [];
  return {
    ...{ plan, context, notices },
    async run(planned) {
      const judged = () => guard.run(planned, () => runner(planned, context));
      const inTime = () => budget.run(planned, () => errors.run(planned, judged));
      const result = await interrupted.run(planned, inTime);
      if (result.isUndecided) undecided.push(result);
      return result;
    },
    leftOpen() {
      const cutShort = interrupted.cutShort() ?? guard.lost() ?? budget.over() ?? errors.cutShort();
      return { ...(cutShort === undefined ? {} : { cutShort }), untested: untestedIn(plan, context, undecided) };
    },
    close: async () => context.supply?.close(),
  };
}

/** @throws RunError when no case may be sent: a run of skipped cases alone proves nothing */
function refuseNothing({ cases }: Plan, target: string): void {
  if (cases.some((planned) => "template" in planned)) return;
  const reasons = Map.groupBy(cases, (planned) => ("skipped" in planned ? planned.skipped.reason : ""));
  const [most = [""]] = [...reasons].toSorted(([, one], [, other]) => other.length - one.length);
  const count = cases.length === 1 ? "the only case is" : `all ${cases.length} cases are`;
  const hint = most[0].includes("--allow-writes")
    ? "Add --allow-writes if the target may be changed, or name one on this machine."
    : "Choose others with --only and --skip, or mend what the reason names.";
  throw new RunError("nothing-to-send", `target ${target}`, `${count} skipped: ${most[0]}`, hint);
}
