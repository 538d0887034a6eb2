import type { FuzzOptions } from "../kit/fuzz/fuzz-options.ts";
import type { CaseResult } from "../kit/result.ts";
import { runContract } from "../kit/run.ts";
import { RunError } from "../kit/run-error.ts";
import type { RunEvent } from "../kit/run-event.ts";
import { runWorkflows } from "../kit/workflow/run-workflows.ts";
import type { Mutant } from "./mutant.ts";
import type { ReferenceServer } from "./server/listen.ts";
import type { Start, Subject } from "./subject.ts";

/** A failed case, or a run that could not be finished. */
export interface TrialFailure {
  name: string;
  keyword: string;
  checks: string[];
  what: string;
  /** How many results came up to this one, itself included. */
  results: number;
  /** Since the start of the trial, in milliseconds. */
  ms: number;
}

/** How a trial is run. */
export interface TrialOptions {
  seed: string;
  /** The clock stands still during a trial, so that bounds of time can be judged to the millisecond. */
  at: number;
  /** Ends the trial early. */
  isEnough?: (failure: TrialFailure) => boolean;
  timeoutMs?: number;
  /** Random requests besides the cases. Default: none. */
  fuzz?: FuzzOptions;
  /** Patterns of `casePattern`: cases that match one are skipped. */
  skip?: readonly string[];
  /** Which servers the cases are sent to: one that keeps nothing, one that remembers. Default: both, one after the other. */
  memories?: readonly boolean[];
}

/** What came of a trial. */
export interface Trial {
  failures: TrialFailure[];
  /** How many cases and steps of workflows were judged. */
  results: number;
  ms: number;
}

/**
 * Runs the cases against a server that keeps nothing, so that each is judged alone; then, until it is enough, the
 * cases against one that remembers, where links lead to what was made; then the workflows against such a one.
 */
export async function trial<R>(subject: Subject<R>, rules: Partial<R>, options: TrialOptions): Promise<Trial> {
  const { seed, at, isEnough = () => false, timeoutMs = 5_000, fuzz, skip = [], memories = [false, true] } = options;
  const { artefacts, credentials, workflows } = subject;
  const now = () => at;
  const started = performance.now();
  const failures: TrialFailure[] = [];
  let results = 0;
  const shared = { artefacts, credentials, seed, now, guardMs: 0, timeoutMs };

  /** @returns whether that is enough */
  async function judge(
    how: Omit<Start<R>, "rules" | "now">,
    run: (server: ReferenceServer) => AsyncIterable<RunEvent>,
  ): Promise<boolean> {
    const server = await subject.start({ ...how, rules, now });
    const fail = (failure: Omit<TrialFailure, "results" | "ms">): boolean => {
      const whole = { ...failure, results, ms: performance.now() - started };
      failures.push(whole);
      return isEnough(whole);
    };
    try {
      for await (const event of run(server)) {
        if (event.type !== "case-finished") continue;
        results++;
        if (event.result.status === "failed" && fail(failureOf(event.result))) return true;
      }
      return false;
    } catch (error) {
      if (!(error instanceof RunError)) throw error;
      return fail({ name: "run", keyword: "run", checks: [error.code], what: error.message });
    } finally {
      await server.close();
    }
  }

  const cases = ({ url }: ReferenceServer) => runContract({ ...shared, skip, ...(fuzz && { fuzz }), target: { url } });
  const flows = ({ url }: ReferenceServer) => runWorkflows({ ...shared, document: workflows, target: { url } });
  let isDone = false;
  for (const remembers of memories) isDone ||= await judge({ remembers }, cases);
  if (!isDone) await judge({ remembers: true }, flows);
  return { failures, results, ms: performance.now() - started };
}

/** What a trial keeps of the result of a failed case. */
export function failureOf({ name, tests, findings }: CaseResult): Omit<TrialFailure, "results" | "ms"> {
  const checks = findings.map(({ check }) => check);
  return { name, keyword: tests.keyword, checks, what: findings.map(({ what }) => what).join("; ") };
}

/** Whether a failure names what is wrong with a mutant. */
export function isAttributed({ breaks }: Pick<Mutant<unknown>, "breaks">, failure: TrialFailure): boolean {
  return breaks.some(
    (broken) =>
      failure.keyword === broken ||
      failure.checks.includes(broken) ||
      failure.what.includes(`[${broken}]`) ||
      failure.name.startsWith(broken) ||
      failure.name.split("/").includes(broken),
  );
}
