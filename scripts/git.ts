import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** What Git refuses; the message says it in a line. */
export class GitRefusal extends Error {
  override readonly name = "GitRefusal";
}

/** Where Git runs, and what it goes by. */
export interface GitSetting {
  cwd?: string;
  /** Another index than the repository's. */
  index?: string;
}

/**
 * Runs Git.
 *
 * @returns what it prints
 * @throws GitRefusal when it cannot do it
 */
export async function git(args: readonly string[], { cwd, index }: GitSetting = {}): Promise<string> {
  // In English, whatever the reader speaks: what it says is looked at.
  const env = { ...process.env, LC_ALL: "C", ...(index !== undefined && { GIT_INDEX_FILE: index }) };
  try {
    return (await promisify(execFile)("git", args, { cwd, env, maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch (error) {
    const { stderr = "", message, code } = error as { stderr?: string; message: string; code?: unknown };
    if (code === "ENOENT") throw new GitRefusal("Git is not installed, or the folder is not there");
    if (/not a git repository/.test(stderr)) throw new GitRefusal("the folder is in no Git repository");
    const [line = ""] = (stderr || message).trim().split("\n");
    throw new GitRefusal(`Git says: ${line}`);
  }
}

/** The id of the commit that a revision is; `undefined` where there is none. */
export async function commitOf(revision: string): Promise<string | undefined> {
  try {
    return (await git(["rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`])).trim();
  } catch (error) {
    if (error instanceof GitRefusal) return undefined;
    throw error;
  }
}
