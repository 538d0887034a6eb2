import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";

/** A generated file that is not as it should be. */
export interface Drift {
  /** Path in the output folder, with `/`. */
  path: string;
  state: "missing" | "changed" | "unexpected";
}

/** Compares a folder with the files that it should hold; nothing is written. Empty when they are the same. */
export async function findDrift(folder: string, files: ReadonlyMap<string, string>): Promise<Drift[]> {
  const present = new Set(await listFiles(folder));
  const drift: Drift[] = [];
  for (const [path, content] of files) {
    if (!present.has(path)) drift.push({ path, state: "missing" });
    else if ((await readFile(join(folder, path), "utf8")) !== content) drift.push({ path, state: "changed" });
  }
  for (const path of present) if (!files.has(path)) drift.push({ path, state: "unexpected" });
  return drift.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Puts exactly these files into a folder, all or none: they are written beside it, then the folders
 * change places. A folder that is right already is left alone.
 *
 * @returns what differed before
 * @throws when the folder holds files that no generator wrote, so that nothing of the user's is lost
 */
export async function writeFiles(folder: string, files: ReadonlyMap<string, string>): Promise<Drift[]> {
  await recover(folder);
  const drift = await findDrift(folder, files);
  if (drift.length === 0) return drift;
  await refuseForeign(folder, drift);
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

/** An output folder without a manifest that holds other files is somebody's work. */
async function refuseForeign(folder: string, drift: Drift[]): Promise<void> {
  const foreign = drift.filter(({ state }) => state === "unexpected");
  if (foreign.length === 0) return;
  const isOurs = await readFile(join(folder, "manifest.json"), "utf8").then(
    () => true,
    () => false,
  );
  if (!isOurs) throw new ForeignFolderError(folder, foreign[0]?.path ?? "");
}

/** The output folder holds files, and nothing says that the generator wrote them. */
export class ForeignFolderError extends Error {
  override readonly name = "ForeignFolderError";

  constructor(folder: string, path: string) {
    super(
      `${folder}: holds ${path}, but no manifest.json: it is no generated folder [foreign-folder]\n` +
        "  hint: generate into a new or empty folder with -o; everything in it is replaced",
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
