import { isAbsolute, relative, resolve } from "node:path";
import { type FindingGroup, groupFindings } from "../report/group-findings.ts";
import { type Place, placeName } from "../report/place.ts";
import type { CaseReport, RunReport } from "../report/run-report.ts";
import { exitCodeOf } from "../run-event.ts";
import { describeResponse, findingLines } from "./finding-lines.ts";
import { counted, duration, shortened, visible } from "./plain-text.ts";
import { notesOf, untestedNotes, verdictOf } from "./verdict.ts";
import { workflowCommand } from "./workflow-command.ts";

/** GitHub shows this many errors of a step, and drops the others. */
const MOST_ANNOTATIONS = 10;
/** Findings that a job summary tells in full: one of a step may have 1 MiB. */
const MOST_FINDINGS = 50;
const LONGEST_TEXT = 8_000;

/**
 * Workflow commands that put an error at the line of the document that is not kept, one per finding.
 *
 * @param root - the folder of the repository, to which files are named
 */
export function renderAnnotations(report: RunReport, root: string): string {
  const groups = groupFindings(report.cases).map((group) => annotation(group, root));
  const stale = report.stale.map(({ finding }) =>
    workflowCommand("error", { title: "known-failing" }, `${finding.where}: ${finding.what}`),
  );
  const { cutShort } = report.summary;
  const cut =
    cutShort === undefined ? [] : [workflowCommand("error", { title: "Not all was run" }, `cut short: ${cutShort}`)];
  const untested = untestedNotes(report.summary).map((note) =>
    workflowCommand("error", { title: "Not all could be tested" }, note),
  );
  const all = [...cut, ...untested, ...groups, ...stale];
  const more = all.length - MOST_ANNOTATIONS;
  const note = more > 0 ? [`::notice::${counted(more, "finding")} more: see the summary of the job\n`] : [];
  return [...all.slice(0, MOST_ANNOTATIONS), ...note].join("");
}

function annotation({ check, subject, members, example }: FindingGroup, root: string): string {
  const { finding, case: each } = example;
  const place = finding.place ?? each.place;
  const count = members.length === 1 ? "" : ` (${counted(members.length, "case")})`;
  const lines = findingLines(each, finding).filter(([label]) => label !== "where");
  const text = lines.map(([label, line]) => `${label}: ${shortened(line, LONGEST_TEXT)}`).join("\n");
  return workflowCommand(
    "error",
    { ...(place && inRepository(place, root)), title: `${check}: ${subject}${count}` },
    `${text}\ncase: ${each.case}`,
  );
}

function inRepository({ file, line, column }: Place, root: string): Record<string, string> {
  const path = relative(root, resolve(file)).replaceAll("\\", "/");
  // A file outside the repository can be shown nowhere.
  if (path.startsWith("../") || isAbsolute(path)) return {};
  return { file: path, line: String(line), col: String(column) };
}

/** The report as Markdown for the summary of a job: the verdict, a table of operations, the findings. */
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
  const shown = groups.slice(0, MOST_FINDINGS).map(findingSection);
  const more = groups.length - shown.length;
  return [
    `## ${verdict}\n`,
    `${text(contract.title)} ${text(contract.version)} → ${code(target)} · ${facts}\n`,
    ...notesOf(report).map((note) => `> ${text(note)}\n`),
    "| operation | passed | failed | known failing | skipped |\n|---|--:|--:|--:|--:|",
    `${rows.join("\n")}\n`,
    ...(groups.length > 0 ? [`### ${counted(groups.length, "finding")}\n`] : []),
    ...shown,
    ...(more > 0 ? [`… and ${counted(more, "finding")} more.\n`] : []),
    ...stale.map(({ finding }) => `- ${code(finding.where)} ${text(finding.what)}`),
    "",
  ].join("\n");
}

function row(id: string, cases: readonly CaseReport[]): string {
  const count = (status: CaseReport["status"]) => cases.filter((each) => each.status === status).length || "";
  const failed = count("failed");
  return `| ${code(id)} | ${count("passed")} | ${failed && `**${failed}**`} | ${count("known-failing")} | ${count("skipped")} |`;
}

function findingSection({ check, subject, members, example }: FindingGroup): string {
  const { finding, case: each } = example;
  const place = finding.place ?? each.place;
  const where = place ? `${placeName(place)}  ${place.text}` : finding.where;
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
  return visible(plain).replaceAll(/[\\`*_{}[\]<>()#+!|&~-]/g, (sign) => `&#${sign.charCodeAt(0)};`);
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
