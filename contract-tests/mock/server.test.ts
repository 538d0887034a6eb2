import { rm } from "node:fs/promises";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Artefacts } from "../artefacts.ts";
import { createMock, type Mock, type MockOptions } from "./server.ts";
import { handmadeArtefacts } from "./testing/handmade-artefacts.ts";
import { itemDocument } from "./testing/item-document.ts";
import { readAnswer } from "./testing/raw-request.ts";
import { type StartedMock, startMock, TOKEN } from "./testing/start-mock.ts";

let artefacts: Artefacts;
const running: Mock[] = [];

beforeAll(async () => {
  artefacts = await handmadeArtefacts(itemDocument("http://127.0.0.1/"));
});

afterEach(() => Promise.all(running.splice(0).map((mock) => mock.close())));

afterAll(() => rm(artefacts.folder, { recursive: true }));

async function start(options: Partial<MockOptions> = {}): Promise<StartedMock> {
  const started = await startMock(artefacts, options);
  running.push(started.mock);
  return started;
}

describe("refusals", () => {
  it.each<[string, number, string | null, unknown, string | null]>([
    ["/items/1234", 400, "application/problem+json", { name: "bad" }, "path/id/maxLength"],
    ["/default?n=x", 400, "application/json", { name: "default" }, "query/n/type"],
    ["/class?n=x", 400, "application/json", { name: "class" }, "query/n/type"],
    [
      "/undocumented",
      400,
      "application/problem+json",
      expect.objectContaining({ status: 400, violations: [expect.objectContaining({ keyword: "required" })] }),
      "query/required",
    ],
    ["/nothing", 404, "application/problem+json", expect.objectContaining({ status: 404 }), null],
  ])("%s", async (path, status, type, body, violation) => {
    const { ask, events } = await start();
    const answer = await ask(path, TOKEN);
    expect([answer.status, answer.type, answer.body, answer.headers.get("x-contract-violation")]).toEqual([
      status,
      type,
      body,
      violation,
    ]);
    expect(events.at(-1)).toMatchObject({ kind: "answered", status, refused: status === 404 ? "not-found" : "data" });
  });

  it("challenge those without credentials", async () => {
    const { ask } = await start({ credentials: { token: "secret", key: "secret" } });
    for (const headers of [{}, { authorization: "Bearer wrong" }]) {
      const answer = await ask("/items/1?key=wrong", headers);
      expect(answer).toMatchObject({ status: 401, body: { title: expect.stringContaining("credentials") } });
      expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="contract"');
      expect(answer.headers.get("x-contract-violation")).toBe("credentials/security");
    }
    expect(await ask("/items/1", TOKEN)).toMatchObject({ status: 200 });
    expect(await ask("/items/1?key=secret")).toMatchObject({ status: 200 });
  });

  it("tell the methods that a path has", async () => {
    const { ask } = await start();
    const answer = await ask("/items/1", {}, "POST");
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "DELETE, GET, HEAD, OPTIONS"]);
    const options = await ask("/items/1", {}, "OPTIONS");
    expect([options.status, options.headers.get("allow")]).toEqual([204, "DELETE, GET, HEAD, OPTIONS"]);
    expect(await ask("/nothing", {}, "OPTIONS")).toMatchObject({ status: 404 });
  });
});

describe("the log", () => {
  it("holds neither credentials nor queries", async () => {
    const { ask, events } = await start({ credentials: { token: "other" } });
    await ask("/items/1?key=hidden-key&secret=hidden-query", { authorization: "Bearer hidden-token" });
    await ask("/items/1234", { authorization: "Bearer hidden-token" });
    expect(events).toHaveLength(2);
    expect(JSON.stringify(events)).not.toContain("hidden");
  });

  it("cannot take the mock down", async () => {
    const { ask } = await start({
      log: () => {
        throw new Error("broken");
      },
    });
    expect(await ask("/items/1", TOKEN)).toMatchObject({ status: 200 });
  });
});

describe("starting and closing", () => {
  it("says which port is taken", async () => {
    const { mock } = await start();
    await expect(createMock({ artefacts, port: mock.port })).rejects.toThrow(
      `127.0.0.1:${mock.port}: the port is taken`,
    );
  });

  it("cuts idle connections and finishes what is under way", async () => {
    const { mock } = await start();
    await fetch(`${mock.url}/calls`, { method: "POST" });
    const idle = connect(mock.port, "127.0.0.1");
    const half = connect(mock.port, "127.0.0.1");
    half.write("GET /calls HTTP/1.1\r\n");
    const busy = connect(mock.port, "127.0.0.1");
    await Promise.all([idle, half, busy].map((socket) => new Promise((resolve) => socket.once("connect", resolve))));
    const cut = Promise.all(
      [idle, half].map(
        (socket) => new Promise((resolve) => socket.resume().on("error", resolve).once("close", resolve)),
      ),
    );
    busy.write("GET /items/1?key=k HTTP/1.1\r\nHost: a\r\nPrefer: dynamic=true\r\n\r\n");
    const answer = readAnswer(busy);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const began = performance.now();
    await Promise.all([mock.close(), mock.close(), cut]);
    expect((await answer).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(1000);
    await expect(fetch(mock.url)).rejects.toThrow();
  });

  it("waits no longer than it may for a body that does not come", async () => {
    const form = await handmadeArtefacts({
      operations: [
        {
          id: "slow",
          method: "POST",
          path: "/",
          body: { required: true, content: { "text/plain": { kind: "text" } } },
          responses: { "200": {} },
        },
      ],
    });
    const mock = await createMock({ artefacts: form, limits: { closeMs: 50 } });
    const socket = connect(mock.port, "127.0.0.1");
    socket
      .on("error", () => undefined)
      .write("POST / HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nab");
    await new Promise((resolve) => setTimeout(resolve, 30));
    const began = performance.now();
    await mock.close();
    expect(performance.now() - began).toBeLessThan(500);
    await rm(form.folder, { recursive: true });
  });
});
