import pLimit from "p-limit";
import { httpTransport } from "./http-transport.ts";
import { caseName, type Plan, type PlannedCase } from "./plan.ts";
import type { RunEvent, RunSummary } from "./run-event.ts";
import type { RunOptions } from "./run-options.ts";
import { openSession } from "./run-session.ts";
import { runSecrets } from "./secrets.ts";
import { isInShard, type Shard, shardName } from "./shard.ts";
import type { Transport } from "./transport.ts";

/**
 * Runs the cases of a contract against a target: a stream of events, in the plan's order whatever
 * the concurrency. It ends when the consumer stops reading.
 *
 * @throws RunError when there is nothing to run, a case is unusable, or the target cannot be tested
 */
export async function* runContract(options: RunOptions): AsyncGenerator<RunEvent, void, undefined> {
  const { concurrency = 8, stopwatch = () => performance.now() } = options;
  const started = stopwatch();
  const own = options.transport ? undefined : httpTransport({ stopwatch });
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const limit = pLimit(concurrency);
  try {
    const transport = options.transport ?? (own as Transport);
    const elapsed = () => stopwatch() - started;
    const session = await openSession({ ...options, signal }, { transport, elapsed });
    const { plan, context } = session;
    const parts = partOf(plan, options.shard);
    yield runStarted(options, plan, parts, session.notices);
    const counts = { passed: 0, failed: 0, "known-failing": 0, skipped: 0 };
    let undecided = 0;
    const results = parts.map(({ planned, index }) => ({ index, pending: limit(() => session.run(planned)) }));
    // A rejection is met where its turn comes; until then it is nobody's.
    for (const { pending } of results) pending.catch(() => undefined);
    for (const { pending, index } of results) {
      const result = await pending;
      counts[result.status]++;
      if (result.isUndecided) undecided++;
      yield { type: "case-finished", index, result };
    }
    for (const stale of context.knownFailing.stale(plan.all)) {
      // It means no case of any shard; one of them says so.
      if (!isInShard(stale.entry.case, options.shard)) continue;
      counts.failed++;
      yield { type: "entry-stale", ...stale };
    }
    await session.close();
    const { passed, failed, skipped } = counts;
    const { cutShort, untested } = session.leftOpen();
    const summary: RunSummary = {
      ...{ cases: parts.length, passed, failed, knownFailing: counts["known-failing"], skipped, undecided },
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
