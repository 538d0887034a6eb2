import { rm } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Artefacts } from "../artefacts.ts";
import type { Mock, MockOptions } from "./server.ts";
import { handmadeArtefacts } from "./testing/handmade-artefacts.ts";
import { itemDocument } from "./testing/item-document.ts";
import { rawRequest } from "./testing/raw-request.ts";
import { startMock } from "./testing/start-mock.ts";

let artefacts: Artefacts;
const running: Mock[] = [];

beforeAll(async () => {
  artefacts = await handmadeArtefacts(itemDocument("http://127.0.0.1/"));
});

afterEach(() => Promise.all(running.splice(0).map((mock) => mock.close())));

afterAll(() => rm(artefacts.folder, { recursive: true }));

/** Header fields of an answer by name; `fetch` would not send what only browsers may. */
async function send(method: string, path: string, fields: Record<string, string>, options: Partial<MockOptions> = {}) {
  const { mock } = await startMock(artefacts, options);
  running.push(mock);
  const lines = Object.entries({ host: `127.0.0.1:${mock.port}`, ...fields }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const { status, text } = await rawRequest(mock.port, `${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n`);
  const [, ...head] = (text.split("\r\n\r\n")[0] ?? "").split("\r\n");
  return { status, ...Object.fromEntries(head.map((line) => line.split(/: (.*)/s) as [string, string])) } as Record<
    string,
    unknown
  >;
}

const origin = "https://app.example.com";

describe("preflight", () => {
  const asks = { origin, "access-control-request-method": "DELETE" };

  it("lets a page send credentials and whatever else it names", async () => {
    const wanted = "authorization,x-auth-email, x-auth-key ,content-type";
    const answer = await send("OPTIONS", "/items/1", { ...asks, "access-control-request-headers": wanted });
    expect(answer).toMatchObject({
      status: 204,
      "access-control-allow-origin": origin,
      "access-control-allow-methods": "DELETE, GET, HEAD, OPTIONS",
      "access-control-allow-headers": "authorization, x-auth-email, x-auth-key, content-type",
      "access-control-max-age": "600",
      vary: "Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
    });
    expect(answer).not.toHaveProperty("access-control-allow-credentials");
    expect(answer).not.toHaveProperty("access-control-allow-private-network");
  });

  it("lets a page of the public network in, when the browser asks", async () => {
    const answer = await send("OPTIONS", "/items/1", { ...asks, "access-control-request-private-network": "true" });
    expect(answer["access-control-allow-private-network"]).toBe("true");
  });

  it("gives back no field names that are none", async () => {
    const answer = await send("OPTIONS", "/items/1", { ...asks, "access-control-request-headers": "a b, x:y, ok" });
    expect(answer["access-control-allow-headers"]).toBe("ok");
  });

  it("is a readable 404 where there is no path", async () => {
    const answer = await send("OPTIONS", "/nothing", asks);
    expect(answer).toMatchObject({ status: 404, "access-control-allow-origin": origin });
  });

  it("needs an origin and a method", async () => {
    const answer = await send("OPTIONS", "/items/1", { origin });
    expect(answer).toMatchObject({ status: 204, allow: "DELETE, GET, HEAD, OPTIONS" });
    expect(answer).not.toHaveProperty("access-control-allow-methods");
  });
});

describe("answers", () => {
  it.each([
    ["/items/1", { authorization: "Bearer x" }, 200],
    ["/items/1", {}, 401],
    ["/items/1234", { authorization: "Bearer x" }, 400],
    ["/nothing", {}, 404],
    ["/wrong/body", {}, 500],
  ])("of %s with %j can be read by other origins", async (path, fields, status) => {
    const answer = await send("GET", path, { ...fields, origin });
    expect(answer).toMatchObject({ status, "access-control-allow-origin": origin, vary: "Origin" });
  });

  it("expose all of their fields", async () => {
    const answer = await send("GET", "/items/1", { origin, authorization: "Bearer x", prefer: "code=429" });
    expect(answer["access-control-expose-headers"]).toBe("retry-after, x-limit");
    const refused = await send("GET", "/items/1", { origin });
    expect(refused["access-control-expose-headers"]).toBe("x-contract-violation, www-authenticate");
  });

  it("vary by the origin also where there is none", async () => {
    const answer = await send("GET", "/items/1", { authorization: "Bearer x" });
    expect(answer["vary"]).toBe("Origin");
    expect(answer).not.toHaveProperty("access-control-allow-origin");
  });

  it("go to a page without an origin of its own, and to none that is no origin", async () => {
    expect((await send("GET", "/nothing", { origin: "null" }))["access-control-allow-origin"]).toBe("null");
    expect(await send("GET", "/nothing", { origin: "a b" })).not.toHaveProperty("access-control-allow-origin");
  });

  it("are typed, and no document in the mock's origin", async () => {
    const answer = await send("GET", "/sample/image/any", {});
    expect(answer).toMatchObject({ "content-type": "image/png", "x-content-type-options": "nosniff" });
    expect(answer["content-security-policy"]).toMatch(/default-src 'none'.*sandbox/);
  });
});
