import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { loadArtefacts } from "../artefacts.ts";
import { createRateLimit } from "./rate-limit.ts";
import type { Mock, MockOptions } from "./server.ts";
import { handmadeArtefacts } from "./testing/handmade-artefacts.ts";
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

  it("blocks who exceeds it for as long as it says, and no longer", async () => {
    const { ask, mock } = await start({ rateLimit: { requests: 1, seconds: 10, blockSeconds: 300 } });
    const at = async (seconds: number) => {
      mock.clock.moveTo(NOW + seconds * 1000);
      const { status, headers } = await ask(PATH, TOKEN);
      return [status, headers.get("retry-after"), headers.get("x-ratelimit-remaining")];
    };
    expect(await at(0)).toEqual([200, null, "0"]);
    expect(await at(5)).toEqual([429, "300", "0"]);
    expect(await at(10)).toEqual([429, "295", "0"]);
    expect(await at(304)).toEqual([429, "1", "0"]);
    expect(await at(305)).toEqual([200, null, "0"]);
  });

  it("is not told by default", async () => {
    const { ask } = await start({ rateLimit: undefined } as unknown as Partial<MockOptions>);
    expect(fields((await ask(PATH, TOKEN)).headers)).toEqual([null, null, null]);
  });

  it("is told when the behaviour knows it, and kept only when it is asked to", async () => {
    const behaviour = { handlers: {}, rateLimit: { requests: 1, seconds: 10 } };
    const told = await start({ behaviour, rateLimit: undefined } as unknown as Partial<MockOptions>);
    for (const status of [200, 200, 200]) {
      const answer = await told.ask(PATH, TOKEN);
      expect([answer.status, ...fields(answer.headers)]).toEqual([status, "1", "0", "Sat, 31 Jan 2026 09:00:11 GMT"]);
      expect(answer.headers.get("retry-after")).toBeNull();
    }
    const kept = await start({ behaviour, rateLimit: true });
    expect((await kept.ask(PATH, TOKEN)).status).toBe(200);
    expect((await kept.ask(PATH, TOKEN)).status).toBe(429);
    await expect(start({ rateLimit: true })).rejects.toThrow("rateLimit: it is not known");
  });

  it("has the fields that the contract demands, in its own form", async () => {
    const integer = { required: true, schema: { type: "integer", minimum: 0 } };
    const schema = { type: "object", required: ["message"] };
    const headers = {
      "X-RateLimit-Limit": integer,
      "X-RateLimit-Remaining": { ...integer, example: 7 },
      "X-RateLimit-Reset": integer,
    };
    const retry = { required: true, schema: { type: "string", pattern: "GMT$" } };
    const content = { "application/json": { kind: "json" as const, schema, example: { message: "example" } } };
    const handmade = await handmadeArtefacts({
      operations: [
        {
          id: "getIt",
          method: "GET",
          path: "/it",
          responses: { "200": { content, headers }, "429": { content, headers: { ...headers, "Retry-After": retry } } },
        },
      ],
    });
    const date = "Sat, 31 Jan 2026 09:05:01 GMT";
    const epoch = String(Date.parse(date) / 1000);
    const own = { status: 429, body: { json: { message: "own" } } };
    for (const [behaviour, message] of [
      [undefined, "example"],
      [{ handlers: {}, refusal: () => own }, "own"],
    ] as const) {
      const { mock, ask } = await startMock(handmade, {
        clock: () => NOW,
        rateLimit: { requests: 1, seconds: 300 },
        ...(behaviour && { behaviour }),
      });
      running.push(mock);
      const first = await ask("/it");
      expect([first.status, ...fields(first.headers)]).toEqual([200, "1", "0", epoch]);
      const second = await ask("/it");
      expect(second).toMatchObject({ status: 429, body: { message } });
      expect([...fields(second.headers), second.headers.get("retry-after")]).toEqual(["1", "0", epoch, date]);
    }
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
