import { describe, expect, it } from "vitest";
import { libraryArtefacts, operation } from "./fixture/library-contract.ts";
import { localServer } from "./fixture/local-server.ts";
import { BASE } from "./fixture/notes-contract.ts";
import { eventsOf, notesRun } from "./fixture/run-options.ts";
import { runContract } from "./run.ts";
import type { RunOptions } from "./run-options.ts";
import type { Transport } from "./transport.ts";
import { isLoopback, methodOf, reasonNotToFollow, reasonNotToWrite } from "./write-guard.ts";

const STAGING = "https://staging.library.example/v1";

const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];
const OPERATIONS = METHODS.map((method) => operation(`${method.toLowerCase()}Books`, method, "/books"));

/** A network of which nothing leaves this process. */
function recordingTransport(): Transport & { sent: { method: string; url: string }[] } {
  const sent: { method: string; url: string }[] = [];
  return {
    sent,
    send: async ({ method, url }) => {
      sent.push({ method, url });
      const headers: [string, string][] = [["Content-Type", "application/json"]];
      return { status: 200, statusText: "OK", headers, body: new TextEncoder().encode("{}"), durationMs: 1 };
    },
  };
}

describe("isLoopback", () => {
  it.each([
    ...["http://localhost:1", "http://api.localhost", "http://127.0.0.1", "https://127.9.8.7/x", "http://[::1]:80"],
    ...["http://LOCALHOST", "http://[::ffff:127.0.0.1]", "http://2130706433", "http://0x7f.1"],
  ])("%s", (url) => expect(isLoopback(url)).toBe(true));
  it.each([
    "http://localhost.example",
    "http://10.0.0.1",
    "http://128.0.0.1",
    "http://[::2]",
    "http://127.0.0.1.example",
    "http://0.0.0.0",
    "http://[::]",
    "http://[fe80::1]",
    "http://[::ffff:10.0.0.1]",
    "http://a-name-of-this-machine",
  ])("not %s", (url) => expect(isLoopback(url)).toBe(false));
});

describe("reasonNotToFollow", () => {
  const [get] = OPERATIONS as [(typeof OPERATIONS)[number]];
  const reason = (target: string, url: string, allowWrites = false) =>
    reasonNotToFollow(url, get, BASE, { target: { url: target }, allowWrites });

  it("leads from this machine to anything else on it", () => {
    expect(reason("http://127.0.0.1:4010", "http://localhost:9/upload")).toBeUndefined();
  });

  it("leads from another machine to itself, and never into this one", () => {
    expect(reason(STAGING, "https://staging.library.example/upload")).toBeUndefined();
    for (const url of ["http://127.0.0.1:6379/", "http://localhost:8080/admin", "https://elsewhere.example/"]) {
      const expected = `an answer leads to ${new URL(url).origin}, which is neither the target nor a --server`;
      expect(reason(STAGING, url, true)).toBe(expected);
    }
  });
});

describe("reasonNotToWrite", () => {
  it("looks at the method that is sent, not at the operation's", () => {
    const [get] = OPERATIONS;
    if (!get) throw new Error("no operation");
    const deleting = { ...BASE, method: "DELETE" };
    expect(methodOf(get, BASE)).toBe("GET");
    expect(methodOf(get, deleting)).toBe("DELETE");
    const guard = { target: { url: STAGING }, allowWrites: false };
    expect(reasonNotToWrite(get, BASE, guard)).toBeUndefined();
    expect(reasonNotToWrite(get, deleting, guard)).toBe(
      "DELETE may change data at https://staging.library.example; --allow-writes sends it",
    );
  });

  it("looks at the server of the operation", () => {
    const upload = { ...operation("upload", "POST", "/files"), servers: ["https://upload.library.example"] };
    const servers = { "https://upload.library.example": "https://upload.library.example" };
    const guard = { target: { url: "http://127.0.0.1:1", servers }, allowWrites: false };
    expect(reasonNotToWrite(upload, BASE, guard)).toContain("at https://upload.library.example;");
  });
});

describe("runContract against a target that is not this machine", () => {
  const run = async (options: Partial<RunOptions> = {}) => {
    const transport = recordingTransport();
    const artefacts = libraryArtefacts(OPERATIONS);
    const events = await eventsOf(runContract(notesRun(STAGING, { artefacts, transport, ...options })));
    const results = events.flatMap((event) => (event.type === "case-finished" ? event.result : []));
    return { sent: transport.sent, results };
  };

  it("only reads", async () => {
    const { sent, results } = await run();
    expect(new Set(sent.map(({ method }) => method))).toEqual(new Set(["GET", "HEAD", "OPTIONS"]));
    expect(results.map(({ operation, status }) => [operation, status])).toEqual(
      METHODS.map((method, index) => [`${method.toLowerCase()}Books`, index < 3 ? "passed" : "skipped"]),
    );
    expect(results.at(-1)?.reason).toBe(
      "DELETE may change data at https://staging.library.example; --allow-writes sends it",
    );
  });

  it("only reads with random requests, too", async () => {
    const { sent } = await run({ fuzz: { runs: 3 } });
    expect(new Set(sent.map(({ method }) => method))).toEqual(new Set(["GET", "HEAD", "OPTIONS"]));
  });

  it("says how to run a contract that can do nothing but write", async () => {
    const artefacts = libraryArtefacts(OPERATIONS.filter(({ method }) => method === "POST"));
    await expect(run({ artefacts })).rejects.toMatchObject({
      code: "nothing-to-send",
      hint: expect.stringContaining("--allow-writes"),
    });
  });

  it("does not follow a redirect, be it documented", async () => {
    const elsewhere = await localServer(() => ({ status: 200, body: {} }));
    const server = await localServer(() => ({ status: 302, headers: { Location: elsewhere.url } }));
    const artefacts = libraryArtefacts([operation("listBooks", "GET", "/books", { statuses: ["302"] })]);
    await eventsOf(runContract(notesRun(server.url, { artefacts })));
    expect(server.received.length).toBeGreaterThan(0);
    expect(elsewhere.received).toEqual([]);
  });

  it.each(["0.0.0.0", "[::ffff:0.0.0.0]"])("takes %s for another one, wherever it leads", async (host) => {
    const server = await localServer(() => ({ status: 200, body: {} }));
    const artefacts = libraryArtefacts(OPERATIONS);
    const url = server.url.replace("127.0.0.1", host);
    await eventsOf(runContract(notesRun(url, { artefacts })));
    expect(server.received.filter(({ method }) => !["GET", "HEAD", "OPTIONS"].includes(method))).toEqual([]);
  });

  it("writes when it may", async () => {
    const { sent, results } = await run({ allowWrites: true });
    expect(new Set(sent.map(({ method }) => method))).toEqual(new Set(METHODS));
    expect(results.every(({ status }) => status === "passed")).toBe(true);
  });

  it.each([
    "https://production.library.example",
    "https://{region}.library.example:{port}/{version}",
    "http://localhost:8080/v1",
    "http://localhost.example",
    "//production.library.example",
    "/v2",
  ])("never contacts a server of the document: %s", async (server) => {
    const own = OPERATIONS.map((each) => ({ ...each, servers: [server] }));
    const { sent } = await run({ artefacts: libraryArtefacts(own), allowWrites: true });
    expect(sent.every(({ url }) => url.startsWith(`${STAGING}/`))).toBe(true);
  });
});
