import pLimit from "p-limit";
import { freshSource } from "../../spec/interchange/render.ts";
import { caseRunner } from "./case-runner.ts";
import type { Check } from "./checks/check.ts";
import { STANDARD_CHECKS } from "./checks/standard-checks.ts";
import type { Credentials } from "./credentials.ts";
import { withFuzzCases } from "./fuzz/fuzz-cases.ts";
import type { FuzzOptions } from "./fuzz/fuzz-options.ts";
import { httpTransport } from "./http-transport.ts";
import { interruption } from "./interruption.ts";
import { type KnownFailing, knownFailingList } from "./known-failing.ts";
import { lossGuard } from "./loss-guard.ts";
import { caseName, makePlan, type Plan, type PlannedCase } from "./plan.ts";
import { preflight } from "./preflight.ts";
import { patience, type Wait } from "./rate-limit.ts";
import { reserveFresh } from "./reserve-fresh.ts";
import type { CaseContext, RunArtefacts } from "./run-case.ts";
import type { RunEvent, RunSummary } from "./run-event.ts";
import { runSecrets } from "./secrets.ts";
import { isInShard, type Shard, shardName } from "./shard.ts";
import { filesWithLinkCases } from "./state/link-cases.ts";
import { withSupply } from "./state/run-supply.ts";
import { type Target, validateTarget } from "./target.ts";
import { timeBudget } from "./time-budget.ts";
import type { Transport } from "./transport.ts";
import type { Header } from "./wire-message.ts";
import { reasonNotToWrite } from "./write-guard.ts";

/** What to run, against what, and how. */
export interface RunOptions {
  artefacts: RunArtefacts;
  target: Target;
  /** Default: HTTP with keep-alive, closed at the end of the run. */
  transport?: Transport;
  /** Credentials by security scheme. Cases that need others are skipped. */
  credentials?: Credentials;
  /** Header fields that every request carries. */
  headers?: readonly Header[];
  /** Values for parameters of the base requests, by name. */
  params?: Readonly<Record<string, string>>;
  /** Decides the texts that only one request carries. A server that remembers wants another one each time. */
  seed: string;
  /** The target's clock, in epoch milliseconds. Default: the system's, corrected by the `Date` fields of answers. */
  now?: () => number;
  /** How far guarded instants keep from a bound, in milliseconds. Default 2000. */
  guardMs?: number;
  /** How long an answer may take, in milliseconds. Default 10000. */
  timeoutMs?: number;
  /** Patterns of `casePattern`: cases that match none are left out. */
  only?: readonly string[];
  /** Patterns of `casePattern`: cases that match one are skipped. */
  skip?: readonly string[];
  knownFailing?: readonly KnownFailing[];
  /** Random requests besides the cases. Default: none. */
  fuzz?: FuzzOptions;
  /** Which part of the cases to run. Default: all. */
  shard?: Shard;
  checks?: readonly Check[];
  /** How many requests are under way at once. Default 8. */
  concurrency?: number;
  /** Whether the target is tried before the cases are sent. Default true. */
  probe?: boolean;
  /**
   * Whether requests that may change something are sent to a target that is not this machine. Default
   * false: they are skipped.
   */
  allowWrites?: boolean;
  /** After so many milliseconds no further case is begun; those that are left are skipped. */
  maxTimeMs?: number;
  /** Waits for so many milliseconds, when the target wants to be asked later. Default: a timer. */
  wait?: Wait;
  /** Ends the run early: it throws the signal's reason. */
  signal?: AbortSignal;
  /** Ends it early without losing what it has found; its reason is told, such as `SIGINT`. */
  interrupt?: AbortSignal;
  /** Measures the duration of the run, in milliseconds. Default `performance.now`. */
  stopwatch?: () => number;
}

/** A run before its first request. */
export interface PreparedRun {
  plan: Plan;
  context: CaseContext;
}

/** Reads the cases and makes the plan and the context of a run. @throws RunError when they do not fit together */
export async function prepareRun(options: RunOptions & { transport: Transport }): Promise<PreparedRun> {
  const { artefacts, target, transport, credentials = {}, headers = [], params = {}, seed, signal } = options;
  const { now = Date.now, guardMs = 2_000, timeoutMs = 10_000, checks = STANDARD_CHECKS } = options;
  validateTarget(target);
  const knownFailing = knownFailingList(options.knownFailing ?? [], checks);
  const { skip = [], allowWrites = false, wait, fuzz } = options;
  const only = fuzz?.path ? [fuzz.path.name] : (options.only ?? []);
  const derived = await filesWithLinkCases(artefacts);
  const plan = makePlan(artefacts.contract, fuzz ? withFuzzCases(artefacts.contract, derived) : derived, {
    ...{ only, skip, credentials, params },
    reasonNotToSend: (operation, template) => reasonNotToWrite(operation, template, { target, allowWrites }),
  });
  const fresh = freshSource(seed);
  const freshOf = reserveFresh(plan.cases, fresh);
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
    patience: patience({ now, target: target.url, ...(wait ? { wait } : {}) }),
  };
  const { interrupt } = options;
  const ends = { ...(signal && { signal }), ...(interrupt && { interrupt }) };
  const context = withSupply({ ...shared, ...ends }, plan.known, allowWrites);
  return { plan, context };
}

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
    const { plan, context: prepared } = await prepareRun({ ...options, transport, signal });
    const measuresClock = options.now === undefined;
    const unprobed = { context: prepared, notices: [] };
    const probing = { given: new Set(Object.keys(options.params ?? {})), measuresClock, concurrency };
    const { context, notices } =
      options.probe === false ? unprobed : await interrupted.unless(() => unprobed, preflight(plan, prepared, probing));
    const { maxTimeMs } = options;
    const elapsed = () => stopwatch() - started;
    const timeLeft = () => (maxTimeMs === undefined ? undefined : maxTimeMs - elapsed());
    const run = await caseRunner(plan, { ...options, concurrency, timeLeft });
    const parts = partOf(plan, options.shard);
    yield runStarted(options, plan, parts, notices);
    const counts = { passed: 0, failed: 0, "known-failing": 0, skipped: 0 };
    const guard = lossGuard(options.wait);
    const budget = timeBudget(maxTimeMs, elapsed);
    const results = parts.map(({ planned, index }) => ({
      index,
      pending: limit(() =>
        interrupted.run(planned, () => budget.run(planned, () => guard.run(planned, () => run(planned, context)))),
      ),
    }));
    // A rejection is met where its turn comes; until then it is nobody's.
    for (const { pending } of results) pending.catch(() => undefined);
    for (const { pending, index } of results) {
      const result = await pending;
      counts[result.status]++;
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
    const cutShort = interrupted.cutShort() ?? guard.lost() ?? budget.over();
    const summary: RunSummary = {
      ...{ cases: parts.length, passed, failed, knownFailing: counts["known-failing"], skipped },
      ...{ seed: options.seed, durationMs: elapsed() },
      ...(options.shard && { shard: shardName(options.shard) }),
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
