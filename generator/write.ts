import { readFileSync, writeFileSync } from "node:fs";
import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Manifest } from "./emit/manifest.ts";
import { RELEASE_FILES } from "./emit/package/package-options.ts";
import { removeLeftOvers, replaceFolder, restoreFolder } from "./write/replace-folder.ts";

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
    const found = present.has(path) ? textOf(folder, path) : undefined;
    if (found === content) continue;
    if (found === undefined) {
      drift.push({ path, state: "missing" });
      continue;
    }
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
 * Puts exactly these files into a folder, all or none, see {@link replaceFolder}. A folder that is right
 * already is left alone.
 *
 * @returns what differed before
 * @throws {@link ForeignFilesError} when the folder holds files that the generator did not write
 * @throws {@link NoFolderError} when a file or a device is there
 */
export async function writeFiles(folder: string, files: ReadonlyMap<string, string>): Promise<Drift[]> {
  const place = await stat(folder).catch(() => undefined);
  if (place && !place.isDirectory()) throw new NoFolderError(folder);
  await restoreFolder(folder);
  const drift = await findDrift(folder, files);
  if (drift.length === 0) {
    await removeLeftOvers(folder);
    return drift;
  }
  refuseOutside(folder, files.keys());
  await refuseForeign(folder, files);
  await replaceFolder(folder, async (staging) => {
    const folders = new Set([...files.keys()].map((path) => dirname(join(staging, path))));
    for (const each of folders) await mkdir(each, { recursive: true });
    // One after the other without waiting: of thousands of small files, that is several times as fast.
    for (const [path, content] of files) writeFileSync(join(staging, path), content);
  });
  return drift;
}

/** No name of a document may lead out of the folder; the names are made so that none can, this is the second lock. */
function refuseOutside(folder: string, paths: Iterable<string>): void {
  for (const path of paths) {
    const isInside = path
      .split("/")
      .every((name) => name !== "" && name !== "." && name !== ".." && !/[\\:\0]/.test(name));
    if (!isInside) throw new Error(`${JSON.stringify(path)} would not be in ${folder}`);
  }
}

async function refuseForeign(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const found = await findForeign(folder, files);
  if (found.length === 0) return;
  // Another run may have changed the folder in the meantime: what is somebody's stays.
  const again = new Set(await findForeign(folder, files));
  const foreign = found.filter((path) => again.has(path));
  if (foreign.length > 0) throw new ForeignFilesError(folder, foreign.sort());
}

/** Every file that is in the way must be one that the generator wrote: its manifest lists them. */
async function findForeign(folder: string, files: ReadonlyMap<string, string>): Promise<string[]> {
  const present = await listFiles(folder);
  const text = await readFile(join(folder, "manifest.json"), "utf8").catch(() => "{}");
  const known = new Set(filesOf(text));
  const foreign: string[] = [];
  for (const path of present) {
    // What a release tool has written is replaced, and never just lost.
    if (known.has(path) && (files.has(path) || !RELEASE_FILES.includes(path))) continue;
    const found = textOf(folder, path);
    // A file that is as it would be written is lost by nobody.
    if (found !== undefined && found !== files.get(path)) foreign.push(path);
  }
  return foreign;
}

/** What a file holds: nothing when it is a link to a folder; `undefined` when it is gone since the folder was listed. */
function textOf(folder: string, path: string): string | undefined {
  try {
    return readFileSync(join(folder, path), "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EISDIR") return "";
    if (code === "ENOENT") return undefined;
    throw error;
  }
}

function filesOf(manifest: string): string[] {
  try {
    // Others write files of this name, too; ours says how to regenerate.
    const { files, releaseFiles = [], regenerate } = JSON.parse(manifest) as Partial<Manifest>;
    return typeof regenerate === "string" ? ["manifest.json", ...Object.keys(files ?? {}), ...releaseFiles] : [];
  } catch {
    return [];
  }
}

/** The output folder holds files that the generator did not write. Nothing has been touched. */
export class ForeignFilesError extends Error {
  override readonly name = "ForeignFilesError";

  constructor(folder: string, paths: string[]) {
    const others = paths.length > 1 ? ` and ${paths.length - 1} more files` : "";
    const hint = paths.includes("CHANGELOG.md")
      ? "give --package-version keep if a release tool has written them; otherwise give a folder of its own with -o"
      : "everything in the output folder is replaced: move the file away, or give a folder of its own with -o";
    super(
      `${join(folder, paths[0] ?? "")}${others}: not written by the generator, and would be lost [foreign-files]\n  hint: ${hint}`,
    );
  }
}

/** The output is a file or a device. It has not been touched. */
export class NoFolderError extends Error {
  override readonly name = "NoFolderError";

  constructor(path: string) {
    super(`${path}: is no folder [no-folder]\n  hint: give a folder with -o; it is made when there is none`);
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
