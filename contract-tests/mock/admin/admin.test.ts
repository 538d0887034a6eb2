import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { loadArtefacts } from "../../artefacts.ts";
import type { Mock, MockOptions } from "../server.ts";
import { rawRequest } from "../testing/raw-request.ts";
import { startMock } from "../testing/start-mock.ts";
import type { AdminState } from "./admin-state.ts";

const artefacts = await loadArtefacts(fileURLToPath(new URL("../../../generated/direct-upload/", import.meta.url)));
const NOW = Date.parse("2026-01-31T09:00:00Z");
const running: Mock[] = [];

afterEach(() => Promise.all(running.splice(0).map((mock) => mock.close())));

function fewImages(): AdminState {
  const images = new Map([["a/b", Buffer.from("GIF89a")]]);
  return {
    view: () => ({ drafts: [], images: [...images.keys()].map((id) => ({ id })), limits: { images: 1 } }),
    reset: () => images.clear(),
    image(id) {
      const bytes = images.get(id);
      return bytes && { bytes, contentType: "image/gif" };
    },
  };
}

async function start(options: Partial<MockOptions> = {}) {
  const started = await startMock(artefacts, { clock: () => NOW, state: fewImages(), ...options });
  running.push(started.mock);
  const post = async (path: string, body: string, headers: Record<string, string> = {}) => {
    const response = await fetch(started.mock.url + path, { method: "POST", body, headers });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  return { ...started, post };
}

describe("the state", () => {
  it("is shown and reset", async () => {
    const { ask, post, mock } = await start({ publicUrl: "https://mock.example.com/base/" });
    expect(await ask("/__mock/state")).toMatchObject({
      status: 200,
      body: {
        now: "2026-01-31T09:00:00.000Z",
        publicUrl: "https://mock.example.com/base",
        drafts: [],
        images: [{ id: "a/b" }],
        limits: { images: 1 },
        operations: expect.arrayContaining([
          {
            id: "getImage",
            method: "GET",
            path: "/accounts/{account_id}/images/v1/{image_id}",
            summary: "Image details",
          },
        ]),
      },
    });
    expect(mock.publicUrl).toBe("https://mock.example.com/base");
    expect(await post("/__mock/reset", "")).toMatchObject({ status: 200 });
    expect(await ask("/__mock/state")).toMatchObject({ body: { images: [] } });
  });

  it("is empty in a mock that remembers nothing", async () => {
    const mock = await startMock(artefacts);
    running.push(mock.mock);
    expect(await mock.ask("/__mock/state")).toMatchObject({ body: { drafts: [], images: [] } });
    expect(await mock.ask("/__mock/reset", {}, "POST")).toMatchObject({ status: 200 });
    expect(await mock.ask("/__mock/images/x")).toMatchObject({ status: 404 });
  });

  it("gives the bytes of an image, which cannot run script", async () => {
    const { mock } = await start();
    for (const id of ["a%2Fb", "a/b"]) {
      const response = await fetch(`${mock.url}/__mock/images/${id}`);
      expect([response.status, await response.text()]).toEqual([200, "GIF89a"]);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "content-type": "image/gif",
        "x-content-type-options": "nosniff",
        "content-security-policy": expect.stringContaining("sandbox"),
      });
    }
    expect((await fetch(`${mock.url}/__mock/images/%zz`)).status).toBe(404);
  });
});

describe("the clock", () => {
  it.each([
    ['{"now":"2027-01-01T00:00:00+01:00"}', "2026-12-31T23:00:00.000Z"],
    ['{"advance":"PT30M"}', "2026-01-31T09:30:00.000Z"],
    ['{"advance":"-P1D"}', "2026-01-30T09:00:00.000Z"],
    ['{"reset":true}', "2026-01-31T09:00:00.000Z"],
  ])("does %s", async (body, now) => {
    const { post, mock } = await start();
    expect(await post("/__mock/clock", body)).toEqual({ status: 200, body: { now } });
    expect(new Date(mock.clock.now()).toISOString()).toBe(now);
    expect((await fetch(mock.url)).headers.get("date")).toBe(new Date(now).toUTCString());
  });

  it("adds up, goes on ticking, and goes back", async () => {
    let now = NOW;
    const { post, mock } = await start({ clock: () => now });
    await post("/__mock/clock", '{"advance":"PT1H"}');
    await post("/__mock/clock", '{"advance":"PT1H"}');
    now += 5;
    expect(mock.clock.now()).toBe(NOW + 7_200_005);
    await post("/__mock/clock", '{"reset":true}');
    expect(mock.clock.now()).toBe(NOW + 5);
  });

  it.each([
    "",
    "{}",
    "[]",
    "null",
    '{"now":1}',
    '{"now":"soon"}',
    '{"now":"1969-12-31T23:59:59Z"}',
    '{"advance":"P1Y"}',
    '{"advance":"P99999999999W"}',
    '{"reset":false}',
    '{"now":"2027-01-01T00:00:00Z","reset":true}',
    '{"__proto__":1}',
  ])("refuses %s", async (body) => {
    const { post, mock } = await start();
    expect(await post("/__mock/clock", body)).toMatchObject({ status: 400, body: { detail: expect.any(String) } });
    expect(mock.clock.now()).toBe(NOW);
  });

  it("reads no more than it has to", async () => {
    const { post } = await start();
    expect((await post("/__mock/clock", " ".repeat(2000))).status).toBe(413);
  });

  it("decides what the contract means by now", async () => {
    const { mock, post } = await start();
    const create = async () => {
      const form = new FormData();
      form.set("expiry", "2026-01-31T10:00:00Z");
      const init = { method: "POST", body: form, headers: { authorization: "Bearer x" } };
      return (await fetch(`${mock.url}/accounts/a/images/v2/direct_upload`, init)).status;
    };
    expect(await create()).toBe(200);
    await post("/__mock/clock", '{"advance":"PT2H"}');
    expect(await create()).toBe(400);
  });
});

