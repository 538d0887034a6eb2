import pLimit from "p-limit";
import { httpTransport } from "../../../contract-tests/kit/http-transport.ts";
import { caseName, type PlannedCase } from "../../../contract-tests/kit/plan.ts";
import { preflight } from "../../../contract-tests/kit/preflight.ts";
import { prepareRun } from "../../../contract-tests/kit/prepare-run.ts";
import { type CaseContext, runCase } from "../../../contract-tests/kit/run-case.ts";
import { RunError } from "../../../contract-tests/kit/run-error.ts";
import type { Subject } from "../../../contract-tests/mutants/subject.ts";
import { failureOf, type TrialFailure, type TrialOptions } from "../../../contract-tests/mutants/trial.ts";

/** A failed case. */
export type StageFailure = Omit<TrialFailure, "results" | "ms">;

/** Cases, and a server that listens for them. */
export interface Stage {
  cases: ReadonlyMap<string, PlannedCase>;
  context: CaseContext;
}

const CONCURRENCY = 8;

/**
 * Starts the reference server of a document as it is at the moment, and does what a run does before its first case.
 *
 * @param remembers - whether the server keeps what it is told
 * @param use - gets the stage, or the failure of a target that cannot be tested
 */
export async function onStage<T>(
  { start, artefacts, credentials }: Subject<object>,
  remembers: boolean,
  { seed, at, timeoutMs = 5_000 }: TrialOptions,
  use: (stage: Stage | StageFailure) => Promise<T>,
): Promise<T> {
  const now = () => at;
  const server = await start({ remembers, rules: {}, now });
  const transport = httpTransport();
  try {
    const { plan, context } = await prepareRun({
      ...{ artefacts, credentials, seed, now, guardMs: 0, timeoutMs, transport, target: { url: server.url } },
    });
    const problem = await preflight(plan, context, { measuresClock: false, concurrency: CONCURRENCY }).then(
      () => undefined,
      asFailure,
    );
    const cases = new Map(plan.cases.map((planned) => [caseName(planned), planned]));
    const result = await use(problem ?? { cases, context });
    await context.supply?.close();
    return result;
  } finally {
    transport.close();
    await server.close();
  }
}

/**
 * Runs some cases in the order of their names.
 *
 * @param isEnough - is asked about every failure; after it has said so, no further case is begun
 */
export async function runCases(
  { cases, context }: Stage,
  names: readonly string[],
  isEnough: (failure: StageFailure) => boolean,
): Promise<void> {
  const limit = pLimit(CONCURRENCY);
  let isDone = false;
  const run = async (name: string): Promise<void> => {
    const planned = cases.get(name);
    if (isDone || !planned) return;
    const result = await runCase(planned, context);
    if (!isDone && result.status === "failed") isDone = isEnough(failureOf(result));
  };
  await Promise.all(names.map((name) => limit(run, name)));
}

function asFailure(error: unknown): StageFailure {
  if (!(error instanceof RunError)) throw error;
  return { name: "run", keyword: "run", checks: [error.code], what: error.message };
}
