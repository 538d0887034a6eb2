import { renameSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readlink, realpath, rename, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join, resolve } from "node:path";

/** How much older than this run what another machine has left must be to be taken for left over, in milliseconds. */
const ABANDONED_MS = 3_600_000;

/** How often runs may take the folder from each other. */
const ATTEMPTS = 1_000;

/**
 * Puts a new folder in the place of another, all or nothing. It is filled aside, where no other run works;
 * then two renames that directly follow one another change the two. Runs at the same time need no lock:
 * each puts a whole folder in place, and that of the last one stays.
 *
 * No call of Node exchanges two folders at once: a run that is killed between the renames leaves none,
 * and the old one aside. {@link restoreFolder} brings it back; whatever reads the folder calls it first.
 *
 * @param fill - writes the new files into the folder that it is given
 */
export async function replaceFolder(folder: string, fill: (staging: string) => Promise<void>): Promise<void> {
  const target = await placeOf(folder);
  await restoreFolder(target);
  await mkdir(dirname(target), { recursive: true });
  const aside = await mkdtemp(`${prefixOf(target)}${machine()}-${process.pid}-`);
  try {
    await removeLeftOvers(target, aside);
    // The folder for what is aside is this user's alone; the new one is as any other.
    const staging = join(aside, "new");
    await mkdir(staging);
    await fill(staging);
    exchange(target, staging, aside);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** Brings a folder back that a killed run has taken away. Nothing happens when there is one, or never was. */
export async function restoreFolder(folder: string): Promise<void> {
  const target = await placeOf(folder);
  if ((await timeOf(target)) !== undefined) return;
  const found: { path: string; takenMs: number }[] = [];
  for (const aside of await asidesOf(target)) {
    const takenMs = (await timeOf(aside)) ?? 0;
    const names = await readdir(aside).catch(() => []);
    for (const name of names) if (name.startsWith("old-")) found.push({ path: join(aside, name), takenMs });
  }
  const [last] = found.sort((a, b) => b.takenMs - a.takenMs);
  // Another run may be faster, or have put its own in place.
  if (last) await rename(last.path, target).catch(ignore("ENOENT", "ENOTEMPTY", "EEXIST"));
}

/** Takes away what runs have left that were killed, but for what another machine's may still be at work on. */
export async function removeLeftOvers(folder: string, own?: string): Promise<void> {
  const target = await placeOf(folder);
  const ownMs = own === undefined ? 0 : ((await timeOf(own)) ?? 0);
  for (const aside of await asidesOf(target)) {
    const [where, pid] = aside.slice(prefixOf(target).length).split("-");
    // Whether a process of another machine (a container, with the disk in common) is at work, only time tells.
    const isOver =
      where === machine() ? !isRunning(Number(pid)) : ownMs - ((await timeOf(aside)) ?? ownMs) > ABANDONED_MS;
    if (isOver) await rm(aside, { recursive: true, force: true });
  }
}

function exchange(target: string, staging: string, aside: string): void {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const old = join(aside, `old-${attempt}`);
    const isTaken = didRename(target, old, "ENOENT");
    let isInPlace = false;
    try {
      // Another run may have put its folder there in the meantime: then that is the old one.
      isInPlace = didRename(staging, target, "ENOTEMPTY", "EEXIST");
      if (isInPlace) return;
    } finally {
      // It may have been restored by a run that found no folder.
      if (!isInPlace && isTaken) didRename(old, target, "ENOENT", "ENOTEMPTY", "EEXIST");
    }
  }
  throw new BusyFolderError(target);
}

/** Other runs put their files into the folder again and again. Nothing of this run is left in it. */
export class BusyFolderError extends Error {
  override readonly name = "BusyFolderError";

  constructor(folder: string) {
    super(
      `${folder}: other runs of the generator write it without end [busy-folder]\n` +
        "  hint: wait for them to end, or give each a folder of its own with -o",
    );
  }
}

/** @returns whether it could be renamed; `false` for the errors that are named, others are thrown */
function didRename(from: string, to: string, ...codes: string[]): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    ignore(...codes)(error as NodeJS.ErrnoException);
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function asidesOf(target: string): Promise<string[]> {
  const prefix = basename(prefixOf(target));
  const names = await readdir(dirname(target)).catch(() => []);
  return names
    .filter((name) => name.startsWith(prefix) && /^[A-Za-z0-9]+-\d+-\w+$/.test(name.slice(prefix.length)))
    .map((name) => join(dirname(target), name));
}

function prefixOf(target: string): string {
  return join(dirname(target), `.${basename(target)}.`);
}

function machine(): string {
  return hostname().replaceAll(/[^A-Za-z0-9]/g, "") || "host";
}

/** Where a folder is, or would be: what is exchanged is the folder, not a link to it. */
async function placeOf(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    ignore("ENOENT")(error as NodeJS.ErrnoException);
    const link = await readlink(folder).catch(() => undefined);
    return link === undefined ? resolve(folder) : placeOf(resolve(dirname(folder), link));
  }
}

async function timeOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.mtimeMs;
}

function ignore(...codes: string[]): (error: NodeJS.ErrnoException) => void {
  return (error) => {
    if (!codes.includes(error.code ?? "")) throw error;
  };
}
