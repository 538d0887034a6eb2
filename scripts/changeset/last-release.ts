import { existsSync } from "node:fs";
import { ConfigError } from "../config/config-error.ts";
import { GitRefusal, git } from "../git.ts";

/**
 * The commit in which a package got the version that it has: what has changed since then is in no release.
 *
 * @param folder - the package's
 * @returns `undefined` when its `package.json` was never committed
 * @throws ConfigError when Git cannot tell
 */
export async function lastRelease(folder: string): Promise<string | undefined> {
  if (!existsSync(folder)) throw new ConfigError(folder, "is not there", "generate it first: contract-kit generate");
  const run = async (...args: string[]) => {
    try {
      return (await git(args, { cwd: folder })).trim();
    } catch (error) {
      if (!(error instanceof GitRefusal)) throw error;
      if (/does not have any commits yet/.test(error.message)) return "";
      throw new ConfigError(folder, error.message, "run it in a Git repository, or name a revision with --since");
    }
  };
  if ((await run("rev-parse", "--is-shallow-repository")) === "true") {
    const hint = "`git fetch --unshallow`; in a workflow, `fetch-depth: 0` of actions/checkout";
    throw new ConfigError(folder, "the repository lacks the history that says when it was last released", hint);
  }
  const commit = await run("log", "-1", "--format=%H", "-G", '^\\s*"version":', "--", "package.json");
  return commit === "" ? undefined : commit;
}
