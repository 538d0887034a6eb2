import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ForeignFilesError, findDrift, writeFiles } from "./write.ts";

const FILES = new Map([
  ["manifest.json", '{ "regenerate": "", "files": { "schemas/a.json": "", "types.ts": "" } }\n'],
  ["schemas/a.json", "1\n"],
  ["types.ts", "export {};\n"],
]);

let parent = "";
let folder = "";
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "write-"));
  folder = join(parent, "out");
});
afterEach(() => rm(parent, { recursive: true, force: true }));

describe("writeFiles", () => {
  it("writes all files, and a second time nothing", async () => {
    expect(await writeFiles(folder, FILES)).toHaveLength(3);
    const before = (await stat(join(folder, "types.ts"))).mtimeMs;
    expect(await writeFiles(folder, FILES)).toEqual([]);
    expect((await stat(join(folder, "types.ts"))).mtimeMs).toBe(before);
    expect(await readFile(join(folder, "schemas/a.json"), "utf8")).toBe("1\n");
    expect(await readdir(parent)).toEqual(["out"]);
  });

  it("leaves a folder that others can read", async () => {
    await writeFiles(folder, FILES);
    expect((await stat(folder)).mode & 0o777).toBe(0o777 & ~process.umask());
  });

  it("takes away what is no longer generated", async () => {
    await writeFiles(folder, FILES);
    await writeFiles(folder, new Map([...FILES].filter(([path]) => path !== "types.ts")));
    expect(await readdir(folder)).toEqual(["manifest.json", "schemas"]);
  });

  it("refuses a folder with somebody's files, and loses none of them", async () => {
    await mkdir(folder);
    await writeFile(join(folder, "thesis.md"), "years of work");
    await expect(writeFiles(folder, FILES)).rejects.toThrow(ForeignFilesError);
    expect(await readdir(folder)).toEqual(["thesis.md"]);
  });

  it("refuses a handwritten file that has the name of a generated one", async () => {
    await mkdir(folder);
    await writeFile(join(folder, "types.ts"), "years of work");
    await expect(writeFiles(folder, FILES)).rejects.toThrow(/types\.ts: not written by the generator.*\n {2}hint: /);
    expect(await readFile(join(folder, "types.ts"), "utf8")).toBe("years of work");
  });

  it("takes no other program's manifest.json for its own", async () => {
    await mkdir(folder);
    await writeFile(join(folder, "manifest.json"), '{ "name": "app" }');
    await expect(writeFiles(folder, FILES)).rejects.toThrow(ForeignFilesError);
    expect(await readFile(join(folder, "manifest.json"), "utf8")).toBe('{ "name": "app" }');
  });

  it("refuses a file in the place of the folder, and leaves it", async () => {
    await writeFile(folder, "years of work");
    await expect(writeFiles(folder, FILES)).rejects.toThrow(/is no folder \[no-folder\]\n {2}hint: /);
    expect(await readFile(folder, "utf8")).toBe("years of work");
    expect(await readdir(parent)).toEqual(["out"]);
  });

  it("refuses a link to somebody's folder, and loses neither", async () => {
    await writeFiles(folder, FILES);
    await mkdir(join(parent, "thesis"));
    await symlink(join(parent, "thesis"), join(folder, "thesis"));
    const changed = new Map([...FILES, ["types.ts", "changed"] as const]);
    await expect(writeFiles(folder, changed)).rejects.toThrow(ForeignFilesError);
    expect(await readlink(join(folder, "thesis"))).toBe(join(parent, "thesis"));
  });

  it("follows a link to the output folder, and leaves the link", async () => {
    await mkdir(join(parent, "real"));
    await symlink(join(parent, "real"), folder);
    await writeFiles(folder, FILES);
    expect(await readlink(folder)).toBe(join(parent, "real"));
    expect(await findDrift(join(parent, "real"), FILES)).toEqual([]);
  });

  it.each(["../out.txt", "/etc/x", "a/../../b", "a\\..\\b", "c:/x", "./a", "a//b", "a\0"])(
    "writes nothing for the path %j",
    async (path) => {
      await expect(writeFiles(folder, new Map([...FILES, [path, ""]]))).rejects.toThrow("would not be in");
      expect(await readdir(parent)).toEqual([]);
    },
  );

  it("refuses a file that somebody put into a generated folder", async () => {
    await writeFiles(folder, FILES);
    await writeFile(join(folder, "notes.txt"), "mine");
    await expect(writeFiles(folder, new Map([...FILES, ["types.ts", "changed"]]))).rejects.toThrow(ForeignFilesError);
    expect(await readFile(join(folder, "notes.txt"), "utf8")).toBe("mine");
  });

  it("leaves the old files when the new ones cannot be written", async () => {
    await writeFiles(folder, FILES);
    const impossible = new Map([...FILES, ["types.ts/below-a-file", ""]]);
    await expect(writeFiles(folder, impossible)).rejects.toThrow();
    expect(await findDrift(folder, FILES)).toEqual([]);
    expect(await readdir(parent)).toEqual(["out"]);
  });
});

describe("findDrift", () => {
  it("tells changed, missing and unexpected files, and writes nothing", async () => {
    await writeFiles(folder, FILES);
    await writeFile(join(folder, "types.ts"), "edited by hand");
    await rm(join(folder, "schemas/a.json"));
    await writeFile(join(folder, "extra.txt"), "");
    await chmod(folder, 0o555);
    expect(await findDrift(folder, FILES)).toEqual([
      { path: "extra.txt", state: "unexpected" },
      { path: "schemas/a.json", state: "missing" },
      { path: "types.ts", state: "changed" },
    ]);
    await chmod(folder, 0o755);
  });

  it("of a folder that does not exist, everything is missing", async () => {
    expect((await findDrift(folder, FILES)).map(({ state }) => state)).toEqual(["missing", "missing", "missing"]);
  });
});