describe("who may use it", () => {
  const clock = '{"advance":"PT1H"}';
  const ask = async (mock: Mock, fields: Record<string, string>, method = "POST", path = "/__mock/clock") => {
    const lines = Object.entries({ host: `127.0.0.1:${mock.port}`, ...fields }).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    return rawRequest(
      mock.port,
      `${method} ${path} HTTP/1.1\r\n${lines.join("")}content-length: ${clock.length}\r\n\r\n${clock}`,
    );
  };

  it.each<[string, Record<string, string>]>([
    ["another page", { origin: "https://evil.example.com" }],
    ["another page of this machine", { origin: "http://127.0.0.1:1" }],
    ["a page without an origin", { origin: "null" }],
    ["a page that the browser calls foreign", { "sec-fetch-site": "cross-site" }],
    ["a page under a name that leads here", { host: "evil.example.com:4010", origin: "http://evil.example.com:4010" }],
    ["a link under a name that leads here", { host: "evil.example.com:4010" }],
  ])("not %s", async (_who, fields) => {
    const { mock } = await start();
    for (const [method, path] of [
      ["POST", "/__mock/clock"],
      ["POST", "/__mock/reset"],
      ["GET", "/__mock/state"],
    ] as const) {
      const { status, text } = await ask(mock, fields, method, path);
      expect(status).toBe(403);
      expect(text.toLowerCase()).not.toContain("access-control-");
    }
    const preflight = await ask(mock, { ...fields, "access-control-request-method": "POST" }, "OPTIONS");
    expect([preflight.status, preflight.text.includes("access-control-")]).toEqual([403, false]);
    expect(mock.clock.now()).toBe(NOW);
  });

  it("the mock's own page, by any of its names, and whoever is no page", async () => {
    const { mock } = await start({ publicUrl: "https://mock.example.com" });
    const own = (host: string, origin: string) => ({ host, origin });
    for (const fields of [
      {},
      own(`127.0.0.1:${mock.port}`, mock.url),
      own(`localhost:${mock.port}`, `http://localhost:${mock.port}`),
      own(`[::1]:${mock.port}`, `http://[::1]:${mock.port}`),
      own("mock.example.com", "https://mock.example.com"),
      own("127.0.0.1:9", "https://mock.example.com"),
    ]) {
      expect((await ask(mock, fields)).status).toBe(200);
    }
  });

  it("tells what there is", async () => {
    const { ask: get } = await start();
    expect(await get("/__mock/nothing")).toMatchObject({ status: 404 });
    const wrong = await get("/__mock/reset", {}, "GET");
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "OPTIONS, POST"]);
  });
});

describe("the page", () => {
  const csp = "script-src 'self'";

  it("is built once, when it is asked for", async () => {
    const built: string[] = [];
    const page = (_: unknown, publicUrl: string) => {
      built.push(publicUrl);
      return Promise.resolve({ html: "<!doctype html>", csp });
    };
    const { ask, mock } = await start({ page });
    expect(built).toEqual([]);
    for (const method of ["GET", "GET", "HEAD"]) {
      const { status, type, headers } = await ask("/", {}, method);
      expect([status, type, headers.get("content-security-policy")]).toEqual([200, "text/html; charset=utf-8", csp]);
    }
    expect(built).toEqual([mock.url]);
  });

  it("is a text that says why, when it cannot be built, and tries again", async () => {
    let broken = true;
    const page = () => (broken ? Promise.reject(new Error("no esbuild")) : Promise.resolve({ html: "<p>", csp }));
    const { ask } = await start({ page });
    const { status, type, body } = await ask("/");
    expect([status, type]).toEqual([500, "text/plain; charset=utf-8"]);
    expect(body).toMatch(/the mock is running\.\nIts page could not be built: no esbuild\n[\s\S]*POST +\/accounts/);
    broken = false;
    expect(await ask("/")).toMatchObject({ status: 200, body: "<p>" });
  });
});
