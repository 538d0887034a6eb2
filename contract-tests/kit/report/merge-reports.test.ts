import { describe, expect, it } from "vitest";
import type { Case, RequestPatch } from "../../../spec/interchange/case.ts";
import { type LocalHandler, localServer } from "../fixture/local-server.ts";
import { ACCEPTED, notesArtefacts, notesCases, REJECTED, UNAUTHORIZED } from "../fixture/notes-contract.ts";
import { notesReport } from "../fixture/notes-report.ts";
import { forgetsLimit } from "../fixture/notes-server.ts";
import { renderJunit } from "../reporters/junit.ts";
import { RunError } from "../run-error.ts";
import { mergeReports } from "./merge-reports.ts";
import { readReport } from "./read-report.ts";
import type { RunReport } from "./run-report.ts";

/** Cases with fresh texts, as a server that remembers needs them. */
const CASES: Case[] = Array.from({ length: 30 }, (_, index): Case => {
  const of = [ACCEPTED, REJECTED, UNAUTHORIZED][index % 3] as Case;
  const fresh: RequestPatch = { op: "add", path: "/query/-", value: { name: "q", value: { $text: [{ fresh: 3 }] } } };
  return { ...of, name: `${of.name}, ${index}`, request: [...of.request, fresh] };
});
const SKIPPED = [{ name: "createNote/long", tests: { keyword: "x", pointer: "" }, reason: "too long" }];
const OPTIONS = {
  artefacts: notesArtefacts(notesCases(CASES, SKIPPED)),
  knownFailing: [
    { case: `${REJECTED.name}, 1`, reason: "old" },
    { case: "gone/2", reason: "older" },
    { case: "gone/1", reason: "oldest" },
    { case: "gone/3", reason: "ancient" },
  ],
  skip: [`${ACCEPTED.name}, 0`],
};

async function shards(url: string, count: number): Promise<{ name: string; report: RunReport }[]> {
  const indices = Array.from({ length: count }, (_, index) => index + 1);
  return Promise.all(
    indices.map(async (index) => {
      const report = await notesReport(url, { ...OPTIONS, shard: { index, count } });
      return { name: `${index}.json`, report: readReport(`${index}.json`, JSON.stringify(report)) };
    }),
  );
}

/** What two runs of the same cases cannot have in common. */
function timeless(report: RunReport): RunReport {
  const text = JSON.stringify(report, (name, value: unknown) => (name === "durationMs" ? 0 : value));
  return JSON.parse(text.replaceAll(/\["Date","[^"]*"\]/g, '["Date",""]')) as RunReport;
}

describe("mergeReports", () => {
  it("makes of any number of shards the report of the whole, in JSON and in JUnit", async () => {
    const { url } = await localServer(forgetsLimit);
    const whole = timeless(await notesReport(url, OPTIONS));
    expect(whole.summary).toMatchObject({ cases: 31, failed: 12, knownFailing: 1, skipped: 2 });
    for (const count of [1, 2, 3, 40]) {
      const parts = await shards(url, count);
      expect(parts.some(({ report }) => report.cases.length === 0)).toBe(count === 40);
      const { shard: _, ...summary } = mergeReports(parts.toReversed()).summary;
      const merged = timeless({ ...mergeReports(parts.toReversed()), summary });
      expect(merged).toEqual(whole);
      expect(renderJunit(merged)).toBe(renderJunit(whole));
    }
  });

  it("sends no fresh text twice, whatever the shard", async () => {
    const { url, received } = await localServer(forgetsLimit);
    await shards(url, 3);
    const sent = received.flatMap(({ url: target }) => new URL(target, url).searchParams.getAll("q"));
    expect(sent.length).toBe(29);
    expect(new Set(sent).size).toBe(sent.length);
  });

  it("refuses a missing shard, a repeated one and one of another run", async () => {
    const { url } = await localServer(forgetsLimit);
    const [one, two, three] = await shards(url, 3);
    const [half] = await shards(url, 2);
    if (!one || !two || !three || !half) throw new Error("there are not enough shards");
    expect(() => mergeReports([one, three])).toThrow("shard 2/3 is missing: 1.json is 1/3, 3.json is 3/3");
    expect(() => mergeReports([one, two, two, three])).toThrow("2.json: holds shard 2/3, which another");
    expect(() => mergeReports([one, two, three, half])).toThrow(/holds shard 1\/2, but others are of 3/);
    expect(() => mergeReports([])).toThrow("no report is given");
  });

  it("puts different runs one after the other", async () => {
    const keeps: LocalHandler = (request, response) => forgetsLimit(request, response);
    const { url } = await localServer(keeps);
    const first = await notesReport(url, { only: [ACCEPTED.name] });
    const second = await notesReport(url, { only: ["createNote/credentials"], seed: "other" });
    const other = { ...second, operations: [{ id: "createNote", method: "", path: "x" }] };
    const reports = [first, other].map((report, index) => ({ name: String(index), report }));
    const merged = mergeReports(reports);
    expect(merged.summary).toMatchObject({ cases: 2, passed: 2, seed: "seed, other" });
    expect(merged.cases.map(({ index, case: name }) => [index, name])).toEqual([
      [0, ACCEPTED.name],
      [1, UNAUTHORIZED.name],
    ]);
    expect(() => mergeReports([...reports, { name: "2", report: { ...other, leftOut: 9 } }])).toThrow(
      `${UNAUTHORIZED.name}: is in two reports`,
    );
  });
});

describe("readReport", () => {
  it("refuses what is no report", () => {
    for (const text of ["{", "null", "[]", '{"summary":{}}', '{"format":"contract-kit-report-9"}']) {
      expect(() => readReport("a.json", text)).toThrow(RunError);
    }
    expect(() => readReport("a.json", '{"format":"contract-kit-report-1"}')).toThrow("a.json: is incomplete");
  });
});
