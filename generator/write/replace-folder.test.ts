import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sample, integer as wholeNumber } from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findDrift, writeFiles } from "../write.ts";
import { removeLeftOvers, replaceFolder, restoreFolder } from "./replace-folder.ts";
import { fileSet } from "./testing/file-set.ts";

const KILLS = 200;
const SEED = 20261125;
const WRITER = join(import.meta.dirname, "testing/endless-writer.ts");

let parent = "";
let folder = "";
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "replace-"));
  folder = join(parent, "out");
});
const writers: ChildProcess[] = [];
afterEach(async () => {
  for (const writer of writers.splice(0)) writer.kill("SIGKILL");
  await rm(parent, { recursive: true, force: true, maxRetries: 5 });
});

/** A process that is ready to put the sets into the folder without end. */
async function startWriter(...sets: string[]): Promise<ChildProcessWithoutNullStreams> {
  const writer = spawn(process.execPath, [WRITER, folder, ...sets], { stdio: "pipe" });
  writers.push(writer);
  await once(writer.stdout, "data");
  return writer;
}

async function kill(writer: ChildProcessWithoutNullStreams): Promise<void> {
  const isOver = once(writer, "exit");
  writer.kill("SIGKILL");
  expect(await isOver).toEqual([null, "SIGKILL"]);
}

/** The set that the folder holds, every file of it and no other; `undefined` when there is no folder. */
async function setIn(path: string): Promise<string | undefined> {
  const manifest = await readFile(join(path, "manifest.json"), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT" || error.path === undefined) throw error;
    return undefined;
  });
  if (manifest === undefined) {
    expect(await readdir(path).catch(() => "no folder")).toBe("no folder");
    return undefined;
  }
  const { set } = JSON.parse(manifest) as { set: string };
  expect(await findDrift(path, fileSet(set))).toEqual([]);
  return set;
}

describe("a run that is killed", () => {
  it(`at any of ${KILLS} moments leaves the old or the new set, never a mixture, and the next run succeeds`, async () => {
    await writeFiles(folder, fileSet("a"));
    const delays = sample(wholeNumber({ min: 0, max: 25_000 }), { seed: SEED, numRuns: KILLS });
    const seen = new Map<string, number>();
    let next = startWriter("b", "a");
    for (const [index, microseconds] of delays.entries()) {
      const writer = await next;
      if (index < KILLS - 1) next = startWriter("b", "a");
      writer.stdin.write("go\n");
      await sleep(microseconds / 1_000);
      await kill(writer);
      const found = await setIn(folder);
      // Between two renames there is no folder: whatever reads it brings the old one back first.
      if (found === undefined) await restoreFolder(folder);
      expect(await setIn(folder)).toMatch(/^[ab]$/);
      seen.set(String(found), (seen.get(String(found)) ?? 0) + 1);
    }
    expect(seen.get("a")).toBeGreaterThan(0);
    expect(seen.get("b")).toBeGreaterThan(0);
    await writeFiles(folder, fileSet("c"));
    expect(await setIn(folder)).toBe("c");
    expect(await readdir(parent)).toEqual(["out"]);
  }, 300_000);

  it("between the two renames has its old folder brought back", async () => {
    await writeFiles(folder, fileSet("a"));
    await replaceFolder(folder, async (staging) => {
      // What the first rename leaves.
      await rename(folder, join(staging, "../old-1"));
      expect(await setIn(folder)).toBeUndefined();
      await restoreFolder(folder);
      expect(await setIn(folder)).toBe("a");
    });
  });

  it("leaves nothing that the next run does not take away, even if that has nothing to write", async () => {
    await writeFiles(folder, fileSet("a"));
    const machine = hostname().replaceAll(/[^A-Za-z0-9]/g, "");
    const killed = await startWriter("a", "b");
    await kill(killed);
    await mkdir(join(parent, `.out.${machine}-${killed.pid}-abcdef/new`), { recursive: true });
    // That of a living process, and a folder of the user's.
    await mkdir(join(parent, `.out.${machine}-${process.pid}-abcdef`));
    await mkdir(join(parent, ".out.backup"));
    await removeLeftOvers(folder);
    expect((await readdir(parent)).sort()).toEqual([".out.backup", `.out.${machine}-${process.pid}-abcdef`, "out"]);
  });
});

describe("two runs at once", () => {
  it("put whole sets into the folder, and neither fails", async () => {
    await writeFiles(folder, fileSet("a"));
    const both = await Promise.all([startWriter("b", "a"), startWriter("c", "d")]);
    const errors: string[] = [];
    for (const writer of both) {
      writer.stderr.on("data", (text) => errors.push(String(text)));
      writer.stdin.write("go\n");
    }
    await sleep(5_000);
    expect(errors).toEqual([]);
    for (const writer of both) await kill(writer);
    await restoreFolder(folder);
    expect(await setIn(folder)).toMatch(/^[abcd]$/);
  }, 60_000);
});

describe("a folder that cannot be put in place", () => {
  it("leaves the old one", async () => {
    await writeFiles(folder, fileSet("a"));
    await expect(replaceFolder(folder, (staging) => rm(staging, { recursive: true }))).rejects.toThrow("ENOENT");
    expect(await setIn(folder)).toBe("a");
    expect(await readdir(parent)).toEqual(["out"]);
  });
});
