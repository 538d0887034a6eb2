import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runOnChange } from "./run-on-change.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "watch-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs that read some files and note what they found, until they find `end`. */
async function found(names: readonly string[], onRun: (run: number) => Promise<unknown>): Promise<string[]> {
  const stop = new AbortController();
  const notes: string[] = [];
  await runOnChange(async (onInput) => {
    const texts = await Promise.all(
      names.map((name) => {
        onInput(join(folder, name));
        return readFile(join(folder, name), "utf8").catch(() => "none");
      }),
    );
    if (texts.join() !== notes.at(-1)) {
      notes.push(texts.join());
      await onRun(notes.length);
    }
    if (texts.includes("end")) stop.abort();
  }, stop.signal);
  return notes;
}

const write = (name: string, text: string) => writeFile(join(folder, name), text);

describe("runOnChange", () => {
  it("runs again when a file is written, replaced, removed and made", async () => {
    await write("a", "1");
    const steps = [
      () => setTimeout(() => write("a", "2"), 50),
      () => setTimeout(async () => rename(join(folder, "new"), join(folder, "a")), 50),
      () => setTimeout(() => rm(join(folder, "a")), 50),
      () => setTimeout(() => write("a", "end"), 50),
    ];
    await write("new", "3");
    const notes = await found(["a"], async (run) => steps[run - 1]?.());
    // A file that is being written may be found empty.
    expect(notes.filter((text) => text !== "")).toEqual(["1", "2", "3", "none", "end"]);
  });

  it("runs again for a change that comes while it runs, and in any of the files", async () => {
    await write("a", "1");
    await write("b", "1");
    const notes = await found(["a", "b"], async (run) => {
      if (run === 1) await write("b", "2");
      if (run === 2) await write("a", "end");
    });
    expect(notes.at(0)).toBe("1,1");
    expect(notes.at(-1)).toBe("end,2");
  });
});
