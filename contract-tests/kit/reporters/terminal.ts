import { styleText } from "node:util";
import { caseReport } from "../report/case-report.ts";
import { maskFor } from "../report/collect-report.ts";
import { groupFindings } from "../report/group-findings.ts";
import type { Places } from "../report/place.ts";
import type { CaseReport, RunReport, StaleReport } from "../report/run-report.ts";
import type { RunListener, RunStarted } from "../run-event.ts";
import {
  figures,
  findings,
  fuzzLine,
  heading,
  type Outcome,
  operationLine,
  type Paint,
  skippedLines,
  staleLines,
} from "./terminal-text.ts";

/** Options of {@link terminalReporter}. */
export interface TerminalOptions {
  /** Colours and the live line need a terminal; `NO_COLOR` and `FORCE_COLOR` are heard. Default `process.stdout`. */
  stream?: NodeJS.WriteStream;
  /** How many findings are shown in full. Default 20. */
  most?: number;
  /** Where the document was written. Default: places are told by their JSON Pointers. */
  places?: Places;
}

/** Reports a run to a person: one line per operation as it goes, then what failed and why, then the figures. */
export function terminalReporter(options: TerminalOptions = {}): RunListener {
  const { stream = process.stdout, most = 20, places = () => undefined } = options;
  const paint = paintOn(stream);
  const live = liveLine(stream, paint);
  const outcomes: Outcome[] = [];
  const failed: CaseReport[] = [];
  const stale: StaleReport[] = [];
  let start: RunStarted | undefined;
  let mask = maskFor([]);
  let current: Outcome[] = [];

  return (event) => {
    switch (event.type) {
      case "run-started": {
        start = event;
        mask = maskFor(event.secrets);
        const { title, version, target, leftOut } = event;
        const facts = { contract: { title, version }, target: mask([]).text(target), leftOut };
        stream.write(`${heading(facts, event, paint)}\n\n`);
        break;
      }
      case "case-finished": {
        const { operation: id, status, reason, fuzz, name, exchange } = event.result;
        const outcome: Outcome = {
          operation: id,
          status,
          ...(reason === undefined ? {} : { reason }),
          ...(fuzz && { fuzz }),
        };
        outcomes.push(outcome);
        current.push(outcome);
        if (status === "failed")
          failed.push(caseReport(event.result, event.index, mask(exchange?.secrets ?? []), places));
        live.show(outcomes.length, start?.cases ?? 0, name);
        const operation = start?.operations.find((each) => each.id === id);
        if (start && operation && current.length === operation.cases) {
          live.clear();
          stream.write(`${operationLine(current, operation.id.padEnd(widest(start.operations)), paint)}\n`);
          current = [];
        }
        break;
      }
      case "entry-stale":
        stale.push({ case: event.entry.case, finding: event.finding });
        break;
      case "run-finished":
        live.clear();
        stream.write(findings(groupFindings(failed), most, paint));
        stream.write(
          `${staleLines(stale, paint)}${skippedLines(outcomes, event.summary, paint)}${fuzzLine(outcomes, paint)}\n${figures(event.summary, paint)}\n`,
        );
    }
  };
}

/** Shows a report as the reporter would have, had it listened to the run. */
export function printReport(report: RunReport, { stream = process.stdout, most = 20 }: TerminalOptions = {}): void {
  const paint = paintOn(stream);
  const { cases, operations, stale, summary } = report;
  const byOperation = Map.groupBy(cases, ({ operation }) => operation);
  const lines = operations.flatMap(({ id }) => {
    const own = byOperation.get(id);
    return own ? [`${operationLine(own, id.padEnd(widest(operations)), paint)}\n`] : [];
  });
  stream.write(`${heading(report, { ...summary, notices: report.notices }, paint)}\n\n${lines.join("")}`);
  stream.write(findings(groupFindings(cases), most, paint));
  stream.write(
    `${staleLines(stale, paint)}${skippedLines(cases, summary, paint)}${fuzzLine(cases, paint)}\n${figures(summary, paint)}\n`,
  );
}

function paintOn(stream: NodeJS.WriteStream): Paint {
  return (style, text) => styleText(style, text, { stream });
}

function widest(operations: readonly { id: string }[]): number {
  return Math.max(...operations.map(({ id }) => id.length));
}

/** The line that says how far the run is; only on a terminal. */
function liveLine(
  stream: NodeJS.WriteStream,
  paint: Paint,
): { show(done: number, all: number, name: string): void; clear(): void } {
  let isShown = false;
  return {
    show(done, all, name) {
      if (!stream.isTTY) return;
      const progress = `  ${String(done).padStart(String(all).length)}/${all} `;
      // A character may take two columns.
      const room = Math.max(
        0,
        Math.floor(((stream.columns || 80) - progress.length - 1) / (/^[\x20-\x7e]*$/.test(name) ? 1 : 2)),
      );
      stream.write(`\r\u001b[2K${paint("dim", `${progress}${[...name].slice(0, room).join("")}`)}`);
      isShown = true;
    },
    clear() {
      if (isShown) stream.write("\r\u001b[2K");
      isShown = false;
    },
  };
}
