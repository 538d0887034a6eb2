import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalHandler, localServer } from "../contract-tests/kit/fixture/local-server.ts";
import type { RunReport } from "../contract-tests/kit/report/run-report.ts";
import { cli } from "./testing/run-cli.ts";

const DOCUMENT = `openapi: 3.1.1
info: { title: Notes, version: "1" }
security: [{ token: [] }]
paths:
  /notes:
    post:
      operationId: createNote
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } }
      responses: { "201": { description: made }, "400": { description: refused }, "401": { description: no }, "415": { description: no JSON } }
  /notes/{id}:
    put:
      operationId: changeNote
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } }
      responses: { "201": { description: made }, "400": { description: refused }, "401": { description: no }, "415": { description: no JSON } }
components:
  schemas:
    Note:
      type: object
      required: [title]
      properties:
        title: { type: string, maxLength: 5 }
        stars: { type: integer, minimum: 0 }
  securitySchemes: { token: { type: http, scheme: bearer } }
`;

/** Forgets the limit of the title, and shows the caller's token to everybody. */
const forgets: LocalHandler = ({ headers, body }) => {
  const shown = { "X-Debug": Buffer.from("Bearer s3cret-token").toString("base64"), Date: "" };
  if (headers.authorization !== "Bearer s3cret-token") return { status: 401, headers: shown };
  if (headers["content-type"] !== "application/json") return { status: 415, headers: shown };
  try {
    const { title, stars = 0 } = JSON.parse(body.toString()) as { title: unknown; stars?: unknown };
    const isRight = typeof title === "string" && Number.isInteger(stars) && (stars as number) >= 0;
    return { status: isRight ? 201 : 400, headers: shown };
  } catch {
    return { status: 400, headers: shown };
  }
};

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "report-"));
  await writeFile(join(folder, "api.yaml"), DOCUMENT);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = (name: string) => readFile(join(folder, name), "utf8");

/** A report without what two runs cannot have in common. */
const timeless = (text: string) =>
  text
    .replaceAll(/"durationMs": [\d.e-]+/g, '"durationMs": 0')
    .replaceAll(/time="[\d.]+"/g, 'time=""')
    .replaceAll(/"(date|keep-alive)",\s*"[^"]*"/gi, '"$1", ""');

describe("report", () => {
  it("makes of three shards what the run in one piece reports", async () => {
    const { url } = await localServer(forgets);
    const test = (...args: string[]) =>
      cli(["test", "api.yaml", "--target", url, "-H", "Authorization: Bearer s3cret-token", "--seed", "s", ...args], {
        cwd: folder,
      });
    const whole = await test("--reporter", "terminal,json=whole.json,junit=whole.xml,html=whole.html");
    expect(whole.code).toBe(1);
    for (const shard of ["1", "2", "3"]) await test("--shard", `${shard}/3`, "--reporter", `json=${shard}.json`);
    const shards = await Promise.all(
      ["1", "2", "3"].map(async (each) => JSON.parse(await read(`${each}.json`)) as RunReport),
    );
    for (const { cases } of shards) expect(cases.length).toBeGreaterThan(5);
    const files = ["3.json", "1.json", "2.json"];
    const merged = await cli(["report", ...files, "--reporter", "terminal,json=merged.json,junit=merged.xml"], {
      cwd: folder,
    });
    expect(merged.code).toBe(1);
    expect(timeless(await read("merged.json"))).toBe(timeless(await read("whole.json")));
    expect(timeless(await read("merged.xml"))).toBe(timeless(await read("whole.xml")));
    const untimed = (text: string) => text.replaceAll(/in [\d.]+ m?s/g, "");
    expect(untimed(merged.stdout)).toBe(untimed(whole.stdout));
    expect(merged.stdout).toContain("rejected-when-invalid  createNote and 1 more › body/title/maxLength");
    expect(merged.stdout).toContain("where    api.yaml:26:32");

    // The page holds its data packed.
    const packed =
      /<script type="application\/gzip\+base64" id="report">([^<]+)</.exec(await read("whole.html"))?.[1] ?? "";
    await writeFile(join(folder, "whole.html.json"), gunzipSync(Buffer.from(packed, "base64")));
    for (const name of ["whole.html.json", "whole.json", "whole.xml", "whole.html", "merged.json"]) {
      const text = await read(name);
      expect(text.includes("s3cret-token")).toBe(false);
      expect(text.includes(Buffer.from("s3cret-token").toString("base64").slice(2, -4))).toBe(false);
    }
  }, 240_000);

  it("annotates the lines of the document in a workflow of GitHub", async () => {
    const { url } = await localServer(forgets);
    const summary = join(folder, "summary.md");
    const { code, stdout } = await cli(
      ["test", "api.yaml", "--target", url, "-H", "Authorization: Bearer s3cret-token", "--reporter", "github"],
      { cwd: folder, env: { GITHUB_WORKSPACE: folder, GITHUB_STEP_SUMMARY: summary } },
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^::error file=api\.yaml,line=26,col=32,title=rejected-when-invalid%3A createNote and 1 more/m,
    );
    expect(await read("summary.md")).toMatch(/^## ❌ The contract is broken\n/);
  }, 120_000);

  it("says which shard is missing, and exits 2", async () => {
    const report = { format: "contract-kit-report-1", contract: {}, operations: [], cases: [], stale: [], leftOut: 0 };
    const summary = { cases: 0, shard: "1/2" };
    await writeFile(join(folder, "half.json"), JSON.stringify({ ...report, summary }));
    const { code, stderr } = await cli(["report", "half.json"], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^report: shard 2\/2 is missing: half\.json is 1\/2 \[bad-options\]\n {2}hint: /);
  }, 60_000);
});
