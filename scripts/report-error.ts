import { DocumentError, formatProblem } from "../generator/document/problem.ts";

/**
 * Says on stderr why a command could not run.
 *
 * @returns the exit code, 2
 */
export function reportError(error: unknown): 2 {
  if (error instanceof DocumentError) for (const problem of error.problems) console.error(formatProblem(problem));
  else if (error instanceof Error && isExpected(error)) console.error(error.message);
  else if (isSystemError(error)) {
    const path = error.path ?? "contract-kit";
    console.error(
      `${path}: ${error.message} [${error.code}]\n  hint: see that the path is right, and that it may be written`,
    );
  }
  // What nobody foresaw is our fault: the stack says where.
  else console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 2;
}

/** What the operating system refuses: a folder that is a file, a path that is not there. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && "syscall" in error;
}

/** Errors that say where, what and how to mend in their message. */
function isExpected(error: Error): boolean {
  return (
    error.name !== "Error" &&
    error.name.endsWith("Error") &&
    !["TypeError", "RangeError", "ReferenceError"].includes(error.name)
  );
}
