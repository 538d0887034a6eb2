import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { manifestOf, unlikeManifest } from "../unlike-manifest.ts";

const STAGING = ".new-";
/** No generation takes longer, in milliseconds: an older staging folder is of a run that was killed. */
const STAGING_MS = 3_600_000;
/** How often another process may come first before a run does without the cache. */
const ATTEMPTS = 5;

/** What tells entries apart. */
export interface CacheKey {
  /** The document's file name: it stands in the heads of the files. */
  name: string;
  /** SHA-256 of the bundled document. */
  sha256: string;
  /** SHA-256 of what the artefacts are made with. */
  generator: string;
  /** Whether there are cases among the artefacts. */
  hasCases: boolean;
}

/**
 * The folder of an entry, if there is one and every file in it is as its manifest says. An entry that
 * is not whole, be it damaged or edited, is removed.
 *
 * @param now - in milliseconds: the time of this use, by which the oldest entries are chosen
 */
export async function findEntry(root: string, key: CacheKey, now: number): Promise<string | undefined> {
  const entry = entryOf(root, key);
  const before = await stat(entry).catch(() => undefined);
  if (before === undefined) return undefined;
  if (await isWhole(entry, key)) {
    await utimes(entry, now / 1000, now / 1000).catch(() => undefined);
    return entry;
  }
  // What another process has put there in the meantime is not what was looked at.
  const { ino } = (await stat(entry).catch(() => undefined)) ?? {};
  if (ino === before.ino) await discard(root, entry);
  return undefined;
}

/**
 * Keeps artefacts as an entry: they are written aside, then renamed, so that no process ever sees half
 * of them. Entries beyond `most` are removed, those first whose last use is the longest ago.
 *
 * @param files - with `manifest.json`
 * @returns the folder, which may be that of another process that was faster with the same files
 * @throws the error of the file system when nothing can be written there
 */
export async function keepEntry(
  root: string,
  key: CacheKey,
  files: ReadonlyMap<string, string>,
  { now, most }: { now: number; most: number },
): Promise<string> {
  const entry = entryOf(root, key);
  // Validators are programs: nobody else may write any for this user.
  await mkdir(root, { recursive: true, mode: 0o700 });
  const staging = await mkdtemp(join(root, STAGING));
  try {
    for (const [path, content] of files) {
      await mkdir(dirname(join(staging, path)), { recursive: true });
      await writeFile(join(staging, path), content);
    }
    await utimes(staging, now / 1000, now / 1000);
    for (let attempt = 1; ; attempt++) {
      try {
        await rename(staging, entry);
        break;
      } catch (error) {
        if ((await findEntry(root, key, now)) !== undefined) break;
        if (attempt === ATTEMPTS) throw error;
      }
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  await removeOldest(root, entry, { now, most });
  return entry;
}

function entryOf(root: string, { name, sha256, generator, hasCases }: CacheKey): string {
  const hash = createHash("sha256").update(JSON.stringify([name, sha256, generator, hasCases]));
  return join(root, hash.digest("hex").slice(0, 40));
}

async function isWhole(entry: string, { sha256 }: CacheKey): Promise<boolean> {
  const manifest = await manifestOf(entry);
  if (manifest?.document?.sha256 !== sha256) return false;
  // One file more would be one more file of cases.
  const expected = [...Object.keys(manifest.files ?? {}), "manifest.json"].sort();
  const found = await readdir(entry, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = found
    .filter((each) => !each.isDirectory())
    .map((each) => relative(entry, join(each.parentPath, each.name)).split(sep).join("/"));
  if (JSON.stringify(paths.sort()) !== JSON.stringify(expected)) return false;
  return (await unlikeManifest(entry, manifest)) === undefined;
}

/** It is out of the way at once, however long it takes to remove it. */
async function discard(root: string, entry: string): Promise<void> {
  try {
    const aside = await mkdtemp(join(root, STAGING));
    await rename(entry, join(aside, "entry"));
    await rm(aside, { recursive: true, force: true });
  } catch {
    // Another process was faster, or it cannot be removed: the next rename says so.
  }
}

async function removeOldest(root: string, kept: string, { now, most }: { now: number; most: number }): Promise<void> {
  const found = await Promise.all(
    (await readdir(root)).map(async (name) => {
      const path = join(root, name);
      return { path, name, usedMs: (await stat(path).catch(() => undefined))?.mtimeMs ?? now };
    }),
  );
  const entries = found.filter(({ name, path }) => /^[0-9a-f]{40}$/.test(name) && path !== kept);
  const oldest = entries.sort((a, b) => b.usedMs - a.usedMs).slice(Math.max(most - 1, 0));
  for (const { path } of oldest) await discard(root, path);
  for (const { path, name, usedMs } of found) {
    if (name.startsWith(STAGING) && now - usedMs > STAGING_MS) await rm(path, { recursive: true, force: true });
  }
}
