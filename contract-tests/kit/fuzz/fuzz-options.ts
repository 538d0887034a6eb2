import type { FuzzPath } from "./fuzz-path.ts";

/** How much is fuzzed. */
export interface FuzzOptions {
  /** Random requests for each property of each operation. */
  runs: number;
  /** How long all of it may take, in milliseconds; what is left then is not sent. Default: as long as it takes. */
  timeMs?: number;
  /** Sends one request alone, as it was sent when it failed. */
  path?: FuzzPath;
}

/** What came of fuzzing one property. */
export interface FuzzFigures {
  /** Requests that were sent, those of shrinking included. */
  requests: number;
  /** Random values that did not become a request: not valid, not faulty, or unable to travel. */
  discarded: number;
  /** Answers that say nothing about the contract, such as 404 for what need not exist. */
  undecided: number;
}
