import { describe, expect, it } from "vitest";
import { type LocalServer, localServer } from "./fixture/local-server.ts";
import { manyCases, notesArtefacts, notesCases } from "./fixture/notes-contract.ts";
import { CREATED, keepsContract } from "./fixture/notes-server.ts";
import { eventsOf, notesRun } from "./fixture/run-options.ts";
import { resultsOf, summaryOf } from "./fixture/run-results.ts";
import { runContract } from "./run.ts";
import type { RunOptions } from "./run-options.ts";
import type { Transport } from "./transport.ts";
import type { WireResponse } from "./wire-message.ts";

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

  it("waits no longer than that for the first answers either", async () => {
    const server = await localServer(() => undefined);
    const events = await eventsOf(runContract(notesRun(server.url, { maxTimeMs: 300, timeoutMs: 600_000 })));
    expect(summaryOf(events)).toMatchObject({ passed: 0, failed: 0, skipped: 3 });
    expect(summaryOf(events).cutShort).toBe("the time of 0.3 s was over before 3 cases");
    expect(server.received).toHaveLength(1);
  });

  it("is not cut short when the time is enough", async () => {
    const { url } = await localServer(keepsContract);
    const summary = summaryOf(await eventsOf(runContract(notesRun(url, { maxTimeMs: 600_000 }))));
    expect(summary).toMatchObject({ passed: 3 });
    expect(summary).not.toHaveProperty("cutShort");
  });
});
