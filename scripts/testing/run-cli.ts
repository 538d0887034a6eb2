import { execFile } from "node:child_process";
import { join, resolve } from "node:path";

/** The project's folder. */
export const ROOT = resolve(import.meta.dirname, "../..");

/** The program that users start. */
export const CLI = join(ROOT, "scripts/contract-kit.js");

/** A run that has ended. */
export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the command line as a user does, without colours; nothing is kept for the next run. */
export function cli(
  args: readonly string[],
  { node = process.execPath, cwd = ROOT, env = {} as Record<string, string> } = {},
): Promise<Ended> {
  return new Promise((done) => {
    const options = { cwd, env: { ...process.env, NO_COLOR: "1", CONTRACT_KIT_CACHE: "", ...env } };
    const child = execFile(node, [CLI, ...args], options, (_error, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}
