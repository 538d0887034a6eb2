import { type FindingGroup, groupFindings } from "../report/group-findings.ts";
import type { CaseReport, RunReport } from "../report/run-report.ts";
import { exitCodeOf } from "../run-event.ts";
import { describeResponse, placeAndText } from "./finding-lines.ts";
import { counted, duration, shortened, visible } from "./plain-text.ts";
import { notesOf, verdictOf } from "./verdict.ts";

/** Characters of a text in a block of code, and in a line. */
const LONGEST_TEXT = 8_000;
const LONGEST_LINE = 2_000;
/** Findings that are told in full. */
const MOST_FINDINGS = 50;
/** Bytes of each part in UTF-8. GitHub drops the summary of a step that has more than 1 MiB as a whole. */
const MOST_BYTES = { notes: 50_000, rows: 300_000, findings: 500_000, stale: 100_000 };

/** The report as Markdown for the summary of a job: the verdict, a table of operations, the findings; at most 1 MiB. */
export function renderJobSummary(report: RunReport): string {
  const { contract, target, summary, operations, cases, stale } = report;
  const groups = groupFindings(cases);
  const verdict = `${["✅", "❌", "⚠️"][exitCodeOf(summary)]} ${verdictOf(summary)}`;
  const facts = `${counted(summary.cases, "case")} in ${duration(summary.durationMs)} · seed ${code(summary.seed)}`;
  const byOperation = Map.groupBy(cases, ({ operation }) => operation);
  const rows = operations.flatMap(({ id }) => {
    const own = byOperation.get(id);
    return own ? [row(id, own)] : [];
  });
  const notes = notesOf(report).map((note) => `> ${text(note)}\n`);
  const told = fitting(groups.slice(0, MOST_FINDINGS).map(findingSection), MOST_BYTES.findings);
  const staleLines = stale.map(({ finding }) => `- ${code(finding.where)} ${text(finding.what)}`);
  return [
    `## ${verdict}\n`,
    `${text(contract.title)} ${text(contract.version)} → ${code(target)} · ${facts}\n`,
    ...withRest(notes, MOST_BYTES.notes, (more) => `> … and ${counted(more, "note")} more.\n`),
    "| operation | passed | failed | known failing | skipped |\n|---|--:|--:|--:|--:|",
    ...withRest(rows, MOST_BYTES.rows, (more) => `| … and ${counted(more, "operation")} more | | | | |`),
    "",
    ...(groups.length > 0 ? [`### ${counted(groups.length, "finding")}\n`] : []),
    ...told,
    ...(groups.length > told.length ? [`… and ${counted(groups.length - told.length, "finding")} more.\n`] : []),
    ...withRest(staleLines, MOST_BYTES.stale, (more) => `- … and ${counted(more, "entry", "entries")} more.`),
    "",
  ].join("\n");
}

/** The first pieces, as many as have room. */
function fitting(pieces: readonly string[], most: number): string[] {
  let left = most;
  const end = pieces.findIndex((piece) => {
    left -= Buffer.byteLength(piece) + 1;
    return left < 0;
  });
  return end < 0 ? [...pieces] : pieces.slice(0, end);
}

function withRest(pieces: readonly string[], most: number, rest: (more: number) => string): string[] {
  const shown = fitting(pieces, most);
  return shown.length === pieces.length ? shown : [...shown, rest(pieces.length - shown.length)];
}

function row(id: string, cases: readonly CaseReport[]): string {
  const count = (status: CaseReport["status"]) => cases.filter((each) => each.status === status).length || "";
  const failed = count("failed");
  return `| ${code(id)} | ${count("passed")} | ${failed && `**${failed}**`} | ${count("known-failing")} | ${count("skipped")} |`;
}

function findingSection({ check, subject, members, example }: FindingGroup): string {
  const { finding, case: each } = example;
  const place = finding.place ?? each.place;
  const where = place ? [place, ...(each.alsoPlaces ?? [])].map(placeAndText).join("\n") : finding.where;
  return [
    `<details><summary><b>${text(check)}</b> ${text(subject)} (${counted(members.length, "case")})</summary>\n`,
    `${text(finding.what)}\n`,
    fenced(where),
    ...(each.curl === undefined ? [] : [fenced(each.curl, "sh")]),
    ...(each.response ? [fenced(describeResponse(each.response))] : []),
    `${text(finding.hint)}\n\nCase: ${code(each.case)}\n`,
    "</details>\n",
  ].join("\n");
}

/** A text that is no Markdown and no HTML. */
function text(plain: string): string {
  return visible(shortened(plain, LONGEST_LINE)).replaceAll(
    /[\\`*_{}[\]<>()#+!|&~-]/g,
    (sign) => `&#${sign.charCodeAt(0)};`,
  );
}

/** Code within a line, also in a cell of a table. */
function code(plain: string): string {
  return `<code>${text(plain)}</code>`;
}

function fenced(plain: string, language = ""): string {
  const body = shortened(plain, LONGEST_TEXT);
  const longest = Math.max(2, ...[...body.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${body}\n${fence}\n`;
}
