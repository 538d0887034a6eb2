import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { loadArtefacts } from "../artefacts.ts";
import type { Behaviour, HandlerAnswer, HandlerContext } from "./behaviour.ts";
import type { Acceptance } from "./gate.ts";
import type { Mock, MockOptions } from "./server.ts";
import { startMock, TOKEN } from "./testing/start-mock.ts";

const artefacts = await loadArtefacts(fileURLToPath(new URL("../../generated/direct-upload/", import.meta.url)));
const NOW = Date.parse("2026-01-31T09:00:00Z");
const PATH = "/accounts/a/images/v1/x";
const running: Mock[] = [];

afterEach(() => Promise.all(running.splice(0).map((mock) => mock.close())));

async function start(behaviour: Behaviour, options: Partial<MockOptions> = {}) {
  const started = await startMock(artefacts, { clock: () => NOW, behaviour, ...options });
  running.push(started.mock);
  return started;
}

const envelope = (result: object | null, errors: { code: number; message: string }[] = []) => ({
  success: errors.length === 0,
  errors,
  messages: [],
  result: result as never,
});
const answering = (answer: HandlerAnswer): Behaviour => ({ handlers: { getImage: () => answer } });
const found: HandlerAnswer = { status: 200, body: { json: envelope({ id: "handled" }) } };

describe("a handler", () => {
  it("answers in place of the example, and knows the request, the time and the public URL", async () => {
    const seen: [Acceptance, HandlerContext][] = [];
    const { ask } = await start(
      {
        handlers: {
          getImage(request, context) {
            seen.push([request, context]);
            return Promise.resolve({ ...found, headers: { etag: '"1"' } });
          },
        },
      },
      { publicUrl: "http://localhost:9/" },
    );
    const { status, type, body, headers } = await ask(PATH, TOKEN);
    expect([status, type, headers.get("etag")]).toEqual([200, "application/json", '"1"']);
    expect(body).toMatchObject({ result: { id: "handled" } });
    expect(seen).toMatchObject([
      [{ parameters: { path: { account_id: "a", image_id: "x" } } }, { now: NOW, publicUrl: "http://localhost:9" }],
    ]);
    expect(await ask("/accounts/a/images/v2", TOKEN)).toMatchObject({ status: 200 });
  });

  it.each(["code=200", "dynamic=true", "code=404"])(
    "is left out when Prefer: %s asks for an example",
    async (prefer) => {
      const { ask } = await start(answering(found));
      const { status, body } = await ask(PATH, { ...TOKEN, prefer });
      expect(status).toBe(prefer === "code=404" ? 404 : 200);
      expect(JSON.stringify(body)).not.toContain("handled");
    },
  );

  it("gets nothing that the gate refuses", async () => {
    const { ask } = await start(answering(found));
    expect(await ask(PATH)).toMatchObject({ status: 401 });
  });

  it("has ids with slashes read, however they travel", async () => {
    const ids: unknown[] = [];
    const remember = (request: Acceptance): HandlerAnswer => {
      ids.push([request.accepted.id, request.parameters.path["image_id"]]);
      const isBlob = request.accepted.id === "downloadImage";
      return isBlob ? { status: 200, body: { bytes: Buffer.from("GIF89a"), contentType: "image/gif" } } : found;
    };
    const { ask } = await start({ handlers: { getImage: remember, downloadImage: remember } });
    for (const [id, path] of [
      ["a/b", "a/b"],
      ["a/b", "a%2Fb"],
      ["a/b c", "a/b%20c"],
    ]) {
      ids.length = 0;
      expect(await ask(`/accounts/a/images/v1/${path}`, TOKEN)).toMatchObject({ status: 200 });
      expect(await ask(`/client/v4/accounts/a/images/v1/${path}/blob`, TOKEN)).toMatchObject({
        status: 200,
        type: "image/gif",
        body: "GIF89a",
      });
      expect(ids).toEqual([
        ["getImage", id],
        ["downloadImage", id],
      ]);
    }
    expect(await ask("/accounts/a/images/v1/a/b/", TOKEN)).toMatchObject({ status: 404 });
  });

  it("has its refusal told by header and log", async () => {
    const violation = { place: "path/image_id", keyword: "unknown", message: "must be known" };
    const errors = [{ code: 5404, message: "Image not found" }];
    const { ask, events } = await start(answering({ status: 404, body: { json: envelope(null, errors) }, violation }));
    const { status, headers, body } = await ask(PATH, TOKEN);
    expect([status, headers.get("x-contract-violation"), body]).toMatchObject([
      404,
      "path/image_id/unknown",
      { errors },
    ]);
    expect(events.at(-1)).toMatchObject({ kind: "answered", status: 404, violations: [violation] });
  });

  it.each<[string, HandlerAnswer, RegExp]>([
    ["a body that breaks the schema", { status: 200, body: { json: envelope({}) } }, /body\/result.*\[required\]/],
    ["no body", { status: 200, body: null }, /gives no body; documented: application\/json/],
    ["another type", { status: 200, body: { bytes: Buffer.from("x"), contentType: "text/html" } }, /text\/html/],
    ["an impossible header", { ...found, headers: { "x-a": "a\nb" } }, /no header can carry/],
    [
      "a 429 with a wrong header",
      {
        status: 429,
        headers: { "retry-after": "soon" },
        body: { json: envelope(null, [{ code: 971, message: "wait" }]) },
      },
      /header\/retry-after.*\[type\]/,
    ],
  ])("tells no lie with %s", async (_what, answer, detail) => {
    const { ask, events } = await start(answering(answer));
    const { status, body } = await ask(PATH, TOKEN);
    expect([status, body]).toEqual([500, expect.objectContaining({ detail: expect.stringMatching(detail) })]);
    expect(events).toContainEqual(expect.objectContaining({ kind: "failed", reason: expect.stringMatching(detail) }));
  });

  it("that throws is a fault of the mock", async () => {
    const { ask, events } = await start({ handlers: { getImage: () => Promise.reject(new Error("broken")) } });
    const { status, headers } = await ask(PATH, { ...TOKEN, origin: "http://app" });
    expect([status, headers.get("access-control-allow-origin")]).toEqual([500, "http://app"]);
    expect(events).toContainEqual(expect.objectContaining({ kind: "failed", operation: "getImage", reason: "broken" }));
  });
});

