import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { waitForTarget } from "./wait-for-target.ts";

const NEVER = new AbortController().signal;
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that has not been started; and where it will be. */
async function server(statuses: number[]): Promise<{ url: string; start: () => void; asked: number[] }> {
  const asked: number[] = [];
  const http = createServer((_request, response) => {
    const status = statuses[Math.min(asked.length, statuses.length - 1)] ?? 200;
    asked.push(status);
    response.writeHead(status).end();
  });
  servers.push(http);
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  const { port } = http.address() as AddressInfo;
  await new Promise((done) => http.close(done));
  return { url: `http://127.0.0.1:${port}/v1`, start: () => void http.listen(port, "127.0.0.1"), asked };
}

it("waits for a server that starts later, and for what stands behind its proxy", async () => {
  const { url, start, asked } = await server([503, 502, 404]);
  let isOver = false;
  const waiting = waitForTarget(url, 30_000, NEVER).then(() => {
    isOver = true;
  });
  await sleep(300);
  expect(isOver).toBe(false);
  start();
  await waiting;
  expect(asked).toEqual([503, 502, 404]);
});

it("gives up in time, and when the run is interrupted", async () => {
  const { url } = await server([200]);
  await waitForTarget(url, 300, NEVER);
  await waitForTarget(url, 30_000, AbortSignal.abort());
});

it("does not wait for what will not change", async () => {
  const { url, start, asked } = await server([401]);
  start();
  await waitForTarget(url, 30_000, NEVER);
  expect(asked).toEqual([401]);
});
