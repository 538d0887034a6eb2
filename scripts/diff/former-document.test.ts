import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cli } from "../testing/run-cli.ts";

const API = `openapi: 3.1.1
info: { title: t, version: "1" }
paths:
  /orders:
    get:
      parameters:
        - name: sort
          in: query
          schema: { enum: [up, down] }
      responses: { "200": { description: "" } }
`;
const CUT = API.replace("[up, down]", "[up]");

let folder = "";
const git = (...args: string[]) =>
  promisify(execFile)("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: folder });
const diff = (...args: string[]) => cli(["diff", "spec/api.yaml", ...args], { cwd: folder });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "former-"));
  await writeFile(join(folder, "api.yaml"), API);
  await writeFile(join(folder, "other.json"), "{}\n");
  await git("init", "-q");
  await git("add", ".");
  await git("commit", "-qm", "first");
  await mkdir(join(folder, "spec"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("a document that a revision does not have", { timeout: 60_000 }, () => {
  it.each(["nobody has told Git of", "is committed"])("is followed where it was moved, which %s", async (state) => {
    await rename(join(folder, "api.yaml"), join(folder, "spec/api.yaml"));
    await writeFile(join(folder, "spec/api.yaml"), CUT);
    if (state === "is committed") {
      await git("add", "-A");
      await git("commit", "-qm", "moved");
    }
    const before = await readFile(join(folder, ".git/index"));
    const { code, stdout } = await diff("--since", state === "is committed" ? "HEAD~1" : "HEAD");
    expect(code).toBe(1);
    expect(stdout).toMatch(/✖ major {2}1 breaking change {2}git:HEAD(?:~1)?:api\.yaml → spec\/api\.yaml\n$/);
    expect(await readFile(join(folder, ".git/index"))).toEqual(before);
  });

  it("is unproved where it may take the place of one that is gone", async () => {
    await rm(join(folder, "api.yaml"));
    await rm(join(folder, "other.json"));
    const paths = Array.from(
      { length: 9 },
      (_, at) => `  /p${at}: { get: { responses: { "200": { description: "" } } } }\n`,
    );
    await writeFile(
      join(folder, "spec/api.yaml"),
      `openapi: 3.0.3\ninfo: { title: new, version: "9" }\npaths:\n${paths.join("")}`,
    );
    const { code, stdout } = await diff();
    expect(code).toBe(1);
    expect(stdout).toContain("? unproved  is new since HEAD document-added  spec/api.yaml:1\n");
    expect(stdout).toContain(
      "why    api.yaml is gone, and may be what it was: `contract-kit diff git:HEAD:api.yaml spec/api.yaml` compares them",
    );
    expect(await diff("--allow-unproved")).toMatchObject({ code: 0 });
  });

  it("is new where nothing else is gone, which every format tells", async () => {
    await rm(join(folder, "other.json"));
    await writeFile(join(folder, "spec/api.yaml"), API);
    expect(await diff()).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("✔ compatible  is new since HEAD document-added  spec/api.yaml:1\n"),
      stderr: "",
    });
    const json = JSON.parse((await diff("--format", "json")).stdout);
    expect(json.summary).toEqual({ step: "minor", breaking: 0, unproved: 0, nonBreaking: 1 });
    expect(json.changes).toMatchObject([{ rule: "document-added", what: "is new since HEAD" }]);
    const markdown = (await diff("--format", "markdown")).stdout;
    expect(markdown).toContain("1 compatible change — `git:HEAD:./spec/api.yaml` → `spec/api.yaml`");
    expect(markdown).toContain("`the document` is new since HEAD `document-added` `spec/api.yaml:1`");
  });
});
