import { styleText } from "node:util";
import { type FindingGroup, groupFindings } from "../group-findings.ts";
import type { CaseResult, CaseStatus } from "../result.ts";
import type { RunEvent, RunListener, RunStarted, RunSummary } from "../run-event.ts";
import { findingLines } from "./finding-lines.ts";
import { counted, duration, shortened } from "./plain-text.ts";

/** Options of {@link terminalReporter}. */
export interface TerminalOptions {
  /** Colours and the live line need a terminal; `NO_COLOR` and `FORCE_COLOR` are heard. Default `process.stdout`. */
  stream?: NodeJS.WriteStream;
  /** How many findings are shown in full. Default 20. */
  most?: number;
}

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

/** Reports a run to a person: one line per operation as it goes, then what failed and why, then the figures. */
export function terminalReporter({ stream = process.stdout, most = 20 }: TerminalOptions = {}): RunListener {
  const paint: Paint = (style, text) => styleText(style, text, { stream });
  const live = liveLine(stream, paint);
  const results: CaseResult[] = [];
  const stale: Extract<RunEvent, { type: "entry-stale" }>[] = [];
  let start: RunStarted | undefined;
  let current: CaseResult[] = [];

  return (event) => {
    switch (event.type) {
      case "run-started":
        start = event;
        stream.write(`${heading(event, paint)}\n\n`);
        break;
      case "case-finished": {
        results.push(event.result);
        current.push(event.result);
        live.show(results.length, start?.cases ?? 0, event.result.name);
        const operation = start?.operations.find(({ id }) => id === event.result.operation);
        if (operation && current.length === operation.cases) {
          live.clear();
          const widest = Math.max(...(start?.operations.map(({ id }) => id.length) ?? []));
          stream.write(`${operationLine(current, operation.id.padEnd(widest), paint)}\n`);
          current = [];
        }
        break;
      }
      case "entry-stale":
        stale.push(event);
        break;
      case "run-finished":
        live.clear();
        stream.write(findings(groupFindings(results), most, paint));
        for (const { finding } of stale) {
          stream.write(`\n${paint(["red", "bold"], "known-failing")}  ${finding.where}: ${finding.what}\n`);
          stream.write(`  ${paint("dim", "hint")}     ${finding.hint}\n`);
        }
        stream.write(`${skippedLines(results, paint)}\n${figures(event.summary, paint)}\n`);
    }
  };
}

function heading({ title, version, target, cases, leftOut, seed }: RunStarted, paint: Paint): string {
  const left = leftOut > 0 ? `, ${leftOut.toLocaleString("en")} left out` : "";
  const facts = paint("dim", `${counted(cases, "case")}${left} · seed ${seed}`);
  return `\n${paint("bold", title)} ${version} ${paint("dim", "→")} ${target}\n${facts}`;
}

const MARKS: Record<CaseStatus, { style: Style; word: string }> = {
  passed: { style: "green", word: "passed" },
  failed: { style: ["red", "bold"], word: "failed" },
  "known-failing": { style: "yellow", word: "known failing" },
  skipped: { style: "dim", word: "skipped" },
};

function operationLine(results: CaseResult[], name: string, paint: Paint): string {
  const hasFailed = results.some(({ status }) => status === "failed");
  const counts = (Object.keys(MARKS) as CaseStatus[]).map((status) => {
    const count = results.filter((result) => result.status === status).length;
    const text = `${String(count).padStart(5)} ${MARKS[status].word}`;
    return count === 0 ? " ".repeat(text.length) : paint(MARKS[status].style, text);
  });
  const mark = hasFailed ? paint("red", "✖") : paint("green", "✔");
  return `  ${mark} ${name} ${counts.join("  ")}`.trimEnd();
}

function findings(groups: FindingGroup[], most: number, paint: Paint): string {
  if (groups.length === 0) return "";
  const shown = groups.slice(0, most).map((group, index) => findingText(group, index + 1, paint));
  const rest = groups.slice(most);
  const more = rest.reduce((sum, { members }) => sum + members.length, 0);
  const note =
    rest.length === 0
      ? ""
      : `\n${paint("dim", `… and ${counted(rest.length, "finding")} more in ${counted(more, "case")}`)}\n`;
  return `\n${shown.join("\n")}${note}`;
}

function findingText({ check, subject, members, example, also }: FindingGroup, number: number, paint: Paint): string {
  const count = members.length === 1 ? "" : paint("dim", `  ${counted(members.length, "case")}`);
  const lines = findingLines(example.result, example.finding).map(([label, text]) => {
    const [first = "", ...others] = text.split("\n");
    const styled = label === "what" ? paint("bold", first) : first;
    return [`    ${paint("dim", label.padEnd(8))} ${styled}`, ...others.map((line) => `             ${line}`)].join(
      "\n",
    );
  });
  const others = members.filter((member) => member !== example).map(({ result }) => result.name);
  const like = others.length === 0 ? [] : [`    ${paint("dim", "like it".padEnd(8))} ${listed(others)}`];
  const fails = also.length === 0 ? [] : [`    ${paint("dim", "also".padEnd(8))} fails ${also.join(", ")}`];
  return [
    `${paint(["red", "bold"], `${String(number).padStart(2)} ${check}`)}  ${subject}${count}`,
    `    ${paint("dim", "case".padEnd(8))} ${example.result.name}`,
    ...lines,
    ...fails,
    ...like,
    "",
  ].join("\n");
}

function listed(names: string[]): string {
  const shown = names.slice(0, 3).map((name) => shortened(name, 120));
  const more = names.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join("\n             ");
}

function skippedLines(results: CaseResult[], paint: Paint): string {
  const reasons = Map.groupBy(
    results.filter(({ status }) => status === "skipped"),
    ({ reason }) => reason ?? "",
  );
  return [...reasons].map(([reason, { length }]) => paint("dim", `\n  skipped ${length}: ${reason}`)).join("");
}

function figures({ cases, passed, failed, knownFailing, skipped, seed, durationMs }: RunSummary, paint: Paint): string {
  const pieces: [CaseStatus, number][] = [
    ["passed", passed],
    ["failed", failed],
    ["known-failing", knownFailing],
    ["skipped", skipped],
  ];
  const counts = pieces
    .filter(([status, count]) => count > 0 || status === "passed" || status === "failed")
    .map(([status, count]) => {
      const { style, word } = MARKS[status];
      return paint(count === 0 ? "dim" : style, `${count.toLocaleString("en")} ${word}`);
    });
  const kept = knownFailing === 0 ? "The contract is kept." : "The contract is kept, but for what is known to fail.";
  const verdict = failed === 0 ? paint(["green", "bold"], kept) : paint(["red", "bold"], "The contract is broken.");
  const facts = paint("dim", `${counted(cases, "case")} in ${duration(durationMs)} · seed ${seed}`);
  return `\n${verdict}  ${counts.join(paint("dim", " · "))}  ${facts}`;
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
