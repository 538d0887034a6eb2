import { DocumentError, formatProblem } from "../generator/document/problem.ts";

/**
 * Says on stderr why a command could not run.
 *
 * @returns the exit code, 2
 */
export function reportError(error: unknown): 2 {
  if (error instanceof DocumentError) for (const problem of error.problems) console.error(formatProblem(problem));
  else if (error instanceof Error && isExpected(error)) console.error(error.message);
  // What nobody foresaw is our fault: the stack says where.
  else console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 2;
}

/** Errors that say where, what and how to mend in their message. */
function isExpected(error: Error): boolean {
  return (
    error.name !== "Error" &&
    error.name.endsWith("Error") &&
    !["TypeError", "RangeError", "ReferenceError"].includes(error.name)
  );
}
