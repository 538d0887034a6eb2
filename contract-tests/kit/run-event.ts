import type { Secret } from "./credentials.ts";
import type { KnownFailing } from "./known-failing.ts";
import type { CaseResult, Finding } from "./result.ts";
import type { Untested } from "./state/untested.ts";

/** What happens during a run, in this order: one start, the cases in the plan's order, stale entries, one end. */
export type RunEvent = RunStarted | CaseFinished | EntryStale | RunFinished;

/** The target has been reached; the cases follow. */
export interface RunStarted {
  type: "run-started";
  /** Of the document. */
  title: string;
  version: string;
  /** The base URL. */
  target: string;
  seed: string;
  /** Which part of the run this is: `1/3`. Absent when it is the whole. */
  shard?: string;
  /** Texts that no report may show. */
  secrets: readonly Secret[];
  /** How many cases follow, skipped ones included. */
  cases: number;
  /** How many cases the selection left out. */
  leftOut: number;
  /** All operations in order, with the number of the cases of each that follow: in a shard, it may be 0. */
  operations: { id: string; method: string; path: string; cases: number }[];
  /** What a person should know of the target before reading on, a line each. */
  notices?: readonly string[];
}

/** A case has its result. */
export interface CaseFinished {
  type: "case-finished";
  /** From 0, in the order of the whole plan; a shard leaves out those of others. */
  index: number;
  result: CaseResult;
}

/** An entry of the known-failing list means no case. */
export interface EntryStale {
  type: "entry-stale";
  entry: KnownFailing;
  finding: Finding;
}

/** All is done. */
export interface RunFinished {
  type: "run-finished";
  summary: RunSummary;
}

/** The figures of a run. */
export interface RunSummary {
  cases: number;
  passed: number;
  /** Failed cases and stale entries of the known-failing list. The contract is kept when it is 0. */
  failed: number;
  knownFailing: number;
  skipped: number;
  /** How many of those that were skipped had been sent: their answers prove nothing. */
  undecided: number;
  seed: string;
  /** In milliseconds. */
  durationMs: number;
  /** Which part of the run this is: `1/3`. Absent when it is the whole. */
  shard?: string;
  /** Why not all was run: the time was over, or the target was lost. Then no failure is no proof. */
  cutShort?: string;
  /** Operations of which hardly anything could be judged. Then no failure is no proof. */
  untested?: Untested[];
}

/**
 * The exit code of a run: 1 when the contract is broken; 2 when nothing was found but not all could be
 * tried, which proves nothing; 0 when it is kept.
 */
export function exitCodeOf({ failed, cutShort, untested }: RunSummary): 0 | 1 | 2 {
  if (failed > 0) return 1;
  return cutShort === undefined && untested === undefined ? 0 : 2;
}

/** A listener to a run: a report. */
export type RunListener = (event: RunEvent) => void;

/** Hands every event of a run to the listeners, in order, and gives its figures. */
export async function listen(events: AsyncIterable<RunEvent>, listeners: readonly RunListener[]): Promise<RunSummary> {
  let summary: RunSummary | undefined;
  for await (const event of events) {
    for (const listener of listeners) listener(event);
    if (event.type === "run-finished") summary = event.summary;
  }
  if (!summary) throw new Error("the run ended without a summary");
  return summary;
}
