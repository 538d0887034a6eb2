import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cli } from "../testing/run-cli.ts";

const DOCUMENT = `openapi: 3.1.1
info: { title: t, version: "1" }
paths: {}
components:
  schemas:
    Warned: { type: array, minLength: 1 }
`;

let file = "";
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lint-"));
  file = join(folder, "document.yaml");
  await writeFile(file, DOCUMENT);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("lint", () => {
  it("is content with the project's own documents", async () => {
    expect(await cli(["lint"])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("does not contradict itself"),
    });
  });

  it("says where, what and how to mend it; a warning breaks nothing unless it is asked to", async () => {
    const { code, stdout } = await cli(["lint", file]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^warning keyword-without-effect {2}.*document\.yaml:6:28 .*\n {2}minLength has no effect here/,
    );
    expect(stdout).toMatch(/see {5}.*document\.yaml:6:15\n/);
    expect(stdout).toContain("0 errors, 1 warning\n");
    const strict = await cli(["lint", file, "--strict"]);
    expect(strict).toMatchObject({ code: 1, stdout: expect.stringContaining("1 error, 0 warnings") });
  });

  it("speaks to machines", async () => {
    const json = await cli(["lint", file, "--format", "json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      summary: { errors: 0, warnings: 1 },
      problems: [{ rule: "keyword-without-effect", line: 6, pointer: "/components/schemas/Warned/minLength" }],
    });
    const github = await cli(["lint", file, "--format", "github"]);
    expect(github.stdout).toMatch(
      /^::warning file=.*document\.yaml,line=6,col=28,title=keyword-without-effect::minLength has/,
    );
  });

  it("cannot run on what is no document, and says so", async () => {
    expect(await cli(["lint", join(folder, "none.yaml")])).toMatchObject({ code: 2, stdout: "" });
  });
});
