import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, posix, resolve } from "node:path";
import { commitOf, GitRefusal, git } from "../git.ts";

/** What a file that a revision does not have may have been in it. Paths are from the top of the repository. */
export interface FormerDocument {
  /** The file that it was, as Git tells renames: most of its lines are the same. */
  renamed?: string;
  /** OpenAPI documents of the revision that are gone. */
  gone: string[];
}

/** How OpenAPI documents say what they are, in YAML and in JSON. */
const OPENAPI = `(^|[{,[:space:]])["']?(openapi|swagger)["']?[[:space:]]*:[[:space:]]*["']?[23][.]`;

/**
 * Looks for what a file was in a revision under another name. Whether it is added to Git does not matter.
 *
 * @param file - relative to the working folder, with `/`
 * @throws GitRefusal when Git cannot tell
 */
export async function formerDocument(revision: string, file: string): Promise<FormerDocument> {
  const commit = await commitOf(revision);
  if (commit === undefined) return { gone: [] };
  const top = (await git(["rev-parse", "--show-toplevel"])).trim();
  const inside = posix.normalize(posix.join((await git(["rev-parse", "--show-prefix"])).trim(), file));
  const folder = await mkdtemp(join(tmpdir(), "contract-kit-"));
  try {
    // A copy of the index: that of the repository is not touched.
    const index = join(folder, "index");
    await copyFile(resolve((await git(["rev-parse", "--git-path", "index"])).trim()), index);
    const setting = { cwd: top, index };
    await git(["add", "--intent-to-add", "--force", "--", inside], setting);
    const paths = [...["yaml", "yml", "json"].map((ending) => `:(icase)*.${ending}`), `:(literal)${inside}`];
    const told = ["--name-status", "-z", "-M", "--diff-filter=DR", "--no-ext-diff", "--no-relative"];
    const changed = changesOf(await git(["diff", ...told, commit, "--", ...paths], setting));
    const renamed = changed.find(({ to }) => to === inside)?.from;
    const removed = changed.filter(({ to }) => to === undefined).map(({ from }) => from);
    return { ...(renamed !== undefined && { renamed }), gone: await documentsAmong(removed, commit, top) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reads `D\0path\0R087\0from\0to\0`. */
function changesOf(text: string): { from: string; to?: string }[] {
  const pieces = text.split("\0");
  const changes: { from: string; to?: string }[] = [];
  for (let at = 0; at + 1 < pieces.length; ) {
    const [status = "", from = "", to = ""] = pieces.slice(at, at + 3);
    changes.push(status.startsWith("R") ? { from, to } : { from });
    at += status.startsWith("R") ? 3 : 2;
  }
  return changes;
}

async function documentsAmong(paths: string[], commit: string, top: string): Promise<string[]> {
  if (paths.length === 0) return [];
  const literal = paths.map((path) => `:(literal)${path}`);
  // Without a match, `git grep` ends as when something is wrong; were the commit none, `git diff` had told.
  const found = await git(["grep", "-lzE", "-e", OPENAPI, commit, "--", ...literal], { cwd: top }).catch((error) => {
    if (error instanceof GitRefusal) return "";
    throw error;
  });
  return found
    .split("\0")
    .filter((name) => name !== "")
    .map((name) => name.slice(commit.length + 1));
}
