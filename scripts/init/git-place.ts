import { GitRefusal, git } from "../git.ts";

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
  const told = async (...args: string[]): Promise<string> => {
    try {
      return (await git(args, { cwd: folder })).trim();
    } catch (error) {
      if (error instanceof GitRefusal) return "";
      throw error;
    }
  };
  const up = await told("rev-parse", "--show-cdup");
  const below = (await told("rev-parse", "--show-prefix")).replace(/\/$/, "");
  return { up, below, branch: await defaultBranch(told) };
}

/** That of `origin`; one of the usual names that is there; or the one that is checked out, be it without a commit. */
async function defaultBranch(told: (...args: string[]) => Promise<string>): Promise<string> {
  const remote = await told("symbolic-ref", "--short", "refs/remotes/origin/HEAD");
  if (remote !== "") return remote.replace(/^origin\//, "");
  for (const name of ["main", "master"])
    if ((await told("rev-parse", "--verify", "--quiet", `refs/heads/${name}`)) !== "") return name;
  return (await told("symbolic-ref", "--short", "HEAD")) || "main";
}
