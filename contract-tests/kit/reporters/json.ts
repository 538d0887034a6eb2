import type { RunReport } from "../report/run-report.ts";

/** A report as JSON, for machines: to be merged, kept or read by other tools. It ends with a line feed. */
export function renderJson(report: RunReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
