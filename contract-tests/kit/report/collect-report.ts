import type { Secret } from "../credentials.ts";
import type { RunEvent, RunListener, RunStarted } from "../run-event.ts";
import { type Mask, maskOf } from "../secrets.ts";
import { caseReport } from "./case-report.ts";
import type { Places } from "./place.ts";
import { type CaseReport, failuresOf, type RunReport, type StaleReport } from "./run-report.ts";

/**
 * Listens to a run and gives its report at the end.
 *
 * @param places - where the document was written
 */
export function collectReport(places: Places, take: (report: RunReport) => void): RunListener {
  const cases: CaseReport[] = [];
  const stale: StaleReport[] = [];
  let start: RunStarted | undefined;
  let mask = maskFor([]);

  return (event: RunEvent) => {
    if (event.type === "run-started") {
      start = event;
      mask = maskFor(event.secrets);
    } else if (event.type === "case-finished") {
      const { result, index } = event;
      cases.push(caseReport(result, index, mask(result.exchange?.secrets ?? []), places));
    } else if (event.type === "entry-stale") {
      stale.push({ case: event.entry.case, finding: event.finding });
    } else if (start) {
      const { title, version, target, leftOut } = start;
      const { summary } = event;
      // Shards know no common order of the list.
      const sorted = stale.toSorted((one, other) => (one.case < other.case ? -1 : 1));
      take({
        format: "contract-kit-report-1",
        contract: { title, version },
        target: mask([]).text(target),
        summary: mask([]).all(summary),
        notices: mask([]).all([...(start.notices ?? [])]),
        failures: failuresOf(cases, sorted),
        operations: start.operations.map(({ id, method, path }) => ({ id, method, path })),
        cases,
        stale: sorted,
        leftOut,
      });
    }
  };
}

/** Masks for the secrets of a run and those of single requests; most requests have no others. */
export function maskFor(ofRun: readonly Secret[]): (ofRequest: readonly Secret[]) => Mask {
  const masks = new Map<string, Mask>();
  const known = new Set(ofRun.map(({ value }) => value));
  return (ofRequest) => {
    const others = ofRequest.filter(({ value }) => !known.has(value));
    const key = JSON.stringify(others);
    const mask = masks.get(key) ?? maskOf([...ofRun, ...others]);
    masks.set(key, mask);
    return mask;
  };
}
