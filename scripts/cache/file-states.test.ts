import { link, mkdir, mkdtemp, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { type FileStates, isAsRecorded, readStates, sha256 } from "./file-states.ts";

const HASHES = new Map([
  ["a.ts", sha256("one\n")],
  ["b/c.json", sha256("{}\n")],
]);
/** Longer than any clock of a file system ticks: what was written before is not in doubt. */
const LATER_MS = 10_000;

let folder: string;
let outside: string;

beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), "file-states-"));
  folder = join(outside, "output");
  await mkdir(join(folder, "b"), { recursive: true });
  await writeFile(join(folder, "a.ts"), "one\n");
  await writeFile(join(folder, "b/c.json"), "{}\n");
  return () => rm(outside, { recursive: true });
});

function recorded(atMs = Date.now() + LATER_MS): FileStates {
  const states = readStates(folder, HASHES, atMs);
  if (!states) throw new Error("the folder is not as it should be");
  return JSON.parse(JSON.stringify(states)) as FileStates;
}

describe("a folder is as it was recorded", () => {
  it("when nothing was touched, and when files were written again as they were", async () => {
    const states = recorded();
    expect(isAsRecorded(folder, states)).toBe(true);
    await writeFile(join(folder, "a.ts"), "one\n");
    expect(isAsRecorded(folder, states)).toBe(true);
  });

  it.each<[string, () => Promise<unknown>]>([
    ["a file was edited", () => writeFile(join(folder, "a.ts"), "one\n\n")],
    ["a file has other content of the same length", () => writeFile(join(folder, "a.ts"), "two\n")],
    [
      "a file was edited, and its time put back",
      async () => {
        const { atime, mtime } = await stat(join(folder, "a.ts"));
        await writeFile(join(folder, "a.ts"), "two\n");
        await utimes(join(folder, "a.ts"), atime, mtime);
      },
    ],
    [
      "another file was put in its place",
      async () => {
        await writeFile(join(outside, "other"), "two\n");
        await rename(join(outside, "other"), join(folder, "a.ts"));
      },
    ],
    ["a file is gone", () => rm(join(folder, "b/c.json"))],
    ["a folder is gone", () => rm(join(folder, "b"), { recursive: true })],
    ["everything is gone", () => rm(folder, { recursive: true })],
    ["there is a file more", () => link(join(folder, "a.ts"), join(folder, "b/d.ts"))],
    ["a file moved", () => rename(join(folder, "a.ts"), join(folder, "constructor"))],
  ])("but not when %s", async (_what, touch) => {
    const states = recorded();
    await touch();
    expect(isAsRecorded(folder, states)).toBe(false);
  });

  it("but not when a file changed without a trace, in the same tick of the clock", async () => {
    const { ctimeMs } = await stat(join(folder, "a.ts"));
    const states = recorded(ctimeMs);
    await writeFile(join(folder, "a.ts"), "two\n");
    const { size, mtimeMs, ctimeMs: changedMs, ino } = await stat(join(folder, "a.ts"));
    states.files["a.ts"] = [sha256("one\n"), size, mtimeMs, changedMs, ino];
    states.atMs = changedMs + 1;
    expect(isAsRecorded(folder, states)).toBe(false);
  });
});

describe("nothing is recorded", () => {
  it.each<[string, () => Promise<unknown>]>([
    ["a file that is not as it was written", () => writeFile(join(folder, "a.ts"), "two\n")],
    ["a missing file", () => rm(join(folder, "a.ts"))],
    ["a file more", () => writeFile(join(folder, "d.ts"), "")],
  ])("of a folder with %s", async (_what, touch) => {
    await touch();
    expect(readStates(folder, HASHES, Date.now())).toBeUndefined();
  });
});
