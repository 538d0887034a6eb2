import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Case } from "../../spec/interchange/case.ts";
import { type LocalHandler, localServer } from "./fixture/local-server.ts";
import { ACCEPTED, manyCases, notesArtefacts, notesCases, REJECTED, UNAUTHORIZED } from "./fixture/notes-contract.ts";
import { CREATED, forgetsLimit, keepsContract } from "./fixture/notes-server.ts";
import { eventsOf, notesRun } from "./fixture/run-options.ts";
import { resultsOf, summaryOf } from "./fixture/run-results.ts";
import { runContract } from "./run.ts";
import type { RunOptions } from "./run-options.ts";

async function run(handler: LocalHandler, options: Partial<RunOptions> = {}) {
  const server = await localServer(handler);
  const events = await eventsOf(runContract(notesRun(server.url, options)));
  return { server, events, results: resultsOf(events), summary: summaryOf(events) };
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
