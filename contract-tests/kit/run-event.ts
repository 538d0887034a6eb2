import type { KnownFailing } from "./known-failing.ts";
import type { CaseResult, Finding } from "./result.ts";

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
  /** How many cases follow, skipped ones included. */
  cases: number;
  /** How many cases the selection left out. */
  leftOut: number;
  /** The operations in order, with the number of their cases. */
  operations: { id: string; method: string; path: string; cases: number }[];
}

/** A case has its result. */
export interface CaseFinished {
  type: "case-finished";
  /** From 0, in the plan's order. */
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
  seed: string;
  durationMs: number;
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
