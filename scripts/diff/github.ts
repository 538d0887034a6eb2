import { type AnnotationLevel, workflowCommand } from "../../contract-tests/kit/reporters/workflow-command.ts";
import type { ChangeKind } from "../../generator/diff/change.ts";
import { type DiffReport, placeText, verdictText } from "./diff-report.ts";
import { type ChangeGroup, groupChanges, othersText } from "./group-changes.ts";
import { answerText } from "./witness-text.ts";

const LEVELS: Record<Exclude<ChangeKind, "non-breaking">, AnnotationLevel> = {
  breaking: "error",
  unproved: "warning",
};

/**
 * A comparison as annotations of HEAD for GitHub Actions, what breaks first, as its page shows the first ones alone.
 * What is compatible is a line of the log, and so is the verdict.
 */
export function diffForGithub({ base, head, summary, changes }: DiffReport): string {
  const groups = groupChanges(changes);
  const told = (["breaking", "unproved"] as const).flatMap((kind) =>
    groups.filter((group) => group.kind === kind).map((group) => annotation(LEVELS[kind], group)),
  );
  const quiet = groups.filter(({ kind }) => kind === "non-breaking").map(logLine);
  return [...told, ...quiet, `${summary.step}: ${verdictText(summary)}, ${base} → ${head}\n`].join("");
}

function logLine(group: ChangeGroup): string {
  const { rule, operation, what, head, base } = group;
  const place = head ?? base;
  const words = `${operation}${othersText(group)} ${what} [${rule}]`.replaceAll("\n", " ");
  return `compatible: ${words}${place ? ` ${placeText(place)}` : ""}\n`;
}

function annotation(level: AnnotationLevel, group: ChangeGroup): string {
  const { kind, rule, operation, what, why, head, witness } = group;
  // Only what stands in the working folder can be annotated.
  const place =
    head && !head.file.startsWith("git:")
      ? { file: head.file, ...(head.line !== undefined && { line: String(head.line) }) }
      : {};
  const shown = witness?.kind === "request" ? witness.curl : witness && answerText(witness);
  const message = [
    `${operation}${othersText(group)} ${what}`,
    ...(why === undefined ? [] : [why]),
    ...(shown === undefined ? [] : [shown]),
  ];
  return workflowCommand(level, { ...place, title: `${kind}: ${rule}` }, message.join("\n"));
}
