import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createRandom, type HostileRequest, hostileRequest } from "./testing/hostile-requests.ts";
import type { SoakMessage } from "./testing/soak-server.ts";

/** How many requests; `SOAK_REQUESTS=100000` for the long run, `SOAK_SEED` for others. */
const REQUESTS = Number(process.env["SOAK_REQUESTS"] ?? 5000);
const SEED = Number(process.env["SOAK_SEED"] ?? 1);
const AT_ONCE = 32;
/** Milliseconds until a connection counts as hanging; the mock itself gives up on a request after 2,000. */
const PATIENCE_MS = 10_000;
const MEGABYTE = 1024 * 1024;

let server: ChildProcess;
let port = 0;
let stderr = "";

beforeAll(async () => {
  server = fork(fileURLToPath(new URL("./testing/soak-server.ts", import.meta.url)), {
    execArgv: ["--expose-gc"],
    // The C library otherwise keeps the holes that freed bodies leave, one pool per thread, which looks like a
    // leak: all of what grew lay in its heap. So, bodies get mappings of their own, which go when they are freed.
    env: { ...process.env, MALLOC_ARENA_MAX: "1", MALLOC_TRIM_THRESHOLD_: "131072", MALLOC_MMAP_THRESHOLD_: "8192" },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  server.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const [message] = (await once(server, "message")) as [SoakMessage];
  port = message.port ?? 0;
});

afterAll(async () => {
  if (server.exitCode !== null) return;
  const exited = once(server, "exit");
  server.disconnect();
  await exited;
});

async function ask(): Promise<SoakMessage> {
  const answer = once(server, "message");
  server.send("measure");
  return ((await answer) as [SoakMessage])[0];
}

/** Sends one; resolves with the first status, or `undefined` for an end without one. Rejects when nothing happens. */
function send({ name, bytes, manner }: HostileRequest): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(text === "" ? undefined : Number(text.slice(9, 12)));
    };
    const timer = setTimeout(() => {
      socket.destroy();
      reject(
        new Error(
          `${name}: neither an answer nor an end after ${PATIENCE_MS} ms: ${bytes.toString("latin1").slice(0, 300)}`,
        ),
      );
    }, PATIENCE_MS);
    socket.on("error", () => undefined).on("close", finish);
    socket.on("data", (chunk: Buffer) => {
      if (text.length < 64) text += chunk.toString("latin1").slice(0, 64);
      if (text.length >= 12) finish();
    });
    socket.on("connect", async () => {
      if (manner === "leave") {
        socket.write(bytes, () => socket.destroy());
      } else if (manner === "whole") {
        // A request that ends too early shall not wait for its rest.
        socket.end(bytes);
      } else {
        const size = Math.max(1, Math.ceil(bytes.length / 4));
        for (let at = 0; at < bytes.length && !socket.destroyed; at += size) {
          socket.write(bytes.subarray(at, at + size));
          await wait(2);
        }
        socket.end();
      }
    });
  });
}

async function soak(count: number, seed: number): Promise<Map<string, number>> {
  const random = createRandom(seed);
  const statuses = new Map<string, number>();
  let left = count;
  const workers = Array.from({ length: AT_ONCE }, async () => {
    while (left-- > 0) {
      const request = hostileRequest(random);
      const status = await send(request);
      if (status !== undefined && (status >= 500 || Number.isNaN(status)))
        throw new Error(`${request.name}: ${status}`);
      statuses.set(String(status), (statuses.get(String(status)) ?? 0) + 1);
    }
  });
  await Promise.all(workers);
  return statuses;
}

it(`${REQUESTS} hostile requests leave nothing behind`, { timeout: 60_000 + REQUESTS * 20 }, async () => {
  // What is loaded and compiled with the first requests is no leak.
  await soak(1000, SEED + 1);
  const before = await ask();
  const began = performance.now();
  const statuses = await soak(REQUESTS, SEED);
  const seconds = (performance.now() - began) / 1000;
  const after = await ask();
  const told = Object.fromEntries([...statuses].sort());
  const megabytes = (bytes = 0) => Number((bytes / MEGABYTE).toFixed(1));
  const memory = [before, after].map(({ memory }) => ({ heap: megabytes(memory?.heap), rss: megabytes(memory?.rss) }));
  if (process.env["SOAK_REQUESTS"])
    console.log({ requests: REQUESTS, seconds: Number(seconds.toFixed(1)), told, memory });

  expect({ exit: server.exitCode, stderr, failed: after.failed }).toEqual({ exit: null, stderr: "", failed: [] });
  expect(memory[1]?.heap).toBeLessThan((memory[0]?.heap ?? 0) + 50);
  expect(memory[1]?.rss).toBeLessThan((memory[0]?.rss ?? 0) + 50);
  expect(Object.keys(told)).toEqual(expect.arrayContaining(["200", "400", "404", "413", "431"]));
  const state = await fetch(`http://127.0.0.1:${port}/__mock/state`);
  expect(state.status).toBe(200);
});
