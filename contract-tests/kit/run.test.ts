import { createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Case } from "../../spec/interchange/case.ts";
import { type LocalHandler, type LocalServer, localServer } from "./fixture/local-server.ts";
import { ACCEPTED, CREATE_NOTE, notesArtefacts, notesCases, REJECTED, UNAUTHORIZED } from "./fixture/notes-contract.ts";
import { CREATED, forgetsLimit, keepsContract } from "./fixture/notes-server.ts";
import { eventsOf, notesRun } from "./fixture/run-options.ts";
import type { CaseResult } from "./result.ts";
import { runContract } from "./run.ts";
import { RunError } from "./run-error.ts";
import type { RunEvent, RunSummary } from "./run-event.ts";
import type { RunOptions } from "./run-options.ts";
import type { Transport } from "./transport.ts";
import type { WireResponse } from "./wire-message.ts";

async function run(handler: LocalHandler, options: Partial<RunOptions> = {}) {
  const server = await localServer(handler);
  const events = await eventsOf(runContract(notesRun(server.url, options)));
  return { server, events, results: resultsOf(events), summary: summaryOf(events) };
}

const resultsOf = (events: RunEvent[]): CaseResult[] =>
  events.flatMap((event) => (event.type === "case-finished" ? event.result : []));

function summaryOf(events: RunEvent[]): RunSummary {
  const last = events.at(-1);
  if (last?.type !== "run-finished") throw new Error("no run-finished at the end");
  return last.summary;
}

async function refusal(options: RunOptions): Promise<RunError> {
  const error: unknown = await eventsOf(runContract(options)).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RunError);
  return error as RunError;
}

function manyCases(count: number): Case[] {
  return Array.from({ length: count }, (_, index) => ({
    ...ACCEPTED,
    name: `createNote/case/${index}`,
    request: [{ op: "replace", path: "/path/shelf", value: { $text: [`${index}-`, { fresh: 8 }] } }],
  }));
}

describe("runContract", () => {
  it("tells of a kept contract", async () => {
    const { events, results, summary } = await run(keepsContract);
    expect(events[0]).toEqual({
      type: "run-started",
      secrets: [{ name: "TOKEN", value: "good-token" }],
      ...{
        title: "Notes",
        version: "1.0.0",
        target: expect.stringMatching(/^http:/),
        seed: "seed",
        cases: 3,
        leftOut: 0,
      },
      operations: [{ id: "createNote", method: "POST", path: "/notes/{shelf}", cases: 3 }],
    });
    expect(results.map(({ name, status }) => [name, status])).toEqual(
      [ACCEPTED, REJECTED, UNAUTHORIZED].map(({ name }) => [name, "passed"]),
    );
    expect(summary).toMatchObject({ cases: 3, passed: 3, failed: 0, knownFailing: 0, skipped: 0, seed: "seed" });
  });

  it("finds a broken one", async () => {
    const { results, summary } = await run(forgetsLimit);
    expect(summary).toMatchObject({ passed: 2, failed: 1 });
    expect(results[1]).toMatchObject({
      status: "failed",
      findings: [{ check: "rejected-when-invalid" }],
      testCase: REJECTED,
    });
    expect(results[1]?.exchange).toMatchObject({ request: { method: "POST" }, answer: { status: 200 } });
  });

  it("lets known failures fail, and makes failures of those that pass", async () => {
    const knownFailing = [{ case: REJECTED.name, checks: ["rejected-when-invalid"], reason: "forgotten" }];
    const broken = await run(forgetsLimit, { knownFailing });
    expect(broken.summary).toMatchObject({ passed: 2, failed: 0, knownFailing: 1 });
    const kept = await run(keepsContract, { knownFailing });
    expect(kept.summary).toMatchObject({ passed: 2, failed: 1, knownFailing: 0 });
    expect(kept.results[1]?.findings).toMatchObject([{ check: "known-failing" }]);
  });

  it("fails on a stale entry, whatever is selected", async () => {
    const knownFailing = [
      { case: "createNote/credentials/*", reason: "x" },
      { case: "gone", reason: "y" },
    ];
    const { events, summary } = await run(keepsContract, { knownFailing, only: ["createNote/body"] });
    expect(events.filter(({ type }) => type === "entry-stale")).toMatchObject([{ entry: knownFailing[1] }]);
    expect(summary).toMatchObject({ cases: 2, passed: 2, failed: 1 });
  });

  it("counts what is skipped", async () => {
    const skipped = [{ name: "createNote/long", tests: { keyword: "maxLength", pointer: "" }, reason: "too long" }];
    const artefacts = notesArtefacts(notesCases(undefined, skipped));
    const { results, summary } = await run(keepsContract, { artefacts, skip: ["**/credentials/**"] });
    expect(summary).toMatchObject({ cases: 4, passed: 2, skipped: 2 });
    expect(results.slice(2)).toMatchObject([
      { reason: "left out by a pattern" },
      { reason: "too long", name: "createNote/long" },
    ]);
  });

  it("sends as many requests at once as it may, and reports in order", async () => {
    let under = 0;
    let most = 0;
    const slow: LocalHandler = async (request) => {
      most = Math.max(most, ++under);
      await setTimeout(request.url.includes("/0-") ? 60 : 5);
      under--;
      return CREATED;
    };
    const { results } = await run(slow, { artefacts: notesArtefacts(notesCases(manyCases(20))), concurrency: 4 });
    expect(results.map(({ name }) => name)).toEqual(manyCases(20).map(({ name }) => name));
    expect(most).toBe(4);
  });

  it("gives the same requests for the same seed, whatever the concurrency", async () => {
    const urls = async (seed: string, concurrency: number) => {
      const artefacts = notesArtefacts(notesCases(manyCases(12)));
      const { server } = await run(() => CREATED, { artefacts, seed, concurrency });
      return server.received.map(({ url }) => url).toSorted();
    };
    const one = await urls("a", 1);
    expect(new Set(one).size).toBe(13);
    expect(await urls("a", 6)).toEqual(one);
    expect(await urls("b", 1)).not.toEqual(one);
  });

  it("computes instants from its clock when it sends", async () => {
    const testCase = {
      ...ACCEPTED,
      request: [{ op: "add", path: "/headers/at", value: { $text: [{ instant: "now+PT1M", guard: -1 }] } }],
    };
    const { server } = await run(keepsContract, {
      artefacts: notesArtefacts(notesCases([testCase as Case])),
      now: () => Date.parse("2030-01-01T00:00:00Z"),
      guardMs: 5_000,
    });
    expect(server.received.at(-1)?.headers["at"]).toBe("2030-01-01T00:00:55.000Z");
  });

  it("stops sending when nobody reads any more", async () => {
    const server = await localServer(async () => {
      await setTimeout(5);
      return CREATED;
    });
    const artefacts = notesArtefacts(notesCases(manyCases(200)));
    for await (const event of runContract(notesRun(server.url, { artefacts, concurrency: 2 }))) {
      if (event.type === "case-finished" && event.index === 2) break;
    }
    const sent = server.received.length;
    await setTimeout(50);
    expect(server.received.length).toBeLessThan(20);
    expect(server.received.length - sent).toBeLessThanOrEqual(2);
  });

  it("ends with the reason when it is aborted", async () => {
    const server = await localServer(() => CREATED);
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(eventsOf(runContract(notesRun(server.url, { signal })))).rejects.toThrow("enough");
  });
});

