import type { styleText } from "node:util";
import type { FindingGroup } from "../report/group-findings.ts";
import type { CaseReport, RunReport, StaleReport } from "../report/run-report.ts";
import type { CaseStatus } from "../result.ts";
import { exitCodeOf, type RunStarted, type RunSummary } from "../run-event.ts";
import { findingLines } from "./finding-lines.ts";
import { counted, duration, shortened } from "./plain-text.ts";
import { notesOf, verdictOf } from "./verdict.ts";

/** A style of `util.styleText`. */
export type Style = Parameters<typeof styleText>[0];
/** Gives a text its style, if there are colours. */
export type Paint = (style: Style, text: string) => string;

/** What is left of a case when its details are not needed. */
export type Outcome = Pick<CaseReport, "operation" | "status" | "reason" | "fuzz">;

const MARKS: Record<CaseStatus, { style: Style; word: string }> = {
  passed: { style: "green", word: "passed" },
  failed: { style: ["red", "bold"], word: "failed" },
  "known-failing": { style: "yellow", word: "known failing" },
  skipped: { style: "dim", word: "skipped" },
};

/** What is tested, and how much of it. */
export function heading(
  { contract: { title, version }, target, leftOut }: Pick<RunReport, "contract" | "target" | "leftOut">,
  { cases, seed, shard, notices = [] }: Pick<RunSummary, "cases" | "seed" | "shard"> & Pick<RunStarted, "notices">,
  paint: Paint,
): string {
  const left = leftOut > 0 ? `, ${leftOut.toLocaleString("en")} left out` : "";
  const part = shard === undefined ? "" : ` · shard ${shard}`;
  const facts = paint("dim", `${counted(cases, "case")}${left}${part} · seed ${seed}`);
  const notes = notices.map((notice) => `\n${paint("yellow", `Note: ${notice}.`)}`).join("");
  return `\n${paint("bold", title)} ${version} ${paint("dim", "→")} ${target}\n${facts}${notes}`;
}

/** How the cases of an operation ended. */
export function operationLine(outcomes: readonly Outcome[], name: string, paint: Paint): string {
  const hasFailed = outcomes.some(({ status }) => status === "failed");
  const counts = (Object.keys(MARKS) as CaseStatus[]).map((status) => {
    const count = outcomes.filter((outcome) => outcome.status === status).length;
    const text = `${String(count).padStart(5)} ${MARKS[status].word}`;
    return count === 0 ? " ".repeat(text.length) : paint(MARKS[status].style, text);
  });
  const mark = hasFailed ? paint("red", "✖") : paint("green", "✔");
  return `  ${mark} ${name} ${counts.join("  ")}`.trimEnd();
}

/** What failed and why, one text per cause; after `most` of them only how many there are. */
export function findings(groups: readonly FindingGroup[], most: number, paint: Paint): string {
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
  const lines = findingLines(example.case, example.finding).map(([label, text]) => {
    const [first = "", ...others] = text.split("\n");
    const styled = label === "what" ? paint("bold", first) : first;
    return [`    ${paint("dim", label.padEnd(8))} ${styled}`, ...others.map((line) => `             ${line}`)].join(
      "\n",
    );
  });
  const others = members.filter((member) => member !== example).map((member) => member.case.case);
  const like = others.length === 0 ? [] : [`    ${paint("dim", "like it".padEnd(8))} ${listed(others)}`];
  const fails = also.length === 0 ? [] : [`    ${paint("dim", "also".padEnd(8))} fails ${also.join(", ")}`];
  return [
    `${paint(["red", "bold"], `${String(number).padStart(2)} ${check}`)}  ${subject}${count}`,
    `    ${paint("dim", "case".padEnd(8))} ${example.case.case}`,
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

/** Entries of the known-failing list that mean no case. */
export function staleLines(stale: readonly StaleReport[], paint: Paint): string {
  return stale
    .map(
      ({ finding: { where, what, hint } }) =>
        `\n${paint(["red", "bold"], "known-failing")}  ${where}: ${what}\n  ${paint("dim", "hint")}     ${hint}\n`,
    )
    .join("");
}

/** How many reasons are told when something is wrong. */
const MOST_REASONS = 3;

/**
 * How many cases were skipped, and why: the commonest reasons where a run is not good, and where it is only the one
 * that is the same for all. Each case has its reason in the other reports.
 */
export function skippedLines(outcomes: readonly Outcome[], summary: RunSummary, paint: Paint): string {
  const skipped = outcomes.filter(({ status }) => status === "skipped");
  const reasons = [...Map.groupBy(skipped, ({ reason }) => reason ?? "")].sort(([, a], [, b]) => b.length - a.length);
  const line = (text: string) => paint("dim", `\n  ${text}`);
  const each = "each is in a report of --reporter html=FILE or json=FILE";
  if (exitCodeOf(summary) === 0 && reasons.length > 1)
    return line(`${counted(skipped.length, "case")} skipped, for ${reasons.length} reasons: ${each}`);
  const told = reasons.slice(0, MOST_REASONS).map(([reason, cases]) => {
    const [operation, ...others] = new Set(cases.map((outcome) => outcome.operation));
    const place = others.length === 0 ? ` of ${operation}` : "";
    return line(`${counted(cases.length, "case")}${place} skipped: ${reason}`);
  });
  const rest = reasons.slice(MOST_REASONS).reduce((sum, [, cases]) => sum + cases.length, 0);
  return `${told.join("")}${rest > 0 ? line(`${counted(rest, "more case")} skipped: ${each}`) : ""}`;
}

/** How much was fuzzed; empty when nothing was. */
export function fuzzLine(outcomes: readonly Outcome[], paint: Paint): string {
  const all = outcomes.flatMap(({ fuzz }) => fuzz ?? []);
  if (all.length === 0) return "";
  const sum = (figure: "requests" | "discarded" | "undecided") =>
    all.reduce((total, figures) => total + figures[figure], 0);
  const [requests, discarded, undecided] = [sum("requests"), sum("discarded"), sum("undecided")];
  const share = Math.round((100 * discarded) / Math.max(1, requests + discarded));
  const pieces = [
    counted(requests, "random request"),
    `${share} % of the values came to nothing`,
    ...(undecided > 0 ? [`${counted(undecided, "answer")} let pass`] : []),
  ];
  return paint("dim", `\n  fuzz: ${pieces.join(", ")}`);
}

/** The verdict and the figures. */
export function figures(summary: RunSummary, paint: Paint): string {
  const { cases, passed, failed, knownFailing, skipped, undecided, seed, durationMs, shard } = summary;
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
      const part = status === "skipped" && undecided > 0 ? ` (${undecided.toLocaleString("en")} undecided)` : "";
      return paint(count === 0 ? "dim" : style, `${count.toLocaleString("en")} ${word}${part}`);
    });
  const style: Style = exitCodeOf(summary) === 0 ? ["green", "bold"] : [failed === 0 ? "yellow" : "red", "bold"];
  const verdict = paint(style, `${verdictOf(summary)}.`);
  const notes = notesOf({ summary, notices: [] }).map((note) => `\n${paint("yellow", `${note}.`)}`);
  const part = shard === undefined ? "" : ` · shard ${shard}`;
  const facts = paint("dim", `${counted(cases, "case")} in ${duration(durationMs)}${part} · seed ${seed}`);
  return `${notes.join("")}\n${verdict}  ${counts.join(paint("dim", " · "))}  ${facts}`;
}
