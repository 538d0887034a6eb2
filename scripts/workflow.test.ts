import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunReport } from "../contract-tests/kit/report/run-report.ts";
import { type Ended, ROOT, cli as runCli } from "./testing/run-cli.ts";

/** Runs the command line in a folder with a document and its workflows. */
function cli(...args: string[]): Promise<Ended> {
  return runCli(args, { cwd: folder });
}

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "workflow-"));
  for (const name of ["direct-upload.yaml", "direct-upload.arazzo.yaml"]) {
    await cp(join(ROOT, "spec", name), join(folder, name));
  }
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  expect((await cli("generate", "direct-upload.yaml")).code).toBe(0);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function changedFlow(name: string, from: string | RegExp, to: string): Promise<string> {
  const text = await readFile(join(folder, "direct-upload.arazzo.yaml"), "utf8");
  expect(text.replace(from, to)).not.toBe(text);
  await writeFile(join(folder, name), text.replace(from, to));
  return name;
}

describe("test --workflow", () => {
  it("runs the workflows beside a document against the mock, which remembers", async () => {
    const { code, stdout } = await cli(
      "test",
      "direct-upload.yaml",
      "--workflow",
      "--reporter",
      "terminal,json=report.json",
    );
    expect(stdout).toMatch(/the mock is started on http:\/\/127\.0\.0\.1:\d+/);
    expect(stdout).toMatch(
      /✔ customId +14 passed\n {2}✔ givenId +7 passed\n {2}✔ deletedDraft +3 passed\n {2}✔ links +5 passed\n {2}✔ pages +14 passed/,
    );
    expect(stdout).toMatch(/The contract is kept\./);
    expect(code).toBe(0);
    const report = JSON.parse(await readFile(join(folder, "report.json"), "utf8")) as RunReport;
    expect(report).toMatchObject({ summary: { cases: 43, passed: 43, failed: 0, skipped: 0 }, failures: [] });
  });

  it("takes the document that the file names, and reports what does not hold", async () => {
    const file = await changedFlow("wrong.yaml", "draft == true", "draft == false");
    const args = ["--only", "workflow/customId", "--reporter", "terminal,json=wrong.json"];
    const { code, stdout } = await cli("test", "--workflow", file, ...args);
    expect(code).toBe(1);
    expect(stdout).toMatch(/success-criteria {2}customId/);
    expect(stdout).toMatch(
      /what +\$response\.body#\/result\/draft == false does not hold: \$response\.body#\/result\/draft is true\n/,
    );
    expect(stdout).toMatch(/curl +curl .*\n +-H "Authorization: Bearer \$API_TOKEN"/);
    const { failures } = JSON.parse(await readFile(join(folder, "wrong.json"), "utf8")) as RunReport;
    expect(failures).toMatchObject([
      {
        ...{ case: "workflow/customId/draftBefore/getImage", operation: "customId", check: "success-criteria" },
        where: "wrong.yaml#/workflows/0/steps/1/successCriteria/2",
        response: { status: 200 },
      },
    ]);
  });

  it("shares a list of known failures with the runs of cases", async () => {
    const list = [
      { case: "workflow/customId/draftBefore", reason: "a try" },
      { case: "createDirectUpload/body", reason: "not of a workflow" },
    ];
    await writeFile(join(folder, "known.json"), JSON.stringify(list));
    const file = await changedFlow("wrong.yaml", "draft == true", "draft == false");
    const args = ["--only", "workflow/customId", "--known-failing", "known.json"];
    const { code, stdout } = await cli("test", "--workflow", file, ...args);
    expect(stdout).toMatch(/1 known failing/);
    expect(code).toBe(0);
  });

  it("says what is wrong with a workflow document: file, line, place, hint", async () => {
    const file = await changedFlow("broken.yaml", "operationId: listImages", "operationId: listPictures");
    const { code, stdout, stderr } = await cli("test", "--workflow", file);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(
      /^broken\.yaml:\d+:\d+ \/workflows\/0\/steps\/3\/operationId: the document has no operation listPictures \[unknown-operation\]\n {2}hint: The operations are: createDirectUpload, .*\n$/,
    );
  });

  it.each<[string, string[], RegExp]>([
    ["a file that is not there", ["--workflow", "nowhere.yaml"], /^--workflow nowhere\.yaml: cannot be read: /],
    ["no file beside the document", ["other.yaml", "--workflow"], /^--workflow other\.arazzo\.yaml: cannot be read: /],
    [
      "a workflow of another document",
      ["other.yaml", "--workflow", "direct-upload.arazzo.yaml"],
      /^--workflow direct-upload\.arazzo\.yaml: is about direct-upload\.yaml, not about other\.yaml \[bad-options\]/,
    ],
    [
      "an unknown input",
      ["direct-upload.yaml", "--workflow", "--param", "acount_id=x"],
      /^parameter acount_id: no workflow has such an input \[bad-options\]\n {2}hint: Inputs are: account_id, run, image\./,
    ],
    [
      "a target that is not there",
      ["direct-upload.yaml", "--workflow", "-t", "http://127.0.0.1:9", "-H", "Authorization: Bearer x"],
      /^target http:\/\/127\.0\.0\.1:9: cannot be reached: .* \[unreachable-target\]\n {2}hint: /,
    ],
  ])("refuses %s in two lines, and exits 2", async (_what, args, message) => {
    const { code, stderr } = await cli("test", ...args);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(2);
    expect(code).toBe(2);
  });
});
