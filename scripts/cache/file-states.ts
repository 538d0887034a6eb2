import { hash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The files of a folder, as they were at a time. */
export interface FileStates {
  /** When, in milliseconds since the epoch. */
  atMs: number;
  /** By path in the folder, with `/`. */
  files: Record<string, FileState>;
}

/** SHA-256, size, times of change of content and of anything (milliseconds since the epoch), inode. */
type FileState = [sha256: string, size: number, mtimeMs: number, ctimeMs: number, ino: number];

/** How coarse a file system's times may be, in milliseconds; those of some have whole seconds. */
const FINE_MS = 20;
const COARSE_MS = 2_000;

/** SHA-256 of a text or of bytes, hexadecimal. */
export function sha256(content: string | Buffer): string {
  return hash("sha256", content, "hex");
}

/**
 * The states of the files that are in a folder.
 *
 * @param hashes - SHA-256 that each file must have, by its path in the folder
 * @param nowMs - the time, before this is called
 * @returns `undefined` when anything else is there
 */
export function readStates(folder: string, hashes: ReadonlyMap<string, string>, nowMs: number): FileStates | undefined {
  const files: Record<string, FileState> = {};
  const paths = listFiles(folder);
  for (const path of paths) {
    // First what is recorded, then the content: whatever changes from here on shows.
    const { size, mtimeMs, ctimeMs, ino } = lstatSync(join(folder, path));
    const found = sha256(readFileSync(join(folder, path)));
    if (found !== hashes.get(path)) return undefined;
    files[path] = [found, size, mtimeMs, ctimeMs, ino];
  }
  return paths.length === hashes.size ? { atMs: nowMs, files } : undefined;
}

/**
 * Whether a folder holds the files that were recorded, byte for byte, and no others. A file is read if
 * anything about it has changed, or may have changed without a trace: within the tick of the clock in
 * which it was recorded.
 */
export function isAsRecorded(folder: string, { atMs, files }: FileStates): boolean {
  try {
    const paths = listFiles(folder);
    return (
      paths.length === Object.keys(files).length &&
      paths.every((path) => {
        const state = Object.hasOwn(files, path) ? files[path] : undefined;
        return state !== undefined && isSame(join(folder, path), state, atMs);
      })
    );
  } catch {
    return false;
  }
}

function isSame(path: string, [expected, size, mtimeMs, ctimeMs, ino]: FileState, atMs: number): boolean {
  const now = lstatSync(path);
  const isUntouched =
    now.size === size && now.mtimeMs === mtimeMs && now.ctimeMs === ctimeMs && now.ino === ino && now.isFile();
  const tickMs = ctimeMs % 1_000 === 0 ? COARSE_MS : FINE_MS;
  if (isUntouched && ctimeMs < atMs - tickMs) return true;
  return sha256(readFileSync(path)) === expected;
}

function listFiles(folder: string, inside = ""): string[] {
  return readdirSync(join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
    return entry.isDirectory() ? listFiles(folder, path) : [path];
  });
}
