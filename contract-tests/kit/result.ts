import type { Case } from "../../spec/interchange/case.ts";
import type { PreparedRequest } from "./case-request.ts";
import type { Failure } from "./checks/check.ts";
import type { FuzzFigures } from "./fuzz/fuzz-options.ts";
import type { TransportFailure } from "./transport.ts";
import type { WireResponse } from "./wire-message.ts";

/** How a case ended. */
export type CaseStatus = "passed" | "failed" | "known-failing" | "skipped";

/** A failed check of a case. */
export interface Finding extends Failure {
  /** The id of the check, or `known-failing` for an entry of that list which is not true (any more). */
  check: string;
}

/** What was sent for a case, and what came back. */
export interface CaseExchange extends PreparedRequest {
  answer: WireResponse | TransportFailure;
}

/** The result of one case. */
export interface CaseResult {
  /** The full name: `operation/place/keyword/what`. */
  name: string;
  /** The operation's id. */
  operation: string;
  tests: Case["tests"];
  status: CaseStatus;
  /** What broke the contract; for a known-failing case, what was expected to. Empty when passed or skipped. */
  findings: Finding[];
  /** Why it was skipped, or is known to fail. */
  reason?: string;
  /** Whether it was skipped after it was sent, as its answer proves nothing. */
  isUndecided?: true;
  /** How to get the very same case again, where its name is not enough: a command, or a seed and a path. */
  reproduce?: string;
  /** Of a case that sent random requests: how many. Its exchange is the smallest that failed, or the last. */
  fuzz?: FuzzFigures;
  /** Absent when the generator could not make a case of it. */
  testCase?: Case;
  /** Absent when nothing was sent. */
  exchange?: CaseExchange;
  durationMs: number;
}
