import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { loadArtefacts } from "../artefacts.ts";
import { createRateLimit } from "./rate-limit.ts";
import type { Mock, MockOptions } from "./server.ts";
import { startMock, TOKEN } from "./testing/start-mock.ts";

const artefacts = await loadArtefacts(fileURLToPath(new URL("../../generated/direct-upload/", import.meta.url)));
const NOW = Date.parse("2026-01-31T09:00:00.500Z");
const PATH = "/accounts/a/images/v1/x";
const running: Mock[] = [];

afterEach(() => Promise.all(running.splice(0).map((mock) => mock.close())));

async function start(options: Partial<MockOptions> = {}) {
  const started = await startMock(artefacts, {
    clock: () => NOW,
    rateLimit: { requests: 2, seconds: 300 },
    ...options,
  });
  running.push(started.mock);
  return started;
}

const fields = (headers: Headers) => ["limit", "remaining", "reset"].map((name) => headers.get(`x-ratelimit-${name}`));

describe("a rate limit", () => {
  it("answers as documented what is beyond it, and tells all along what is left", async () => {
    const { ask, events } = await start();
    const reset = "Sat, 31 Jan 2026 09:05:01 GMT";
    const answers = [await ask(PATH, TOKEN), await ask("/nothing", TOKEN), await ask(PATH, TOKEN)];
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 429]);
    expect(answers.map(({ headers }) => fields(headers))).toEqual([
      ["2", "1", reset],
      ["2", "0", reset],
      ["2", "0", reset],
    ]);
    const [, , last] = answers;
    expect(last?.headers.get("retry-after")).toBe("300");
    expect(last?.headers.get("x-contract-violation")).toBe("request/rate-limit");
    expect(last?.body).toMatchObject({ success: false });
    expect(
      artefacts.validator("getImage.429.headers")({
        "x-ratelimit-limit": 2,
        "x-ratelimit-remaining": 0,
        "x-ratelimit-reset": reset,
        "retry-after": 301,
      }),
    ).toMatchObject({ valid: true });
    expect(events.at(-1)).toMatchObject({ status: 429, refused: "rate-limit", operation: "getImage" });
    expect(await ask("/nothing", TOKEN)).toMatchObject({ status: 429, type: "application/problem+json" });
  });

  it("is each caller's own, and ends with its window", async () => {
    const { ask, mock } = await start({ rateLimit: { requests: 1, seconds: 10 } });
    const statuses = async () =>
      Promise.all([TOKEN, { authorization: "Bearer other" }, {}].map(async (who) => (await ask(PATH, who)).status));
    expect(await statuses()).toEqual([200, 200, 401]);
    expect(await statuses()).toEqual([429, 429, 429]);
    mock.clock.moveTo(NOW + 10_000);
    expect(await statuses()).toEqual([200, 200, 401]);
    mock.clock.reset();
    expect(await statuses()).toEqual([200, 200, 401]);
  });

  it("is off by default", async () => {
    const { ask } = await start({ rateLimit: undefined } as unknown as Partial<MockOptions>);
    expect(fields((await ask(PATH, TOKEN)).headers)).toEqual([null, null, null]);
  });

  it("leaves an example that was asked for as it is", async () => {
    const { ask } = await start();
    const { headers } = await ask(PATH, { ...TOKEN, prefer: "code=429" });
    expect([headers.get("x-ratelimit-limit"), headers.get("retry-after")]).toEqual(["1200", "300"]);
  });

  it("does not count preflights and the mock's own endpoints", async () => {
    const { ask } = await start({ rateLimit: { requests: 1, seconds: 10 } });
    const preflight = { origin: "http://a", "access-control-request-method": "GET" };
    for (let count = 0; count < 3; count++) {
      expect((await ask(PATH, preflight, "OPTIONS")).status).toBe(204);
      expect((await ask("/__mock/state")).status).toBe(200);
    }
    expect((await ask(PATH, TOKEN)).status).toBe(200);
  });

  it("forgets callers rather than to grow", () => {
    const count = createRateLimit({ requests: 1, seconds: 1 }, {}, () => NOW);
    const as = (name: string) => count(new Map([["authorization", name]]), "127.0.0.1").allowed;
    expect([as("first"), as("first")]).toEqual([true, false]);
    for (let caller = 0; caller < 10_000; caller++) as(`Bearer ${caller}`);
    expect([as("Bearer 9999"), as("first")]).toEqual([false, true]);
  });
});