describe("a refusal", () => {
  const errors = (code: number) => envelope(null, [{ code, message: "no" }]);

  it("has the behaviour's body and the gate's status, header and challenge", async () => {
    const { ask } = await start({
      handlers: {},
      refusal: ({ refused, status }) =>
        refused === "credentials" ? { status, body: { json: errors(10000) } } : undefined,
    });
    const { status, body, headers } = await ask(PATH);
    expect([status, body]).toMatchObject([401, { errors: [{ code: 10000 }] }]);
    expect([headers.get("x-contract-violation"), headers.get("www-authenticate")]).toEqual([
      "credentials/security",
      'Bearer realm="contract"',
    ]);
    expect(await ask(`/accounts/${"a".repeat(33)}/images/v2`, TOKEN)).toMatchObject({ status: 400 });
  });

  it("may have another status that is documented, and none that is not", async () => {
    const change = (status: number) => start({ handlers: {}, refusal: () => ({ status, body: { json: errors(1) } }) });
    const documented = await change(404);
    expect(await documented.ask(PATH)).toMatchObject({ status: 404 });
    const undocumented = await change(418);
    expect(await undocumented.ask("/nothing")).toMatchObject({ status: 500 });
  });

  it("of no operation has what body it likes", async () => {
    const { ask } = await start({ handlers: {}, refusal: ({ status }) => ({ status, body: { json: errors(7003) } }) });
    expect(await ask("/nothing")).toMatchObject({ status: 404, body: { errors: [{ code: 7003 }] } });
  });
});
