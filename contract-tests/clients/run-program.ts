import { execFile } from "node:child_process";

/** What a program did. */
export interface ProgramResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** How long a program may take, in milliseconds. */
const TIMEOUT_MS = 30_000;

/** Runs a program to its end; a code other than 0 is a result, not an exception. 127 when there is no such program. */
export function runProgram(
  file: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    execFile(file, args, { timeout: TIMEOUT_MS, env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === "number" ? error.code : error.code === "ENOENT" ? 127 : 1) : 0;
      resolve({ code, stdout, stderr });
    });
  });
}
