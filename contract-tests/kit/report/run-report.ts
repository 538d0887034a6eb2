import type { Case } from "../../../spec/interchange/case.ts";
import type { FuzzFigures } from "../fuzz/fuzz-options.ts";
import type { CaseStatus, Finding } from "../result.ts";
import type { RunSummary } from "../run-event.ts";
import type { NoResponse, RequestView, ResponseView } from "./exchange-views.ts";
import type { Place } from "./place.ts";

/** What every report but the live one is made from: plain data, secrets masked. It is the JSON report. */
export interface RunReport {
  /** Tells which shape this is; another shape gets another number. */
  format: "contract-kit-report-1";
  contract: { title: string; version: string };
  /** The base URL. */
  target: string;
  summary: RunSummary;
  /** What a person should know of the target before reading on, a line each. */
  notices: string[];
  /** Every failed check, cases in the plan's order, and the stale entries of the known-failing list. */
  failures: FailureReport[];
  /** Every operation of the run in its order, whether this shard has cases of it or not. */
  operations: { id: string; method: string; path: string }[];
  /** In the plan's order. */
  cases: CaseReport[];
  stale: StaleReport[];
  /** How many cases the selection left out. */
  leftOut: number;
}

/** One failed check of one case. */
export interface FailureReport extends FindingReport {
  /** The case's full name; for a stale entry of the known-failing list, its pattern. */
  case: string;
  /** The operation's id; `null` for a stale entry. */
  operation: string | null;
  /** `null` when nothing was sent. */
  curl: string | null;
  /** `null` when nothing was sent. */
  response: ResponseView | NoResponse | null;
}

/** A finding with the place in the document that it is about. */
export interface FindingReport extends Finding {
  place?: Place;
}

/** One case. */
export interface CaseReport {
  /** Position in the plan of all shards. */
  index: number;
  case: string;
  operation: string;
  status: CaseStatus;
  tests: Case["tests"];
  /** Where the document says what the case tests. */
  place?: Place;
  /** Where else it says so: the same rule in another branch, which refuses the request, too. */
  alsoPlaces?: Place[];
  /** `400: refused because of its data`; absent when there is no such case. */
  expected?: string;
  /** What it changes in the base request; absent when nothing was sent. */
  sends?: string;
  /** Whether it is the base request itself, on which all others build. */
  isBase?: true;
  /** Why it was skipped, or is known to fail. */
  reason?: string;
  /** Whether it was skipped after it was sent, as its answer proves nothing. */
  isUndecided?: true;
  /** How to get the very same case again, where its name is not enough. */
  reproduce?: string;
  /** Of a case that sent random requests: how many. */
  fuzz?: FuzzFigures;
  findings: FindingReport[];
  request?: RequestView;
  /** Absent when nothing was sent. */
  curl?: string;
  response?: ResponseView | NoResponse;
  durationMs: number;
}

/** An entry of the known-failing list that means no case. */
export interface StaleReport {
  /** Its pattern. */
  case: string;
  finding: Finding;
}

/** What failed: checks of cases, then stale entries, in their order. */
export function failuresOf(cases: readonly CaseReport[], stale: readonly StaleReport[]): FailureReport[] {
  const failed = cases.filter(({ status }) => status === "failed");
  return [
    ...failed.flatMap((each) =>
      each.findings.map((finding) => ({
        ...{ case: each.case, operation: each.operation, ...finding },
        ...{ curl: each.curl ?? null, response: each.response ?? null },
      })),
    ),
    ...stale.map((each) => ({ case: each.case, operation: null, ...each.finding, curl: null, response: null })),
  ];
}
