import { setImmediate } from "node:timers/promises";
import fc, { type Arbitrary, type Plugin } from "fast-check";
import type { CaseExchange, Finding } from "../result.ts";
import { isTransportFailure } from "../transport.ts";
import type { FuzzFigures } from "./fuzz-options.ts";
import type { Probe } from "./property/probe.ts";

/** Random values that may come to nothing for each one that is sent, on average. */
const MOST_DISCARDED = 10;
/** Where so many in a row came to nothing, no request can be made. */
const HOPELESS = 60;
/** Requests that shrinking may take. */
const MOST_SHRINKS = 400;

/** How a property is tried. */
export interface Trial {
  probes: Arbitrary<() => Probe | undefined>;
  /** Sends a request and judges its answer. */
  send(probe: Probe): Promise<Attempt>;
  seed: number;
  runs: number;
  timeMs?: number | undefined;
  /** Sends the request at this path alone. */
  path?: string | undefined;
  /** When it is aborted, no further request is sent. */
  interrupt?: AbortSignal | undefined;
}

/** One request, and what was found. */
export interface Attempt {
  probe: Probe;
  exchange: CaseExchange;
  findings: Finding[];
  isUndecided: boolean;
  /** Fresh texts that had been given before. */
  fresh: number;
}

/** What came of it: the smallest request that fails in the same way as the first did, with its path. */
export interface TrialResult {
  figures: FuzzFigures;
  failure?: Attempt & { path: string };
  /** The last request, whatever came of it. */
  last?: Attempt;
  isInterrupted: boolean;
}

/**
 * Sends random requests one after another until one fails, then simpler ones as long as they fail in the
 * same way. The same seed makes the same requests in the same order.
 *
 * @throws what `send` throws
 */
export async function tryProperty({ probes, send, seed, runs, timeMs, path, interrupt }: Trial): Promise<TrialResult> {
  const figures: FuzzFigures = { requests: 0, discarded: 0, undecided: 0 };
  let failure: Attempt | undefined;
  let last: Attempt | undefined;
  let fault: { error: unknown } | undefined;
  let shrinks = 0;
  const stop = (): never => {
    throw new fc.PreconditionFailure(true);
  };
  const property = fc.asyncProperty(probes, async (make) => {
    if (interrupt?.aborted || (failure && (isGone(failure) || ++shrinks > MOST_SHRINKS))) stop();
    const attempt = await attemptOf(make).catch((error: unknown) => {
      if (!fc.PreconditionFailure.isFailure(error)) fault = { error };
      return stop();
    });
    fc.pre(attempt !== undefined);
    if (!attempt || attempt.findings.length === 0) return;
    if (failure && signatureOf(failure) !== signatureOf(attempt)) {
      if (isGone(attempt)) stop();
      return;
    }
    failure = attempt;
    throw new Error(signatureOf(attempt));
  });

  let isAtItsPath = true;

  async function attemptOf(make: () => Probe | undefined): Promise<Attempt | undefined> {
    // What fast-check goes on with is not what the path leads to.
    if (path !== undefined && !isAtItsPath) return stop();
    isAtItsPath = false;
    // Making values takes time; in between, the answers to other requests are read.
    await setImmediate();
    const probe = make();
    if (!probe) {
      figures.discarded++;
      return figures.requests === 0 && figures.discarded >= HOPELESS ? stop() : undefined;
    }
    last = await send(probe);
    figures.requests++;
    if (last.isUndecided) figures.undecided++;
    return last;
  }

  const plugins: Plugin<unknown>[] = timeMs === undefined ? [] : [fc.interruptAfterTimeLimit(timeMs)];
  const details = await fc.check(property, {
    ...{ seed, numRuns: path === undefined ? runs : 1, maxSkipsPerRun: MOST_DISCARDED, plugins: plugins as never },
    ...(path === undefined ? {} : { path, endOnFailure: true }),
  });
  if (fault) throw fault.error;
  const counterexample = details.counterexamplePath;
  return {
    figures,
    isInterrupted: details.interrupted,
    ...(last && { last }),
    ...(failure && counterexample !== null && { failure: { ...failure, path: counterexample } }),
  };
}

/** The first check that fails, and what of the request it is about. */
function signatureOf({ probe, exchange, findings }: Attempt): string {
  const status = isTransportFailure(exchange.answer) ? exchange.answer.failure : exchange.answer.status;
  return JSON.stringify([findings[0]?.check, probe.tests.keyword, probe.tests.pointer, status]);
}

/** Whether the server takes no connections any more: further requests would say nothing. */
function isGone({ exchange: { answer } }: Attempt): boolean {
  return isTransportFailure(answer) && answer.failure === "refused";
}
