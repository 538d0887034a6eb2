import type { JsonPointer } from "../../spec/interchange/json.ts";

/** One thing that is wrong with a document: where, what, and how to mend it. */
export interface Problem {
  /** The file as the user named it. */
  file: string;
  /** Where in the file; empty for the whole of it. */
  pointer?: JsonPointer;
  /** Line and column, counted from 1. */
  line?: number;
  column?: number;
  what: string;
  hint: string;
  /** A stable id, e.g. `unresolved-ref`. */
  rule: string;
}

/** A document that nothing can be generated from. Nothing has been written when it is thrown. */
export class DocumentError extends Error {
  override readonly name = "DocumentError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join("\n"));
    this.problems = problems;
  }
}

/** `file:line:column pointer: what [rule]`, and the hint on a line of its own. */
export function formatProblem(problem: Problem): string {
  const { file, line, column, pointer, what, hint, rule } = problem;
  const position = line === undefined ? "" : `:${line}${column === undefined ? "" : `:${column}`}`;
  const place = pointer ? ` ${pointer}` : "";
  return `${file}${position}${place}: ${what} [${rule}]\n  hint: ${hint}`;
}
