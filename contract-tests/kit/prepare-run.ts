import { STANDARD_CHECKS } from "./checks/standard-checks.ts";
import { withFuzzCases } from "./fuzz/fuzz-cases.ts";
import { checkParamValues } from "./given-params.ts";
import { knownFailingList } from "./known-failing.ts";
import { makePlan, type Plan } from "./plan.ts";
import { patience } from "./rate-limit.ts";
import { reserveFresh } from "./reserve-fresh.ts";
import type { CaseContext } from "./run-case.ts";
import type { RunOptions } from "./run-options.ts";
import { filesWithLinkCases } from "./state/link-cases.ts";
import { withSupply } from "./state/run-supply.ts";
import { validateTarget } from "./target.ts";
import type { Transport } from "./transport.ts";
import { reasonNotToWrite } from "./write-guard.ts";

/** What a run is prepared with besides its options. */
export interface RunMeans {
  transport: Transport;
  /** How much of the run's time is left, in milliseconds; `undefined` when it has no end. */
  timeLeft?: () => number | undefined;
}

/** A run before its first request. */
export interface PreparedRun {
  plan: Plan;
  context: CaseContext;
}

/** Reads the cases and makes the plan and the context of a run. @throws RunError when they do not fit together */
export async function prepareRun(options: RunOptions & RunMeans): Promise<PreparedRun> {
  const { artefacts, target, transport, credentials = {}, headers = [], params = {}, seed, signal } = options;
  const { now = Date.now, guardMs = 2_000, timeoutMs = 10_000, checks = STANDARD_CHECKS } = options;
  validateTarget(target);
  const knownFailing = knownFailingList(options.knownFailing ?? [], checks);
  const { skip = [], allowWrites = false, wait, fuzz, timeLeft } = options;
  const only = fuzz?.path ? [fuzz.path.name] : (options.only ?? []);
  const derived = await filesWithLinkCases(artefacts);
  const plan = makePlan(artefacts.contract, fuzz ? withFuzzCases(artefacts.contract, derived) : derived, {
    ...{ only, skip, credentials, params },
    reasonNotToSend: (operation, template) => reasonNotToWrite(operation, template, { target, allowWrites }),
  });
  checkParamValues(artefacts, plan.bases, params);
  const { fresh, freshOf } = reserveFresh(plan.cases, { seed, shard: options.shard });
  const shared = {
    artefacts,
    target,
    transport,
    credentials,
    headers,
    now,
    guardMs,
    timeoutMs,
    fresh,
    freshOf,
    checks,
    knownFailing,
    patience: patience({ now, target: target.url, ...(wait && { wait }), ...(timeLeft && { timeLeft }) }),
  };
  const { interrupt } = options;
  const ends = { ...(signal && { signal }), ...(interrupt && { interrupt }) };
  const context = withSupply({ ...shared, ...ends }, plan.known, allowWrites);
  return { plan, context };
}
