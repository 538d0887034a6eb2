import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Artefacts } from "../../artefacts.ts";
import type { Mock, MockOptions } from "../server.ts";
import { handmadeArtefacts } from "../testing/handmade-artefacts.ts";
import { itemDocument } from "../testing/item-document.ts";
import { type StartedMock, startMock, TOKEN } from "../testing/start-mock.ts";

const NOW = Date.parse("2026-01-31T09:00:00Z");

let artefacts: Artefacts;
const running: Mock[] = [];
let called = 0;
const outside = createServer((_request, response) => {
  called++;
  response.end();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => outside.listen(0, "127.0.0.1", resolve));
  const { port } = outside.address() as AddressInfo;
  artefacts = await handmadeArtefacts(itemDocument(`http://127.0.0.1:${port}/`));
});

afterEach(() => Promise.all(running.splice(0).map((mock) => mock.close())));

afterAll(async () => {
  await new Promise((resolve) => outside.close(resolve));
  await rm(artefacts.folder, { recursive: true });
});

async function start(options: Partial<MockOptions> = {}): Promise<StartedMock> {
  const started = await startMock(artefacts, options);
  running.push(started.mock);
  return started;
}

describe("responses", () => {
  it("are the lowest success, in JSON first, from the first example", async () => {
    const { ask, events } = await start();
    for (const path of ["/items/1", "/v1/items/1", "/items/1"]) {
      expect(await ask(path, TOKEN)).toMatchObject({ status: 200, type: "application/json", body: { name: "one" } });
    }
    expect(events.at(-1)).toMatchObject({ kind: "answered", operation: "getItem", status: 200, violations: [] });
  });

  it.each([
    ["text/plain", "text/plain", "plain"],
    ["text/*;q=0.4, application/json;q=0.3", "text/plain", "plain"],
    ["application/vnd.item+json", "application/vnd.item+json", { name: "vendor" }],
    ["image/png", "application/json", { name: "one" }],
    ["application/json;q=0, text/plain;q=0.1", "text/plain", "plain"],
  ])("follow Accept: %s", async (accept, type, body) => {
    const { ask } = await start();
    expect(await ask("/items/1", { ...TOKEN, accept })).toMatchObject({ status: 200, type, body });
  });

  it.each([
    ["code=201", 201, { name: "later" }],
    ["example=two", 200, { name: "two" }],
    ['example="two"; code=200', 200, { name: "two" }],
    ["code=500", 500, { name: "class" }],
    ["respond-async, wait=5", 200, { name: "one" }],
    ["code=503", 503, ""],
  ])("follow Prefer: %s", async (prefer, status, body) => {
    const { ask } = await start();
    expect(await ask("/items/1", { ...TOKEN, prefer })).toMatchObject({ status, body });
  });

  it.each([
    ["code=418", /documents no response 418; it documents 200, /],
    ["code=1000", /status from 200 to 599/],
    ["example=three", /three/],
    ["dynamic=perhaps", /true or false/],
  ])("say what is wrong with Prefer: %s", async (prefer, detail) => {
    const { ask } = await start();
    const { status, type, body } = await ask("/items/1", { ...TOKEN, prefer });
    expect([status, type]).toEqual([400, "application/problem+json"]);
    expect(body).toMatchObject({ detail: expect.stringMatching(detail) });
  });

  it("are made up on demand, the same for the same seed", async () => {
    const { ask } = await start();
    const [one, two, three] = await Promise.all(
      ["seed=a", "seed=a", "seed=b"].map((seed) => ask("/items/1", { ...TOKEN, prefer: `dynamic=true, ${seed}` })),
    );
    expect(one?.body).toEqual({ name: expect.any(String) });
    expect(two?.body).toEqual(one?.body);
    expect(three?.body).not.toEqual(one?.body);
  });

  it("are no failure where only failures are documented, or nothing", async () => {
    const { ask } = await start();
    for (const path of ["/none", "/failure"]) expect(await ask(path)).toMatchObject({ status: 204, body: "" });
    expect(await ask("/redirect")).toMatchObject({ status: 304 });
    expect(await ask("/failure", { prefer: "code=405" })).toMatchObject({ status: 405 });
  });

  it("made from a schema keep it, by lot where they must, without what nothing can be valid for", async () => {
    const { ask } = await start();
    const one = await ask("/made/impossible");
    expect([one.status, one.body]).toEqual([200, { name: expect.stringMatching(/^x-[0-9]{3}$/) }]);
    expect((await ask("/made/impossible")).body).toEqual(one.body);
    expect(await ask("/made/text")).toMatchObject({ status: 200, type: "text/plain", body: "{}" });
  });

  it("have the documented headers", async () => {
    const { ask } = await start();
    const { status, headers } = await ask("/items/1", { ...TOKEN, prefer: "code=429" });
    expect([status, headers.get("x-limit"), headers.get("retry-after")]).toEqual([429, "12", "30"]);
  });

  it("have no body where there is none", async () => {
    const { ask } = await start();
    expect(await ask("/items/1", {}, "DELETE")).toMatchObject({ status: 204, type: null, body: "" });
    expect(await ask("/items/1", TOKEN, "HEAD")).toMatchObject({ status: 200, type: "application/json", body: "" });
  });

  it("are of a type, not of a range", async () => {
    const { ask } = await start();
    expect(await ask("/bytes")).toMatchObject({ status: 200, type: "image/png", body: "bytes" });
  });

  it.each([
    ["image/any", "image/png", "\x89PNG"],
    ["image/gif", "image/gif", "GIF89a"],
    ["audio/any", "audio/wav", "sample"],
    ["application/octet-stream", "application/octet-stream", "sample"],
  ])("are a small file where /sample/%s has no example", async (path, type, magic) => {
    const { mock } = await start();
    const response = await fetch(`${mock.url}/sample/${path}`);
    const bytes = Buffer.from(await response.arrayBuffer()).toString("latin1");
    expect([response.status, response.headers.get("content-type")]).toEqual([200, type]);
    expect(bytes.startsWith(magic)).toBe(true);
  });

  it("come without the calls that a document's callbacks describe", async () => {
    const { ask } = await start();
    expect(await ask("/calls", {}, "POST")).toMatchObject({ status: 200, body: { name: "called" } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(called).toBe(0);
  });

  it("come to many at once", async () => {
    const { ask } = await start();
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask("/items/1", TOKEN)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

describe("a document whose responses break it", () => {
  it.each([
    ["/wrong/body", /wrongBody 200: the document's example breaks the contract: body: .*required/],
    ["/wrong/header", /wrongHeader 200: .* header\/x-a: .*integer/],
    ["/bad/header", /no header can carry/],
    ["/object/text", /only JSON/],
  ])("gets no lie at %s", async (path, detail) => {
    const { ask, events } = await start();
    const answer = await ask(path);
    expect([answer.status, answer.type]).toEqual([500, "application/problem+json"]);
    expect(answer.body).toMatchObject({ detail: expect.stringMatching(detail) });
    expect(events).toContainEqual(expect.objectContaining({ kind: "failed", reason: expect.stringMatching(detail) }));
  });

  it("is found out when time has made an example wrong", async () => {
    let now = NOW;
    const { ask } = await start({ clock: () => now });
    expect(await ask("/stale")).toMatchObject({ status: 200, body: "2026-01-31T09:30:00Z" });
    now += 3_600_000;
    expect(await ask("/stale")).toMatchObject({ status: 500 });
    now = NOW;
    expect(await ask("/stale")).toMatchObject({ status: 200 });
  });
});
