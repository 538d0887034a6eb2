import { styleText } from "node:util";
import type { ChangeKind } from "../../generator/diff/change.ts";
import { type DiffReport, placeText, type ReportedChange, verdictText } from "./diff-report.ts";
import { groupChanges, othersText } from "./group-changes.ts";
import { answerText } from "./witness-text.ts";

const MARKS: Record<ChangeKind, string> = {
  breaking: styleText(["red", "bold"], "✖ breaking"),
  unproved: styleText(["yellow", "bold"], "? unproved"),
  "non-breaking": styleText("green", "✔ compatible"),
};

/** A comparison for people at a terminal: by operation, what breaks first. */
export function diffForTerminal({ base, head, summary, changes }: DiffReport): string {
  const titled = Map.groupBy(groupChanges(changes), (group) => `${group.operation}${othersText(group)}`);
  const sections = [...titled].map(([title, groups]) => {
    const own = (["breaking", "unproved", "non-breaking"] as const).flatMap((kind) =>
      groups.filter((change) => change.kind === kind),
    );
    return `${styleText(["bold", "underline"], title)}\n\n${inWords(own)}`;
  });
  const mark = { none: "green", patch: "green", minor: "green", major: "red" } as const;
  const color = summary.step === "major" && summary.breaking === 0 ? "yellow" : mark[summary.step];
  const verdict = styleText(
    [color, "bold"],
    `${color === "green" ? "✔" : color === "red" ? "✖" : "?"} ${summary.step}`,
  );
  const names = styleText("dim", `${base} → ${head}`);
  return `${sections.join("")}${verdict}  ${verdictText(summary)}  ${names}\n`;
}

function inWords(changes: ReportedChange[]): string {
  const long = changes.filter(({ kind }) => kind === "breaking").map(breakingLines);
  const reasons = [...new Set(changes.flatMap(({ why }) => (why === undefined ? [] : [why])))];
  const unproved = reasons.map((why) => {
    const lines = changes.filter((change) => change.why === why).map(oneLine);
    return `${lines.join("")}    ${styleText("dim", `why    ${why}`)}\n\n`;
  });
  const quiet = changes.filter(({ kind }) => kind === "non-breaking").map(oneLine);
  return `${long.join("")}${unproved.join("")}${quiet.join("")}${quiet.length > 0 ? "\n" : ""}`;
}

function oneLine({ kind, rule, what, head, base }: ReportedChange): string {
  const place = head ?? base;
  return `  ${MARKS[kind]}  ${what} ${styleText("dim", `${rule}${place ? `  ${placeText(place)}` : ""}`)}\n`;
}

function breakingLines({ rule, what, base, head, witness }: ReportedChange): string {
  const label = (text: string) => styleText("dim", text.padEnd(8));
  const lines = [
    `${MARKS.breaking}  ${styleText("bold", what)} ${styleText("dim", rule)}`,
    ...(base ? [`  ${label("base")}${placeText(base)}`] : []),
    ...(head ? [`  ${label("head")}${placeText(head)}`] : []),
  ];
  if (witness?.kind === "request" && witness.curl !== undefined) {
    lines.push(`  ${label("request")}${indented(witness.curl, 10)}`);
  } else if (witness?.kind === "response") lines.push(`  ${label("answer")}${indented(answerText(witness), 10)}`);
  // Where there is one reason, the first line says it.
  const reasons = witness && witness.refusals.length > 1 ? witness.refusals : [];
  for (const { keyword, message, part } of reasons) {
    const words = part === undefined ? message : `${part}: ${message}`;
    lines.push(`  ${label("refused")}${words} ${styleText("dim", `[${keyword}]`)}`);
  }
  return `${lines.map((line) => `  ${line}`).join("\n")}\n\n`;
}

/** Lines after the first one begin below it, so that they can be copied as they are. */
function indented(text: string, width: number): string {
  return text.replaceAll("\n", `\n${" ".repeat(width + 2)}`);
}
