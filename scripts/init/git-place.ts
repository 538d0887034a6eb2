import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Where a folder stands in its repository. */
export interface GitPlace {
  /** The way up to the repository's top level, such as `../../`; empty at the top, or outside of a repository. */
  up: string;
  /** The folder's path below the top level, such as `packages/api`; empty at the top. */
  below: string;
  /** The branch that others are merged into. */
  branch: string;
}

/** What Git knows of a folder; without Git or a repository, it is the top of one with the branch `main`. */
export async function gitPlace(folder: string): Promise<GitPlace> {
  const git = async (...args: string[]): Promise<string> => {
    try {
      return (await promisify(execFile)("git", args, { cwd: folder })).stdout.trim();
    } catch {
      return "";
    }
  };
  const up = await git("rev-parse", "--show-cdup");
  const below = (await git("rev-parse", "--show-prefix")).replace(/\/$/, "");
  return { up, below, branch: await defaultBranch(git) };
}

/** That of `origin`; one of the usual names that is there; or the one that is checked out, be it without a commit. */
async function defaultBranch(git: (...args: string[]) => Promise<string>): Promise<string> {
  const remote = await git("symbolic-ref", "--short", "refs/remotes/origin/HEAD");
  if (remote !== "") return remote.replace(/^origin\//, "");
  for (const name of ["main", "master"])
    if ((await git("rev-parse", "--verify", "--quiet", `refs/heads/${name}`)) !== "") return name;
  return (await git("symbolic-ref", "--short", "HEAD")) || "main";
}
