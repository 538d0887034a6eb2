import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";

/** A generated file that is not as it should be. */
export interface Drift {
  /** Path in the output folder, with `/`. */
  path: string;
  /** `header`: only what its head says of the document differs. */
  state: "missing" | "changed" | "header" | "unexpected";
}

/** Compares a folder with the files that it should hold; nothing is written. Empty when they are the same. */
export async function findDrift(folder: string, files: ReadonlyMap<string, string>): Promise<Drift[]> {
  const present = new Set(await listFiles(folder));
  const drift: Drift[] = [];
  for (const [path, content] of files) {
    if (!present.has(path)) {
      drift.push({ path, state: "missing" });
      continue;
    }
    const found = await readFile(join(folder, path), "utf8");
    if (found === content) continue;
    const isHeader = path === "manifest.json" || withoutHash(found) === withoutHash(content);
    drift.push({ path, state: isHeader ? "header" : "changed" });
  }
  for (const path of present) if (!files.has(path)) drift.push({ path, state: "unexpected" });
  return drift.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The text without the document's hash in its head. */
function withoutHash(text: string): string {
  return text.replace(/\(sha256 [0-9a-f]{16}\)/, "");
}

/**
 * Puts exactly these files into a folder, all or none: they are written beside it, then the folders
 * change places. A folder that is right already is left alone.
 *
 * @returns what differed before
 * @throws {@link ForeignFilesError} when the folder holds files that the generator did not write
 */
export async function writeFiles(folder: string, files: ReadonlyMap<string, string>): Promise<Drift[]> {
  await recover(folder);
  const drift = await findDrift(folder, files);
  if (drift.length === 0) return drift;
  await refuseForeign(folder, files);
  const parent = dirname(resolve(folder));
  await mkdir(parent, { recursive: true });
  const staging = join(parent, `.${basename(resolve(folder))}.new`);
  await rm(staging, { recursive: true, force: true });
  try {
    for (const [path, content] of files) {
      await mkdir(dirname(join(staging, path)), { recursive: true });
      await writeFile(join(staging, path), content);
    }
    const old = oldFolder(folder);
    await rename(folder, old).catch(ignoreMissing);
    await rename(staging, folder);
    await rm(old, { recursive: true, force: true });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return drift;
}

/** A run that was killed between the two renames has left the old folder under its other name. */
async function recover(folder: string): Promise<void> {
  const old = oldFolder(folder);
  const isWhole = await readdir(folder).then(
    () => true,
    () => false,
  );
  if (isWhole) await rm(old, { recursive: true, force: true });
  else await rename(old, folder).catch(ignoreMissing);
}

function oldFolder(folder: string): string {
  return join(dirname(resolve(folder)), `.${basename(resolve(folder))}.old`);
}

/** Every file that is in the way must be one that the generator wrote: its manifest lists them. */
async function refuseForeign(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const present = await listFiles(folder);
  const text = await readFile(join(folder, "manifest.json"), "utf8").catch(() => "{}");
  const known = new Set(filesOf(text));
  // A file that is as it would be written is lost by nobody.
  const foreign: string[] = [];
  for (const path of present) {
    if (!known.has(path) && (await readFile(join(folder, path), "utf8")) !== files.get(path)) foreign.push(path);
  }
  if (foreign.length > 0) throw new ForeignFilesError(folder, foreign.sort());
}

function filesOf(manifest: string): string[] {
  try {
    // Others write files of this name, too; ours says how to regenerate.
    const { files, regenerate } = JSON.parse(manifest) as { files?: object; regenerate?: string };
    return typeof regenerate === "string" ? ["manifest.json", ...Object.keys(files ?? {})] : [];
  } catch {
    return [];
  }
}

/** The output folder holds files that the generator did not write. Nothing has been touched. */
export class ForeignFilesError extends Error {
  override readonly name = "ForeignFilesError";

  constructor(folder: string, paths: string[]) {
    const others = paths.length > 1 ? ` and ${paths.length - 1} more files` : "";
    super(
      `${join(folder, paths[0] ?? "")}${others}: not written by the generator, and would be lost [foreign-files]\n` +
        "  hint: everything in the output folder is replaced: move the file away, or give a folder of its own with -o",
    );
  }
}

async function listFiles(folder: string): Promise<string[]> {
  const root = resolve(folder);
  const entries = await readdir(root, {
    recursive: true,
    withFileTypes: true,
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"));
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}
