import { type AnnotationLevel, workflowCommand } from "../../contract-tests/kit/reporters/workflow-command.ts";
import type { ChangeKind } from "../../generator/diff/change.ts";
import type { DiffReport, ReportedChange } from "./diff-report.ts";
import { answerText } from "./witness-text.ts";

const LEVELS: Record<ChangeKind, AnnotationLevel> = {
  breaking: "error",
  unproved: "warning",
  "non-breaking": "notice",
};

/** A comparison as annotations of HEAD for GitHub Actions. */
export function diffForGithub({ changes }: DiffReport): string {
  return changes.map(annotation).join("");
}

function annotation(change: ReportedChange): string {
  const { kind, rule, operation, what, why, head } = change;
  // Only what stands in the working folder can be annotated.
  const place =
    head && !head.file.startsWith("git:")
      ? { file: head.file, ...(head.line !== undefined && { line: String(head.line) }) }
      : {};
  const { witness } = change;
  const shown = witness?.kind === "request" ? witness.curl : witness && answerText(witness);
  const message = [
    `${operation} ${what}`,
    ...(why === undefined ? [] : [why]),
    ...(shown === undefined ? [] : [shown]),
  ];
  return workflowCommand(LEVELS[kind], { ...place, title: `${kind}: ${rule}` }, message.join("\n"));
}
