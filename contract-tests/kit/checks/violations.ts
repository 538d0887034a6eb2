import type { Violation } from "../../../spec/interchange/violation.ts";

const SHOWN = 5;

/** Violations in one line: `/result/id must be string [type]; …`, the first few of many. */
export function describeViolations(violations: readonly Violation[]): string {
  const shown = violations
    .slice(0, SHOWN)
    .map(({ pointer, keyword, message }) => `${pointer === "" ? "it" : pointer} ${message} [${keyword}]`);
  const more = violations.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
}
