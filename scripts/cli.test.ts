import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadArtefacts } from "../contract-tests/artefacts.ts";
import { createMock } from "../contract-tests/mock/server.ts";
import { CLI, cli, ROOT } from "./testing/run-cli.ts";

const GENERATED = join(ROOT, "generated/direct-upload");

const OTHER = `openapi: 3.0.3
info: { title: Other, version: "1" }
paths:
  /things:
    post:
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { size: { type: integer, maximum: 3 } } } } } }
      responses: { "201": { description: made }, "422": { description: refused } }
`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cli-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("test", () => {
  it("without a target runs the contract against the mock", async () => {
    const { code, stdout } = await cli(["test", "--only", "*/credentials/**"]);
    expect(stdout).toMatch(/the mock is started on http:\/\/127\.0\.0\.1:\d+/);
    expect(stdout).toMatch(/The contract is kept\./);
    expect(code).toBe(0);
  });

  it("that is cut short proves nothing, and exits 2", async () => {
    const { code, stdout } = await cli(["test", "--only", "*/credentials/**", "--max-time", "1ms"]);
    expect(stdout).toMatch(/Cut short: the time of 0\.001 s was over before \d+ cases\.\nNot all was run\./);
    expect(code).toBe(2);
  });

  it.each([
    [["--server", "https://other.example"], "--server https://other.example: the document has no such server"],
    [["--credential", "other=x"], "--credential other: the document has no such security scheme"],
  ])("refuses %j, and exits 2", async (args, message) => {
    const { code, stderr } = await cli(["test", "--target", "http://127.0.0.1:9", ...args]);
    expect(stderr).toContain(`${message} [bad-options]\n  hint: Its `);
    expect(code).toBe(2);
  });

  it("says in one line that a target cannot be reached, and exits 2", async () => {
    const { code, stderr } = await cli(["test", "--target", "http://127.0.0.1:9", "-H", "Authorization: Bearer x"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/127\.0\.0\.1:9.*\n {2}hint: /);
    expect(stderr.trim().split("\n")).toHaveLength(2);
  });
});

describe("mock", () => {
  it("says that a port is taken, and exits 2", async () => {
    const mock = await createMock({ artefacts: await loadArtefacts(GENERATED) });
    const { code, stderr } = await cli(["mock", "-p", String(mock.port)]);
    await mock.close();
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^127\.0\.0\.1:\d+: the port is taken; choose another one, or 0 for a free one \[cannot-listen\]\n$/,
    );
  });

  it("serves a document that nothing was generated from yet, logs each request, and ends on SIGTERM", async () => {
    const file = join(folder, "other.yaml");
    await writeFile(file, OTHER);
    const child = spawn(process.execPath, [CLI, "mock", file, "-p", "0"], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: "1", CONTRACT_KIT_CACHE: "" },
    });
    let log = "";
    child.stdout.on("data", (chunk: Buffer) => {
      log += chunk.toString();
    });
    await expect.poll(() => log, { timeout: 10_000 }).toMatch(/POST {3}\/things/);
    const url = /http:\S+/.exec(log)?.[0] ?? "";
    const send = (body: unknown) =>
      fetch(`${url}/things`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    expect((await send({ size: 3 })).status).toBe(201);
    expect((await send({ size: 4 })).status).toBe(422);
    await expect.poll(() => log).toMatch(/422 POST \/things .*body\/size: must be <= 3 \[maximum\]/);
    child.kill("SIGTERM");
    expect(await new Promise((ended) => child.once("exit", ended))).toBe(0);
  });
});

describe("usage", () => {
  it.each([[["bogus"]], [["generate", "--bogus"]], [["mock", "-p", "x"]], [["test", "-H", "no colon"]]])(
    "%j exits 2",
    async (args) => {
      const { code, stderr } = await cli(args);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^error: /);
    },
  );

  it.each([["generate"], ["mock"], ["test"]])("%s --help has an example", async (command) => {
    const { code, stdout } = await cli([command, "--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Examples:\n {2}contract-kit /);
  });

  it("on a Node that is too old, says what it needs and exits 2", async ({ skip }) => {
    const old = await oldNode();
    if (old === undefined) return skip("no Node older than 22.19 on this machine");
    const { code, stderr } = await cli(["--help"], { node: old });
    expect(code).toBe(2);
    expect(stderr).toMatch(/needs Node 22\.19 or later, but this is v\d+\./);
  });
});

/** A Node of the machine that is too old, if it has one. */
async function oldNode(): Promise<string | undefined> {
  for (const path of (process.env["PATH"] ?? "").split(delimiter)) {
    const node = join(path, "node");
    const version = await new Promise<string>((done) =>
      execFile(node, ["--version"], (_error, stdout) => done(stdout)),
    );
    const [, major = NaN, minor = NaN] = /^v(\d+)\.(\d+)/.exec(version)?.map(Number) ?? [];
    if (major < 22 || (major === 22 && minor < 19)) return node;
  }
  return undefined;
}
