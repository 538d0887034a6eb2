import type { RunReport } from "../report/run-report.ts";
import type { RunSummary } from "../run-event.ts";
import { leavingOut } from "../state/untested.ts";

/** The verdict in a few words. */
export function verdictOf({ failed, knownFailing, cutShort, untested }: RunSummary): string {
  if (failed > 0) return "The contract is broken";
  if (cutShort !== undefined) return "Not all was run";
  if (untested !== undefined) return "Not all could be tested";
  return knownFailing > 0 ? "The contract is kept, but for what is known to fail" : "The contract is kept";
}

/** What a person should know besides: why a run ended early, what is not tested, what is odd about the target. */
export function notesOf({ summary, notices }: Pick<RunReport, "summary" | "notices">): string[] {
  return [...leftNotes(summary), ...notices];
}

/** What of a run is no proof: why it ended early, which operations are not tested. */
export function leftNotes(summary: Pick<RunSummary, "cutShort" | "untested">): string[] {
  const { cutShort } = summary;
  return [...(cutShort === undefined ? [] : [`Cut short: ${cutShort}`]), ...untestedNotes(summary)];
}

/** Which operations are not tested and how to mend it; those that are mended alike share a line. */
export function untestedNotes({ untested = [] }: Pick<RunSummary, "untested">): string[] {
  return [...Map.groupBy(untested, ({ what, hint }) => `${what}; ${hint}`)].map(
    ([why, alike]) => `Not tested: ${alike.map(({ operation }) => operation).join(", ")}: ${why}. ${leavingOut(alike)}`,
  );
}
