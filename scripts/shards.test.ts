import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalHandler, localServer } from "../contract-tests/kit/fixture/local-server.ts";
import type { RunReport } from "../contract-tests/kit/report/run-report.ts";
import { cli } from "./testing/run-cli.ts";

const DOCUMENT = `openapi: 3.1.1
info: { title: Notes, version: "1" }
paths:
  /notes:
    get:
      operationId: listNotes
      parameters: [{ name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 50 } }]
      responses: { "200": { description: notes }, "400": { description: refused } }
  /notes/{note}:
    get:
      operationId: getNote
      parameters: [{ name: note, in: path, required: true, schema: { type: string, minLength: 2, maxLength: 9 } }]
      responses: { "200": { description: a note }, "404": { description: none } }
`;

/** Takes any limit, and has no notes. */
const handler: LocalHandler = ({ method, url }) =>
  method === "GET"
    ? { status: url.startsWith("/notes/") ? 404 : 200, body: {} }
    : { status: 405, headers: { Allow: "GET" } };

let folder = "";
let file = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shards-"));
  file = join(folder, "api.yaml");
  await writeFile(file, DOCUMENT);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A report without what two runs cannot have in common. */
async function timeless(name: string): Promise<RunReport> {
  const text = await readFile(join(folder, name), "utf8");
  const bare = text
    .replaceAll(/\[\s*"Date",\s*"[^"]*"\s*\]/g, '["Date",""]')
    .replaceAll(/"durationMs": ?[\d.]+/g, '"durationMs":0');
  return JSON.parse(bare) as RunReport;
}

describe("test --shard", () => {
  it("gives parts whose merged reports are those of the whole", async () => {
    const { url } = await localServer(handler);
    const test = (report: string, ...args: string[]) =>
      cli(["test", file, "--target", url, "--seed", "s", "--reporter", `json=${join(folder, report)}`, ...args]);
    const whole = await test("whole.json");
    const parts = await Promise.all([1, 2, 3].map((index) => test(`${index}.json`, "--shard", `${index}/3`)));
    const merged = (kind: string) =>
      cli(["report", ...[3, 1, 2].map((index) => join(folder, `${index}.json`)), "--reporter", kind]);
    expect(await merged(`json=${join(folder, "merged.json")}`)).toMatchObject({ code: whole.code });
    expect(whole.code).toBe(1);
    expect(parts.map(({ code }) => code).every((code) => code === 1 || code === 2)).toBe(true);
    const expected = await timeless("whole.json");
    expect(expected.summary.untested?.map(({ operation }) => operation)).toEqual(["getNote"]);
    expect(expected.summary.undecided).toBeGreaterThan(3);
    expect(await timeless("merged.json")).toEqual(expected);
  });
});

describe("test --only, --skip, --max-time", () => {
  it("chooses cases, and says that nothing is left", async () => {
    const { url } = await localServer(handler);
    const run = (...args: string[]) => cli(["test", file, "--target", url, ...args]);
    const without = await run("--skip", "getNote/**", "--skip", "listNotes/query/limit/**");
    expect(without.stdout).toContain("The contract is kept.");
    expect(without.code).toBe(0);
    const only = await run("--only", "getNote/**");
    expect(only).toMatchObject({ code: 2, stdout: "" });
    expect(only.stderr).toContain("Name something that is there: --param note=…");
    expect(await run("--only", "listNotes/**", "--skip", "**")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/cases are skipped: left out by a pattern \[nothing-to-send\]/),
    });
    expect((await run("--only", "nobody/**")).stderr).toMatch(/means none of the \d+ cases \[bad-options\]/);
  });

  it("keeps what was done when the time is over", async () => {
    const { url } = await localServer((request, response) =>
      new Promise<void>((done) => setTimeout(done, 60)).then(() => handler(request, response)),
    );
    const report = join(folder, "cut.json");
    const args = ["--skip", "listNotes/query/limit/**", "--skip", "getNote/**", "--concurrency", "1"];
    const { code } = await cli([
      "test",
      file,
      "--target",
      url,
      "--max-time",
      "500ms",
      "--reporter",
      `json=${report}`,
      ...args,
    ]);
    const { summary } = JSON.parse(await readFile(report, "utf8")) as RunReport;
    expect(code).toBe(2);
    expect(summary.failed).toBe(0);
    expect(summary.passed + summary.skipped).toBe(summary.cases);
    expect(summary.cutShort).toMatch(/^the time of 0\.5 s was over before \d+ cases$/);
  });
});
