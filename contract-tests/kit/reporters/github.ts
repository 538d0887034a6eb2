import { isAbsolute, relative, resolve } from "node:path";
import { type FindingGroup, groupFindings } from "../report/group-findings.ts";
import type { Place } from "../report/place.ts";
import type { RunReport } from "../report/run-report.ts";
import { findingLines } from "./finding-lines.ts";
import { counted, shortened } from "./plain-text.ts";
import { untestedNotes } from "./verdict.ts";
import { workflowCommand } from "./workflow-command.ts";

/** GitHub shows this many errors of a step, and drops the others. */
const MOST_ANNOTATIONS = 10;
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
