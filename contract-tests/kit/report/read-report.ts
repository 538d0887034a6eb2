import { RunError } from "../run-error.ts";
import type { RunReport } from "./run-report.ts";

const FORMAT: RunReport["format"] = "contract-kit-report-1";

/**
 * Reads a JSON report.
 *
 * @param name - of the file, for messages
 * @throws RunError (`bad-options`) when the text is no report of this format
 */
export function readReport(name: string, text: string): RunReport {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new RunError("bad-options", name, `is no JSON: ${(error as Error).message}`, HINT);
  }
  const { format, cases, stale, operations, summary } = (value ?? {}) as Partial<RunReport>;
  if (format !== FORMAT) {
    const what = format === undefined ? "is no JSON report" : `is a report of another version: ${format}`;
    throw new RunError("bad-options", name, what, HINT);
  }
  if (![cases, stale, operations].every(Array.isArray) || typeof summary?.cases !== "number") {
    throw new RunError("bad-options", name, "is incomplete", HINT);
  }
  return value as RunReport;
}

const HINT = "Write it with: contract-kit test --reporter json=FILE.";