describe("runContract, before the first case", () => {
  it("says that a target cannot be reached", async () => {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as { port: number };
    await new Promise((closed) => server.close(closed));
    const error = await refusal(notesRun(`http://127.0.0.1:${port}`));
    expect(error).toMatchObject({ code: "unreachable-target", where: `target http://127.0.0.1:${port}` });
    expect(error.what).toContain("cannot be reached: connect ECONNREFUSED");
    expect(error.hint).toContain("Start the server");
  });

  it("says that a target gives no answer", async () => {
    const { url } = await localServer(() => undefined);
    const error = await refusal(notesRun(url, { timeoutMs: 50 }));
    expect(error).toMatchObject({ code: "unreachable-target" });
    expect(error.what).toContain(`gives no answer to POST ${url}/notes/top: no answer within 50 ms`);
  });

  it("says that the base path is wrong when everything is 404", async () => {
    const { url, received } = await localServer(() => ({
      status: 404,
      headers: { "Content-Type": "text/html" },
      body: "?",
    }));
    const error = await refusal(notesRun(`${url}/v2/`));
    expect(error).toMatchObject({ code: "wrong-base-path", where: `target ${url}/v2` });
    expect(error.what).toBe(`answers 404 to every operation, e.g. POST ${url}/v2/notes/top`);
    expect(error.hint).toContain("https://notes.example/v1");
    expect(received).toHaveLength(1);
  });

  it("takes a documented 404 for an answer of the API", async () => {
    const artefacts = notesArtefacts();
    const responses = CREATE_NOTE.responses.map((each) => (each.status === "400" ? { ...each, status: "404" } : each));
    const contract = { ...artefacts.contract, operations: [{ ...CREATE_NOTE, responses }] };
    const { summary } = await run(() => ({ status: 404, body: { error: "no shelf" } }), {
      artefacts: { ...artefacts, contract },
      params: { shelf: "top" },
    });
    expect(summary.cases).toBe(3);
  });

  it("says that the credentials are refused when everything is 401", async () => {
    const { url } = await localServer(keepsContract);
    const error = await refusal(notesRun(url, { credentials: { token: "bad-token" } }));
    expect(error).toMatchObject({ code: "refused-credentials" });
  });

  it("refuses a target that is no URL", async () => {
    for (const url of ["127.0.0.1:4010", "ftp://x", "http://x/?a", "http://me@x/"]) {
      expect(await refusal(notesRun(url))).toMatchObject({ code: "bad-options", where: `target ${url}` });
    }
  });

  it("can be left out", async () => {
    const { summary } = await run(() => ({ status: 404 }), { probe: false });
    expect(summary).toMatchObject({ failed: 3 });
  });
});

