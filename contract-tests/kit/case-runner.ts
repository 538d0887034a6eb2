import { isFuzzCase } from "./fuzz/fuzz-cases.ts";
import type { FuzzOptions } from "./fuzz/fuzz-options.ts";
import type { Plan, PlannedCase } from "./plan.ts";
import type { CaseResult } from "./result.ts";
import { type CaseContext, runCase } from "./run-case.ts";

/** Runs one case of a plan. */
export type CaseRunner = (planned: PlannedCase, context: CaseContext) => Promise<CaseResult>;

/** What decides how cases are run. */
export interface CaseRunnerOptions {
  fuzz?: FuzzOptions;
  seed: string;
  params?: Readonly<Record<string, string>>;
  concurrency: number;
  /** How much of the run's time is left, in milliseconds; `undefined` when it has no end. */
  timeLeft?(): number | undefined;
}

/** Makes the runner of a plan's cases. Only a run that fuzzes loads the library of random values. */
export async function caseRunner(plan: Plan, options: CaseRunnerOptions): Promise<CaseRunner> {
  const { fuzz, seed, params = {}, concurrency, timeLeft = () => undefined } = options;
  if (!fuzz) return runCase;
  const { createFuzzer } = await import("./fuzz/fuzzer.ts");
  const isFuzz = ({ testCase }: PlannedCase) => testCase !== undefined && isFuzzCase(testCase);
  const share = { properties: plan.cases.filter(isFuzz).length, concurrency };
  const fuzzer = createFuzzer({ fuzz, seed, params: Object.keys(params), cases: plan.all, share, timeLeft });
  return (planned, context) => (isFuzz(planned) ? fuzzer(planned, context) : runCase(planned, context));
}
