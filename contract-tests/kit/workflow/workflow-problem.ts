import type { JsonPointer } from "../../../spec/interchange/json.ts";

/** What is wrong with a workflow document. */
export interface WorkflowProblem {
  file: string;
  /** From 1; absent when it is about the whole file. */
  line?: number;
  column?: number;
  pointer: JsonPointer;
  what: string;
  /** How to mend it. */
  hint: string;
  /** Stable name of the rule, e.g. `unknown-operation`. */
  rule: string;
}

/** A workflow document that cannot be run. The message lists every problem: where, what, how to mend. */
export class WorkflowError extends Error {
  override readonly name = "WorkflowError";
  readonly problems: readonly WorkflowProblem[];

  constructor(problems: readonly WorkflowProblem[]) {
    const texts = problems.map(formatWorkflowProblem);
    // What a workflow says for all its steps is read with each of them.
    const once = texts.flatMap((text, index) => (texts.indexOf(text) === index ? [index] : []));
    super(once.map((index) => texts[index]).join("\n"));
    this.problems = once.flatMap((index) => problems[index] ?? []);
  }
}

/** `flow.arazzo.yaml:12:7 /workflows/0/steps/1: has no stepId [missing-field]` and its hint. */
function formatWorkflowProblem({ file, line, column, pointer, what, rule, hint }: WorkflowProblem): string {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  return `${place}${pointer === "" ? "" : ` ${pointer}`}: ${what} [${rule}]\n  hint: ${hint}`;
}
