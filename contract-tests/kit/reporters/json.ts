import { toCurl } from "../curl.ts";
import { type ResponseView, responseView } from "../response-view.ts";
import type { CaseResult, Finding } from "../result.ts";
import type { RunListener, RunSummary } from "../run-event.ts";

/** The JSON report. */
export interface JsonReport {
  summary: RunSummary;
  failures: JsonFailure[];
}

/** One failed check of one case. */
export interface JsonFailure {
  /** The case's full name; for a stale entry of the known-failing list, its pattern. */
  case: string;
  /** The operation's id; `null` for a stale entry. */
  operation: string | null;
  check: string;
  where: string;
  what: string;
  hint: string;
  /** `null` when nothing was sent. */
  curl: string | null;
  /** `null` when nothing was sent. */
  response: ResponseView | { failure: string; message: string } | null;
}

/**
 * Writes the report as JSON, once, at the end of the run. Secrets are masked.
 *
 * @param write - takes the text, which ends with a line feed
 */
export function jsonReporter(write: (text: string) => void): RunListener {
  const failures: JsonFailure[] = [];
  return (event) => {
    if (event.type === "case-finished" && event.result.status === "failed") {
      failures.push(...event.result.findings.map((finding) => failureOf(event.result, finding)));
    } else if (event.type === "entry-stale") {
      const { entry, finding } = event;
      failures.push({ case: entry.case, operation: null, ...finding, curl: null, response: null });
    } else if (event.type === "run-finished") {
      const report: JsonReport = { summary: event.summary, failures };
      write(`${JSON.stringify(report, null, 2)}\n`);
    }
  };
}

function failureOf({ name, operation, exchange }: CaseResult, finding: Finding): JsonFailure {
  return {
    case: name,
    operation,
    ...finding,
    curl: exchange ? toCurl(exchange) : null,
    response: exchange ? responseView(exchange) : null,
  };
}
