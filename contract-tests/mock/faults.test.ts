import { rm } from "node:fs/promises";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Artefacts } from "../artefacts.ts";
import { handmadeArtefacts } from "./testing/handmade-artefacts.ts";
import { itemDocument } from "./testing/item-document.ts";
import { type StartedMock, startMock, TOKEN } from "./testing/start-mock.ts";

let artefacts: Artefacts;
let started: StartedMock;

beforeAll(async () => {
  artefacts = await handmadeArtefacts(itemDocument("http://127.0.0.1/"));
  started = await startMock(artefacts, { limits: { closeMs: 100 } });
  await started.ask("/items/1", TOKEN);
});

afterAll(async () => {
  await started.mock.close();
  await rm(artefacts.folder, { recursive: true });
});

describe("Prefer: delay", () => {
  it.each(["/items/1", "/nothing"])("holds the answer of %s back", async (path) => {
    const began = performance.now();
    await started.ask(path, { ...TOKEN, prefer: "delay=150" });
    expect(performance.now() - began).toBeGreaterThanOrEqual(149);
  });

  it("goes with other wishes", async () => {
    expect(await started.ask("/items/1", { ...TOKEN, prefer: "delay=1, code=429" })).toMatchObject({ status: 429 });
  });

  it.each(["delay=60001", "delay=-1", "delay=soon", "drop=all"])("refuses %s", async (prefer) => {
    const { status, body } = await started.ask("/items/1", { ...TOKEN, prefer });
    expect([status, body]).toEqual([400, expect.objectContaining({ detail: expect.stringMatching(/^Prefer: /) })]);
    const told = { status: 400, violations: [{ place: "header", pointer: "/prefer", keyword: "prefer" }] };
    await expect.poll(() => started.events.at(-1)).toMatchObject(told);
  });

  it("ends when the client goes away", async () => {
    const socket = connect(started.mock.port, "127.0.0.1");
    socket.write("GET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nPrefer: delay=60000\r\n\r\n");
    await new Promise((resolve) => setTimeout(resolve, 50));
    const before = started.events.length;
    socket.destroy();
    await expect.poll(() => started.events.length).toBe(before + 1);
  });
});

describe("Prefer: drop", () => {
  async function received(prefer: string, method = "GET"): Promise<string> {
    const socket = connect(started.mock.port, "127.0.0.1");
    socket.write(`${method} /items/1?key=k HTTP/1.1\r\nHost: 127.0.0.1\r\nPrefer: ${prefer}\r\n\r\n`);
    let text = "";
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    await new Promise((resolve) => socket.on("error", resolve).once("close", resolve));
    return text;
  }

  it("headers ends the connection before the answer", async () => {
    expect(await received("drop=headers")).toBe("");
    expect(started.events.at(-1)).toMatchObject({ kind: "answered", operation: "getItem", dropped: "headers" });
  });

  it("body ends it in the middle of the body", async () => {
    const [head = "", body = ""] = (await received("drop=body")).split("\r\n\r\n");
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*content-length: 14/);
    expect(body).toBe('{"name"');
  });

  it("body is as headers where there is none", async () => {
    expect(await received("drop=body", "HEAD")).toBe("");
    expect(await received("drop=body, code=503")).toBe("");
  });

  it("is seen by a client as a broken connection", async () => {
    for (const prefer of ["drop=headers", "drop=body"]) {
      await expect(started.ask("/items/1", { ...TOKEN, prefer })).rejects.toThrow();
    }
    expect(await started.ask("/items/1", TOKEN)).toMatchObject({ status: 200 });
  });
});
