import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { type CacheKey, findEntry, keepEntry } from "./artefact-cache.ts";

const NOW = Date.UTC(2030, 0, 1);
let root: string;

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), "artefact-cache-"));
  root = join(folder, "not/yet/there");
  return () => rm(folder, { recursive: true });
});

const keyOf = (sha256: string): CacheKey => ({ name: "api.yaml", sha256, generator: "g1", hasCases: true });

function filesOf(sha256: string): Map<string, string> {
  const files = new Map([
    ["contract.json", "{}\n"],
    ["cases/one.json", "[1]\n"],
  ]);
  const hashes = [...files].map(([path, text]) => [path, createHash("sha256").update(text).digest("hex")]);
  const manifest = { document: { file: "api.yaml", sha256 }, files: Object.fromEntries(hashes) };
  return files.set("manifest.json", JSON.stringify(manifest));
}

const keep = (sha256: string, now = NOW, most = 20) => keepEntry(root, keyOf(sha256), filesOf(sha256), { now, most });
const find = (sha256: string, now = NOW) => findEntry(root, keyOf(sha256), now);

describe("an entry", () => {
  it("is found again by the same document and the same generator alone", async () => {
    expect(await find("a")).toBeUndefined();
    const entry = await keep("a");
    expect(await find("a")).toBe(entry);
    expect(await readFile(join(entry, "cases/one.json"), "utf8")).toBe("[1]\n");
    expect(await find("b")).toBeUndefined();
    expect(await findEntry(root, { ...keyOf("a"), generator: "g2" }, NOW)).toBeUndefined();
    expect(await findEntry(root, { ...keyOf("a"), name: "other.yaml" }, NOW)).toBeUndefined();
    expect(await findEntry(root, { ...keyOf("a"), hasCases: false }, NOW)).toBeUndefined();
    expect(await readdir(root)).toEqual([basename(entry)]);
  });

  it.each<[string, (entry: string) => Promise<void>]>([
    ["an edited file", (entry) => writeFile(join(entry, "cases/one.json"), "[2]\n")],
    ["a missing file", (entry) => rm(join(entry, "contract.json"))],
    ["one file more", (entry) => writeFile(join(entry, "cases/two.json"), "[]\n")],
    ["half a manifest", (entry) => writeFile(join(entry, "manifest.json"), '{ "files": {')],
    ["a manifest without files", (entry) => writeFile(join(entry, "manifest.json"), '{"document":{"sha256":"a"}}')],
    [
      "the manifest of another document",
      (entry) => writeFile(join(entry, "manifest.json"), filesOf("b").get("manifest.json") ?? ""),
    ],
    ["another kind of module", (entry) => writeFile(join(entry, "package.json"), "{}")],
  ])("with %s is thrown away, and can be made anew", async (_, damage) => {
    const entry = await keep("a");
    await damage(entry);
    expect(await find("a")).toBeUndefined();
    expect(await readdir(root)).toEqual([]);
    expect(await keep("a")).toBe(entry);
    expect(await find("a")).toBe(entry);
  });

  it("that is damaged is replaced also when it is kept without a look", async () => {
    const entry = await keep("a");
    await writeFile(join(entry, "contract.json"), "");
    await keep("a");
    expect(await readFile(join(entry, "contract.json"), "utf8")).toBe("{}\n");
    expect(await readdir(root)).toEqual([basename(entry)]);
  });

  it("is the same for all who keep it at once", async () => {
    const entries = await Promise.all(Array.from({ length: 12 }, () => keep("a")));
    expect(new Set(entries).size).toBe(1);
    expect(await find("a")).toBe(entries[0]);
    expect(await readdir(root)).toHaveLength(1);
  });
});

describe("the bound", () => {
  it("removes what was not used for the longest time", async () => {
    const [a, b, c] = [await keep("a", NOW), await keep("b", NOW + 1000), await keep("c", NOW + 2000)];
    await find("a", NOW + 3000);
    const d = await keep("d", NOW + 4000, 3);
    expect((await readdir(root)).sort()).toEqual([a, c, d].map((entry) => basename(entry)).sort());
    await expect(stat(b)).rejects.toThrow("ENOENT");
  });

  it("keeps the entry that is made, and what is not its own", async () => {
    await keep("a", NOW);
    await writeFile(join(root, "note.txt"), "mine");
    // An entry is also kept by a machine whose clock is behind.
    const b = await keep("b", NOW - 1000, 1);
    expect((await readdir(root)).sort()).toEqual([basename(b), "note.txt"].sort());
  });

  it("removes what killed runs have left, not what others are writing", async () => {
    const [dead, busy] = [join(root, ".new-dead"), join(root, ".new-busy")];
    for (const path of [dead, busy]) await mkdir(path, { recursive: true });
    await utimes(dead, NOW / 1000 - 7200, NOW / 1000 - 7200);
    await utimes(busy, NOW / 1000 - 60, NOW / 1000 - 60);
    const a = await keep("a");
    expect((await readdir(root)).sort()).toEqual([".new-busy", basename(a)]);
  });
});
