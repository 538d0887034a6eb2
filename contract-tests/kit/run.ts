import pLimit from "p-limit";
import { caseRunner } from "./case-runner.ts";
import { errorGuard } from "./error-guard.ts";
import { httpTransport } from "./http-transport.ts";
import { interruption } from "./interruption.ts";
import { lossGuard } from "./loss-guard.ts";
import { caseName, type Plan, type PlannedCase } from "./plan.ts";
import { preflight } from "./preflight.ts";
import { prepareRun } from "./prepare-run.ts";
import type { CaseResult } from "./result.ts";
import type { RunEvent, RunSummary } from "./run-event.ts";
import type { RunOptions } from "./run-options.ts";
import { runSecrets } from "./secrets.ts";
import { isInShard, type Shard, shardName } from "./shard.ts";
import { untestedIn } from "./state/untested.ts";
import { timeBudget } from "./time-budget.ts";
import type { Transport } from "./transport.ts";

/**
 * Runs the cases of a contract against a target: a stream of events, in the plan's order whatever
 * the concurrency. It ends when the consumer stops reading.
 *
 * @throws RunError when there is nothing to run, a case is unusable, or the target cannot be tested
 */
export async function* runContract(options: RunOptions): AsyncGenerator<RunEvent, void, undefined> {
  const { concurrency = 8, interrupt, stopwatch = () => performance.now() } = options;
  const started = stopwatch();
  const own = options.transport ? undefined : httpTransport({ stopwatch });
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const limit = pLimit(concurrency);
  const interrupted = interruption(interrupt);
  try {
    const transport = options.transport ?? (own as Transport);
    const { maxTimeMs } = options;
    const elapsed = () => stopwatch() - started;
    const timeLeft = () => (maxTimeMs === undefined ? undefined : maxTimeMs - elapsed());
    const { plan, context: prepared } = await prepareRun({ ...options, transport, signal, timeLeft });
    const measuresClock = options.now === undefined;
    const unprobed = { context: prepared, notices: [] };
    const probing = { given: new Set(Object.keys(options.params ?? {})), measuresClock, concurrency };
    const { context, notices } =
      options.probe === false ? unprobed : await interrupted.unless(() => unprobed, preflight(plan, prepared, probing));
    const run = await caseRunner(plan, { ...options, concurrency, timeLeft });
    const parts = partOf(plan, options.shard);
    yield runStarted(options, plan, parts, notices);
    const counts = { passed: 0, failed: 0, "known-failing": 0, skipped: 0 };
    const undecided: CaseResult[] = [];
    const guard = lossGuard(options.wait);
    const errors = errorGuard(plan, context.serverError);
    const budget = timeBudget(maxTimeMs, elapsed);
    const results = parts.map(({ planned, index }) => ({
      index,
      pending: limit(() =>
        interrupted.run(planned, () =>
          budget.run(planned, () => errors.run(planned, () => guard.run(planned, () => run(planned, context)))),
        ),
      ),
    }));
    // A rejection is met where its turn comes; until then it is nobody's.
    for (const { pending } of results) pending.catch(() => undefined);
    for (const { pending, index } of results) {
      const result = await pending;
      counts[result.status]++;
      if (result.isUndecided) undecided.push(result);
      yield { type: "case-finished", index, result };
    }
    for (const stale of context.knownFailing.stale(plan.all)) {
      // It means no case of any shard; one of them says so.
      if (!isInShard(stale.entry.case, options.shard)) continue;
      counts.failed++;
      yield { type: "entry-stale", ...stale };
    }
    await context.supply?.close();
    const { passed, failed, skipped } = counts;
    const cutShort = interrupted.cutShort() ?? guard.lost() ?? budget.over() ?? errors.cutShort();
    const untested = untestedIn(plan, context, undecided);
    const summary: RunSummary = {
      ...{ cases: parts.length, passed, failed, knownFailing: counts["known-failing"], skipped },
      undecided: undecided.length,
      ...{ seed: options.seed, durationMs: elapsed() },
      ...(options.shard && { shard: shardName(options.shard) }),
      ...(untested.length === 0 ? {} : { untested }),
      ...(cutShort === undefined ? {} : { cutShort }),
    };
    yield { type: "run-finished", summary };
  } finally {
    limit.clearQueue();
    stop.abort();
    own?.close();
  }
}

interface PlannedPart {
  planned: PlannedCase;
  /** In the whole plan. */
  index: number;
}

function partOf({ cases }: Plan, shard: Shard | undefined): PlannedPart[] {
  return cases
    .map((planned, index) => ({ planned, index }))
    .filter(({ planned }) => isInShard(caseName(planned), shard));
}

function runStarted(
  { artefacts: { contract }, target, seed, shard, credentials = {}, headers = [] }: RunOptions,
  { cases, leftOut }: Plan,
  parts: PlannedPart[],
  notices: string[],
): RunEvent {
  const { title, version } = contract;
  return {
    ...{ type: "run-started", title, version, target: target.url, seed, leftOut },
    ...{ secrets: runSecrets(credentials, headers), cases: parts.length },
    ...(shard && { shard: shardName(shard) }),
    operations: [...new Set(cases.map(({ operation }) => operation))].map((operation) => ({
      ...{ id: operation.id, method: operation.method, path: operation.path },
      cases: parts.filter(({ planned }) => planned.operation === operation).length,
    })),
    ...(notices.length > 0 ? { notices } : {}),
  };
}