/** {@link CREATED} as it comes from a transport. */
const NOTE: WireResponse = {
  ...{ status: 200, statusText: "OK", durationMs: 1 },
  headers: [
    ["Content-Type", "application/json"],
    ["X-Left", "7"],
  ],
  body: new TextEncoder().encode('{"id":"n"}'),
};

describe("runContract, when the target is lost", () => {
  const dyingRun = async (dies: (server: LocalServer) => boolean, options: Partial<RunOptions> = {}) => {
    const server = await localServer((_request, response) => {
      if (dies(server)) void server.stop();
      return response.destroyed ? undefined : CREATED;
    });
    const artefacts = notesArtefacts(notesCases(manyCases(50)));
    return eventsOf(
      runContract(notesRun(server.url, { artefacts, concurrency: 1, wait: async () => undefined, ...options })),
    );
  };

  it("fails the case that may have ended it, and skips what is left", async () => {
    const events = await dyingRun((server) => server.received.length === 12);
    expect(summaryOf(events)).toMatchObject({ passed: 10, failed: 1, skipped: 39 });
    expect(resultsOf(events)[10]?.findings).toMatchObject([{ check: "answers-in-time" }]);
    const reason = "the target accepts no connections any more, since createNote/case/11";
    expect(resultsOf(events).at(-1)?.reason).toBe(reason);
    expect(summaryOf(events).cutShort).toBe(reason);
  });

  it("waits for one that comes back", async () => {
    let refused = 0;
    const transport: Transport = {
      send: async (request) => {
        if (request.url.includes("/7-") && refused++ < 2)
          return { failure: "refused", message: "connect ECONNREFUSED", durationMs: 1 };
        return NOTE;
      },
    };
    const waits: number[] = [];
    const artefacts = notesArtefacts(notesCases(manyCases(9)));
    const wait = async (ms: number) => void waits.push(ms);
    const events = await eventsOf(runContract(notesRun("http://127.0.0.1:1", { artefacts, transport, wait })));
    expect(summaryOf(events)).toMatchObject({ passed: 9, failed: 0, skipped: 0 });
    expect(summaryOf(events)).not.toHaveProperty("cutShort");
    expect(waits).toEqual([100, 300]);
  });

  it("gives up on one that falls silent", async () => {
    let sent = 0;
    const transport: Transport = {
      send: async () =>
        ++sent > 3 ? { failure: "timeout", message: "no answer within 10000 ms", durationMs: 10_000 } : NOTE,
    };
    const artefacts = notesArtefacts(notesCases(manyCases(40)));
    const events = await eventsOf(
      runContract(notesRun("http://127.0.0.1:1", { artefacts, transport, concurrency: 1 })),
    );
    expect(summaryOf(events)).toMatchObject({ passed: 2, failed: 10, skipped: 28 });
    expect(summaryOf(events).cutShort).toBe("the target gives no answers any more, since createNote/case/11");
  });
});

describe("runContract, in a bounded time", () => {
  it("begins no case when the time is over, and says so", async () => {
    let clock = 0;
    const server = await localServer(() => {
      clock += 1_000;
      return CREATED;
    });
    const artefacts = notesArtefacts(notesCases(manyCases(20)));
    const options = { artefacts, maxTimeMs: 8_500, stopwatch: () => clock, concurrency: 1 };
    const events = await eventsOf(runContract(notesRun(server.url, options)));
    expect(summaryOf(events)).toMatchObject({ passed: 8, failed: 0, skipped: 12 });
    expect(resultsOf(events).at(-1)?.reason).toBe("not run: the time of 8.5 s was over");
    expect(summaryOf(events).cutShort).toBe("the time of 8.5 s was over before 12 cases");
    expect(server.received).toHaveLength(9);
  });

  it("is not cut short when the time is enough", async () => {
    const { summary } = await run(keepsContract, { maxTimeMs: 600_000 });
    expect(summary).toMatchObject({ passed: 3 });
    expect(summary).not.toHaveProperty("cutShort");
  });
});
