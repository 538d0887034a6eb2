import type { RunReport } from "../report/run-report.ts";
import type { RunSummary } from "../run-event.ts";

/** The verdict in a few words. */
export function verdictOf({ failed, knownFailing, cutShort }: RunSummary): string {
  if (failed > 0) return "The contract is broken";
  if (cutShort !== undefined) return "Not all was run";
  return knownFailing > 0 ? "The contract is kept, but for what is known to fail" : "The contract is kept";
}

/** What a person should know besides: why a run ended early, what is odd about the target. */
export function notesOf({ summary: { cutShort }, notices }: Pick<RunReport, "summary" | "notices">): string[] {
  return [...(cutShort === undefined ? [] : [`Cut short: ${cutShort}`]), ...notices];
}
