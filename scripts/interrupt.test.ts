import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalServer, localServer } from "../contract-tests/kit/fixture/local-server.ts";
import type { RunReport } from "../contract-tests/kit/report/run-report.ts";
import { CLI, ROOT } from "./testing/run-cli.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "interrupt-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A server that takes its time, and from the given request on gives no answers any more. */
async function slow(silentFrom = Number.POSITIVE_INFINITY): Promise<LocalServer> {
  let count = 0;
  return localServer(async () => {
    if (++count >= silentFrom) return undefined;
    await setTimeout(20);
    const errors = [{ code: 5400, message: "no" }];
    return { status: 400, body: { success: false, errors, messages: [], result: null } };
  });
}

/** Starts `test`, and interrupts it when the server has got so many requests. */
async function interrupted(server: LocalServer, requests: number, signals: NodeJS.Signals[], ...args: string[]) {
  const reports = ["json", "junit", "html"].map((kind) => `${kind}=${join(folder, kind)}`).join(",");
  const auth = ["-H", "Authorization: Bearer some-token"];
  const child: ChildProcess = spawn(
    process.execPath,
    [CLI, "test", "--target", server.url, ...auth, "--reporter", `terminal,${reports}`, ...args],
    { cwd: ROOT, env: { ...process.env, NO_COLOR: "1" } },
  );
  let out = "";
  let err = "";
  child.stdout?.on("data", (text) => (out += text));
  child.stderr?.on("data", (text) => (err += text));
  const ended = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  while (server.received.length < requests && child.exitCode === null) await setTimeout(10);
  for (const signal of signals) {
    child.kill(signal);
    while (!err.includes("no case is begun any more") && child.exitCode === null) await setTimeout(10);
  }
  const [code, signal] = await ended;
  return { code, signal, out, err };
}

const read = (name: string) => readFile(join(folder, name), "utf8");

const KINDS: { what: string; args: string[]; requests: number }[] = [
  { what: "cases", args: [], requests: 40 },
  { what: "random requests", args: ["--fuzz", "100000", "--only", "createDirectUpload/fuzz/bytes"], requests: 40 },
  { what: "a workflow", args: ["--workflow"], requests: 1 },
];

describe("test, interrupted", () => {
  it.each(KINDS)("writes every report of what was done: $what", async ({ args, requests }) => {
    const { code, signal, out, err } = await interrupted(await slow(), requests, ["SIGTERM"], ...args);
    expect({ code, signal }).toEqual({ code: 2, signal: null });
    expect(err).toContain("SIGTERM: no case is begun any more, the reports are written");
    expect(out).toMatch(/\d+ (passed|failed)/);
    const { summary, cases } = JSON.parse(await read("json")) as RunReport;
    expect(summary.cases).toBe(cases.length);
    expect(cases.some(({ request }) => request !== undefined)).toBe(true);
    expect(summary.cutShort).toMatch(/^interrupted by SIGTERM/);
    expect(await read("html")).toContain("interrupted by SIGTERM");
    expect(await read("junit")).toContain("interrupted by SIGTERM");
    expect(out).toContain("Cut short: interrupted by SIGTERM");
  });

  it("does not wait for answers that do not come", async () => {
    const server = await slow(30);
    const { code } = await interrupted(server, 31, ["SIGINT"], "--timeout", "10m");
    expect(code).toBe(2);
    const { cases } = JSON.parse(await read("json")) as RunReport;
    expect(cases.some(({ reason }) => reason === "not finished: interrupted by SIGINT")).toBe(true);
  });

  it("ends at once at the second signal", async () => {
    const { signal } = await interrupted(await slow(30), 31, ["SIGINT", "SIGINT"], "--timeout", "10m");
    expect(signal).toBe("SIGINT");
  });
});
