import { execFile } from "node:child_process";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, posix, relative, sep } from "node:path";
import { promisify } from "node:util";
import { type LoadedDocument, type LoadOptions, loadDocument } from "../generator/document/load.ts";
import { DocumentError, type Problem } from "../generator/document/problem.ts";

/** `git:REV:path`, by Git's own rules: the path is from the top of the repository, or begins with `./`. */
const AT_REVISION = /^git:([^:]+):(.+)$/;

/**
 * Reads a document: a file, or `git:REV:path` for what it was in a revision of the repository around the working
 * folder, with the files beside and below it that it refers to. Nothing of the repository is changed.
 *
 * @throws DocumentError when it cannot be read, or Git does not know the revision or the path
 */
export async function documentAt(source: string, options: LoadOptions = {}): Promise<LoadedDocument> {
  const [, revision, path] = AT_REVISION.exec(source) ?? [];
  if (revision === undefined || path === undefined) return loadDocument(source, options);
  const folder = await realpath(await mkdtemp(join(tmpdir(), "contract-kit-")));
  const named = (file: string) =>
    file.startsWith(folder + sep) ? `git:${revision}:${relative(folder, file).split(sep).join("/")}` : file;
  try {
    const file = await checkOut(source, revision, path, folder);
    const loaded = await loadDocument(file, options);
    const renamed = (problem: Problem): Problem => ({ ...problem, file: named(problem.file) });
    return {
      ...loaded,
      file: source,
      warnings: loaded.warnings.map(renamed),
      problemAt: (pointer, problem) => renamed(loaded.problemAt(pointer, problem)),
    };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    throw new DocumentError(error.problems.map((problem) => ({ ...problem, file: named(problem.file) })));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes the documents of a revision's folder to another folder. */
async function checkOut(source: string, revision: string, path: string, folder: string): Promise<string> {
  const run = async (args: string[]) => {
    try {
      // An index of its own: that of the repository is not touched.
      const env = { ...process.env, GIT_INDEX_FILE: join(folder, ".index") };
      return (await promisify(execFile)("git", args, { env, maxBuffer: 64 * 1024 * 1024 })).stdout;
    } catch (error) {
      throw new DocumentError([refusalOf(source, error as { stderr?: string; message: string })]);
    }
  };
  const prefix =
    path.startsWith("./") || path.startsWith("../") ? (await run(["rev-parse", "--show-prefix"])).trim() : "";
  const inside = posix.normalize(posix.join(prefix, path));
  const commit = (await run(["rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`])).trim();
  await run(["cat-file", "-e", `${commit}:${inside}`]);
  await run(["read-tree", commit]);
  const top = (await run(["rev-parse", "--show-toplevel"])).trim();
  const near = dirname(inside);
  const listed = await run(["-C", top, "ls-files", "-z", "--", near]);
  const files = listed.split("\0").filter((name) => name === inside || /\.(?:ya?ml|json)$/i.test(name));
  await run(["-C", top, "checkout-index", "-q", `--prefix=${folder}/`, "--", ...files]);
  return join(folder, inside);
}

function refusalOf(source: string, { stderr = "", message }: { stderr?: string; message: string }): Problem {
  const [line = ""] = (stderr || message).trim().split("\n");
  return {
    file: source,
    what: `Git says: ${line}`,
    hint: "write it as git:REV:path, such as git:main:spec/api.yaml, inside the repository; `git fetch` brings what a shallow clone lacks",
    rule: "unreadable",
  };
}
