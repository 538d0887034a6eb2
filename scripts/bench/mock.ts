import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * `npm run bench:mock`: our mock and the stock Prism CLI, each a process of its own, side by side in one
 * run, on the same document. Turns are taken in short rounds, so that what else the machine does hits both
 * alike, and the middle round counts. Exit code 1 when a target is missed.
 */

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CONNECTIONS = 10;
const ROUNDS = 7;
const ROUND_MS = 1000;
const STARTS = 5;

interface Bench {
  name: string;
  args: string[];
}

interface Running {
  child: ChildProcess;
  url: string;
  /** Milliseconds from the start of the process until it listened, and until its first answer. */
  listening: number;
  answering: number;
}

interface Call {
  status: number;
  body: Buffer;
}

const PRISM_BIN = join(
  dirname(createRequire(import.meta.url).resolve("@stoplight/prism-cli/package.json")),
  "dist/index.js",
);
const OURS: Bench = { name: "contract-kit mock", args: [join(ROOT, "scripts/contract-kit.js"), "mock", "-p", "0"] };
const PRISM: Bench = {
  name: "prism mock",
  args: [PRISM_BIN, "mock", join(ROOT, "generated/direct-upload/openapi.json"), "-p", "0", "--multiprocess=false"],
};

const PATH = "/accounts/9a7806061c88ada191ed06f989cc3dac/images/v2/direct_upload";
const VALID: Call = { status: 200, body: form({ creator: "user-42", requireSignedURLs: "false" }) };
// Of the same length, and wrong to both.
const INVALID: Call = { status: 400, body: form({ creator: "user-42", requireSignedURLs: "wrong" }) };

function form(fields: Record<string, string>): Buffer {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return Buffer.from(`${parts.join("")}--b--\r\n`);
}

async function start({ name, args }: Bench): Promise<Running> {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
  });
  const url = await new Promise<string>((found, fail) => {
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-5000);
      const match = /\bon (http:\/\/[^\s:]+:\d+)/.exec(output);
      if (match?.[1]) found(match[1]);
    });
    child.once("exit", (code) => fail(new Error(`${name} ended with ${code}`)));
  });
  const listening = performance.now() - began;
  const agent = new Agent();
  await send(agent, url, VALID);
  agent.destroy();
  return { child, url, listening, answering: performance.now() - began };
}

async function stop({ child }: Running): Promise<void> {
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}

function send(agent: Agent, url: string, { status, body }: Call): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: "Bearer bench",
      "content-type": "multipart/form-data; boundary=b",
      "content-length": body.length,
    };
    const outgoing = request(url + PATH, { method: "POST", agent, headers }, (response) => {
      response.resume();
      if (response.statusCode !== status) reject(new Error(`${url}: ${response.statusCode} in place of ${status}`));
      response.on("end", resolve);
    });
    outgoing.on("error", reject).end(body);
  });
}

/** Calls per second, all connections together. */
async function throughput({ url }: Running, call: Call, ms: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const began = performance.now();
  let calls = 0;
  const connections = Array.from({ length: CONNECTIONS }, async () => {
    while (performance.now() - began < ms) {
      await send(agent, url, call);
      calls++;
    }
  });
  await Promise.all(connections);
  agent.destroy();
  return (calls * 1000) / (performance.now() - began);
}

/** Resident memory in MB, where the system tells it; the process's own children included in none. */
async function residentMegabytes({ child }: Running): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

/** Alternates between the two. */
async function both(rounds: number, measure: (which: 0 | 1) => Promise<number>): Promise<[number, number]> {
  const results: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    for (const which of [0, 1] as const) results[which].push(await measure(which));
  }
  return [median(results[0]), median(results[1])];
}

async function startTimes(): Promise<{ listening: [number, number]; answering: [number, number] }> {
  const listening: [number[], number[]] = [[], []];
  const answering = await both(STARTS, async (which) => {
    const running = await start([OURS, PRISM][which] as Bench);
    listening[which].push(running.listening);
    await stop(running);
    return running.answering;
  });
  return { listening: [median(listening[0]), median(listening[1])], answering };
}

interface Line {
  what: string;
  unit: string;
  values: [number, number];
  /** What the ratio ours : Prism has to be. */
  target?: { atLeast: number } | { below: number };
}

function show(lines: Line[]): boolean {
  let met = true;
  console.log(`${"".padEnd(34)}${"ratio".padStart(8)}${"ours".padStart(10)}${"Prism".padStart(10)}   target`);
  for (const { what, unit, values, target } of lines) {
    const ratio = values[0] / values[1];
    const isMet = !target || ("atLeast" in target ? ratio >= target.atLeast : ratio < target.below);
    met &&= isMet;
    const wanted = !target ? "" : "atLeast" in target ? `>= ${target.atLeast}` : `< ${target.below}`;
    const numbers = values.map((value) => value.toFixed(0).padStart(10)).join("");
    const title = `${what} (${unit})`.padEnd(34);
    console.log(`${title}${`${ratio.toFixed(2)}x`.padStart(8)}${numbers}   ${wanted}${isMet ? "" : "  MISSED"}`);
  }
  return met;
}

const { listening, answering } = await startTimes();
const running = await Promise.all([start(OURS), start(PRISM)]);
try {
  const idle = await both(1, (which) => residentMegabytes(running[which]));
  const measure = (call: Call) => both(ROUNDS, (which) => throughput(running[which], call, ROUND_MS));
  // What is compiled on the way does not count.
  for (const one of running) for (const call of [VALID, INVALID]) await throughput(one, call, ROUND_MS);
  const valid = await measure(VALID);
  const invalid = await measure(INVALID);
  const busy = await both(1, (which) => residentMegabytes(running[which]));
  const met = show([
    { what: "valid calls", unit: "1/s", values: valid, target: { atLeast: 2 } },
    { what: "invalid calls", unit: "1/s", values: invalid, target: { atLeast: 4 } },
    { what: "start to first answer", unit: "ms", values: answering, target: { below: 0.7 } },
    { what: "start to listening", unit: "ms", values: listening },
    { what: "memory after the first answer", unit: "MB", values: idle },
    { what: "memory after the load", unit: "MB", values: busy },
  ]);
  process.exitCode = met ? 0 : 1;
} finally {
  await Promise.all(running.map(stop));
}
