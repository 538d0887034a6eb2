import { relative } from "node:path";
import { styleText } from "node:util";
import { workflowCommand } from "../../contract-tests/kit/reporters/workflow-command.ts";
import { type LoadOptions, loadDocument } from "../../generator/document/load.ts";
import { type LintProblem, lintDocument } from "../../generator/lint/lint-document.ts";
import { DEFAULT_DOCUMENT } from "../contract-folder.ts";

/** Options of {@link runLint}. */
export interface LintCommandOptions extends LoadOptions {
  format: "terminal" | "json" | "github";
  /** Warnings count as errors. */
  strict?: boolean;
}

/** `contract-kit lint`: says where a document contradicts itself. */
export async function runLint(document: string | undefined, options: LintCommandOptions): Promise<void> {
  const file = document ?? relative(process.cwd(), DEFAULT_DOCUMENT);
  const found = lintDocument(await loadDocument(file, options));
  const problems = options.strict ? found.map((problem): LintProblem => ({ ...problem, severity: "error" })) : found;
  process.stdout.write(FORMATS[options.format](problems, file));
  if (problems.some(({ severity }) => severity === "error")) process.exitCode = 1;
}

const FORMATS: Record<LintCommandOptions["format"], (problems: LintProblem[], file: string) => string> = {
  terminal: (problems, file) => `${problems.map(inWords).join("")}${summary(problems, file)}\n`,
  json: (problems) => `${JSON.stringify({ summary: counts(problems), problems }, null, 2)}\n`,
  github: (problems) => problems.map(annotation).join(""),
};

function inWords({ file, line, column, pointer, what, hint, rule, severity, other }: LintProblem): string {
  const isError = severity === "error";
  const place = `${file}${line === undefined ? "" : `:${line}:${column}`}`;
  const label = styleText(isError ? ["red", "bold"] : "yellow", severity);
  const lines = [
    `${label} ${styleText("bold", rule)}  ${place} ${styleText("dim", pointer ?? "")}`,
    `  ${what}`,
    ...(other?.line === undefined
      ? []
      : [`  ${styleText("dim", "see    ")} ${other.file}:${other.line}:${other.column}`]),
    `  ${styleText("dim", "hint   ")} ${hint}`,
  ];
  return `${lines.join("\n")}\n\n`;
}

function summary(problems: LintProblem[], file: string): string {
  const { errors, warnings } = counts(problems);
  if (problems.length === 0) return `${styleText("green", "✔")} ${file} does not contradict itself`;
  const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? "" : "s"}`;
  const mark = errors > 0 ? styleText("red", "✖") : styleText("yellow", "⚠");
  return `${mark} ${counted(errors, "error")}, ${counted(warnings, "warning")}`;
}

function counts(problems: LintProblem[]): { errors: number; warnings: number } {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return { errors, warnings: problems.length - errors };
}

function annotation({ file, line, column, what, hint, rule, severity }: LintProblem): string {
  const place = line === undefined ? { file } : { file, line: String(line), col: String(column) };
  return workflowCommand(severity, { ...place, title: rule }, `${what}\n${hint}`);
}
