import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, posix, sep } from "node:path";
import { type LoadedDocument, type LoadOptions, loadDocument } from "../generator/document/load.ts";
import { DocumentError, type Problem } from "../generator/document/problem.ts";
import { commitOf, GitRefusal, git } from "./git.ts";

/** `git:REV:path`, by Git's own rules: the path is from the top of the repository, or begins with `./`. */
const AT_REVISION = /^git:([^:]+):(.+)$/;

/** The rule of what a revision does not have, be it the file or a commit at all. */
export const NOT_IN_REVISION = "not-in-revision";

const NAMING =
  "write it as git:REV:path, such as git:main:spec/api.yaml, inside the repository; `git fetch` brings what a shallow clone lacks";

/** What was written to a folder of its own. */
interface CheckedOut {
  revision: string;
  folder: string;
}

/**
 * Reads a document: a file, or `git:REV:path` for what it was in a revision of the repository around the working
 * folder, with the files beside and below it that it refers to. Overlays are named in the same way. Nothing of the
 * repository is changed.
 *
 * @throws DocumentError when it cannot be read, or Git does not know the revision or the path
 */
export async function documentAt(
  source: string,
  { overlay = [], ...options }: LoadOptions = {},
): Promise<LoadedDocument> {
  const all: CheckedOut[] = [];
  const named = (text: string) =>
    all.reduce((words, { revision, folder }) => words.replaceAll(folder + sep, `git:${revision}:`), text);
  const renamed = ({ file, what, ...problem }: Problem): Problem => ({
    ...problem,
    file: named(file).split(sep).join("/"),
    what: named(what),
  });
  try {
    const file = await fileAt(source, all);
    const overlays: string[] = [];
    for (const each of overlay) overlays.push(await fileAt(each, all));
    const loaded = await loadDocument(file, { ...options, overlay: overlays });
    if (all.length === 0) return loaded;
    return {
      ...loaded,
      file: source,
      warnings: loaded.warnings.map(renamed),
      problemAt: (pointer, problem) => renamed(loaded.problemAt(pointer, problem)),
    };
  } catch (error) {
    if (!(error instanceof DocumentError) || all.length === 0) throw error;
    throw new DocumentError(error.problems.map(renamed));
  } finally {
    for (const { folder } of all) await rm(folder, { recursive: true, force: true });
  }
}

/** A file to read in the place of what is named; a folder that this takes is added to `all`. */
async function fileAt(source: string, all: CheckedOut[]): Promise<string> {
  const [, revision, path] = AT_REVISION.exec(source) ?? [];
  if (revision === undefined || path === undefined) return source;
  const folder = await realpath(await mkdtemp(join(tmpdir(), "contract-kit-")));
  all.push({ revision, folder });
  return checkOut(source, revision, path, folder);
}

/** Writes the documents of a revision's folder to another folder. */
async function checkOut(source: string, revision: string, path: string, folder: string): Promise<string> {
  const refused = (what: string, rule = "unreadable") =>
    new DocumentError([{ file: source, what, hint: NAMING, rule }]);
  // An index of its own: that of the repository is not touched.
  const run = (...args: string[]) =>
    git(args, { index: join(folder, ".index") }).catch((error) => {
      throw error instanceof GitRefusal ? refused(error.message) : error;
    });
  const isRelative = path.startsWith("./") || path.startsWith("../");
  const prefix = (await run("rev-parse", "--show-prefix")).trim();
  const inside = posix.normalize(posix.join(isRelative ? prefix : "", path));
  const commit = await commitOf(revision);
  if (commit === undefined)
    throw revision === "HEAD"
      ? refused("there is no commit yet", NOT_IN_REVISION)
      : refused(`there is no revision ${revision}`);
  await run("read-tree", commit);
  const top = (await run("rev-parse", "--show-toplevel")).trim();
  const listed = (await run("-C", top, "ls-files", "-z", "--", dirname(inside))).split("\0");
  if (!listed.includes(inside)) throw refused(`${inside} is not in revision ${revision}`, NOT_IN_REVISION);
  const files = listed.filter((name) => name === inside || /\.(?:ya?ml|json)$/i.test(name));
  await run("-C", top, "checkout-index", "-q", `--prefix=${folder}/`, "--", ...files);
  return join(folder, inside);
}
