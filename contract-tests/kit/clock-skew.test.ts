import { describe, expect, it } from "vitest";
import type { Case } from "../../spec/interchange/case.ts";
import { guardFor, measureClockSkew, skewNotice, type TimedAnswer } from "./clock-skew.ts";
import { type LocalHandler, localServer } from "./fixture/local-server.ts";
import { notesArtefacts, notesCases } from "./fixture/notes-contract.ts";
import { CREATED } from "./fixture/notes-server.ts";
import { eventsOf, notesRun } from "./fixture/run-options.ts";
import { runContract } from "./run.ts";

const T = Date.parse("2026-01-31T09:00:00.000Z");

function answer(date: number, sentAt: number, receivedAt: number, headers: [string, string][] = []): TimedAnswer {
  const fields: [string, string][] = [["Date", new Date(date).toUTCString()], ...headers];
  return {
    answer: { status: 200, statusText: "", headers: fields, body: new Uint8Array(), durationMs: 1 },
    sentAt,
    receivedAt,
  };
}

describe("measureClockSkew", () => {
  it.each([-600_000, -61_000, -1_500, 1_500, 3_700, 600_000])("finds %d ms within its uncertainty", (skew) => {
    for (const phase of [0, 1, 333, 500, 999]) {
      const samples = [0, 40, 180, 470, 900].map((at) => {
        const sentAt = T + phase + at;
        return answer(sentAt + 12 + skew, sentAt, sentAt + 30);
      });
      const found = measureClockSkew(samples);
      expect(Math.abs((found?.skewMs ?? NaN) - skew)).toBeLessThanOrEqual(found?.uncertaintyMs ?? NaN);
      expect(found?.uncertaintyMs).toBeLessThanOrEqual(515);
    }
  });

  it("takes none for granted as long as none is possible", () => {
    expect(measureClockSkew([answer(T, T + 300, T + 320)])).toEqual({ skewMs: 0, uncertaintyMs: 700 });
  });

  it("spans servers that contradict each other", () => {
    const found = measureClockSkew([answer(T, T, T + 10), answer(T + 60_000, T, T + 10)]);
    expect(found).toEqual({ skewMs: 0, uncertaintyMs: 61_000 });
    expect(guardFor(2_000, { skewMs: 0, uncertaintyMs: 61_000 })).toBe(62_000);
  });

  it("does not believe caches, and makes do without", () => {
    expect(measureClockSkew([answer(T - 90_000, T, T + 10, [["Age", "90"]])])).toBeUndefined();
    const silent = { ...answer(T, T, T).answer, headers: [] };
    expect(measureClockSkew([{ answer: silent, sentAt: T, receivedAt: T }])).toBeUndefined();
  });

  it("keeps the guard while it is wide enough", () => {
    expect(guardFor(2_000, { skewMs: 9, uncertaintyMs: 900 })).toBe(2_000);
    expect(guardFor(2_000, { skewMs: 9, uncertaintyMs: 1_600 })).toBe(2_600);
  });

  it("tells of a difference that is worth it", () => {
    expect(skewNotice({ skewMs: 4_000, uncertaintyMs: 1 })).toBeUndefined();
    expect(skewNotice({ skewMs: -93_784_000, uncertaintyMs: 1 })).toBe(
      "the target's clock is 1 d 2 h 3 min 4 s behind this machine's; instants in requests are those of the target's clock",
    );
  });
});

const MINUTE = 60_000;

/** A case about `at`, which has to be a minute ahead of the server's clock at least. */
function bound(name: string, instant: string, guard: 1 | -1, isValid: boolean): Case {
  return {
    name: `createNote/header/at/x-formatMinimum/${name}`,
    tests: { keyword: "x-formatMinimum", pointer: "" },
    request: [{ op: "add", path: "/headers/at", value: { $text: [{ instant, guard }] } }],
    expect: isValid
      ? { outcome: "accepted", status: ["200"] }
      : { outcome: "rejected", because: "data", status: ["400"] },
  };
}

const CASES = [
  bound("at the bound", "now+PT1M", 1, true),
  bound("one second inside", "now+PT1M1S", 1, true),
  bound("one second outside", "now+PT59S", -1, false),
  bound("one day outside", "now-P1D", -1, false),
];

describe("runContract against a server whose clock is off", () => {
  /** Its bound is `least` milliseconds ahead of its clock. */
  const server =
    (skew: number, least: number): LocalHandler =>
    ({ headers }) => {
      const now = Date.now() + skew;
      const isLate = headers["at"] === undefined || Date.parse(String(headers["at"])) >= now + least;
      const answer = isLate ? CREATED : { status: 400, body: { error: "too early" } };
      return { ...answer, headers: { ...answer.headers, Date: new Date(now).toUTCString() } };
    };

  const outcome = async (
    skew: number,
    least: number,
    change: (handler: LocalHandler) => LocalHandler = (same) => same,
  ) => {
    const { url } = await localServer(change(server(skew, least)));
    const events = await eventsOf(runContract(notesRun(url, { artefacts: notesArtefacts(notesCases(CASES)) })));
    const failed = events.flatMap((event) =>
      event.type === "case-finished" && event.result.status === "failed" ? event.result.name : [],
    );
    const notices = events[0]?.type === "run-started" ? (events[0].notices ?? []) : [];
    return { failed, notices };
  };

  it.each([-86_400_000, -3_600_000, -60_000, -5_000, -1_000, 0, 1_000, 5_000, 60_000, 3_600_000, 86_400_000])(
    "by %d ms",
    async (skew) => {
      // Mutants: ten seconds too strict, ten seconds too lax. Each is waited for, so all at once.
      const [kept, strict, lax] = await Promise.all(
        [MINUTE, MINUTE + 10_000, MINUTE - 10_000].map((least) => outcome(skew, least)),
      );
      expect(kept?.failed).toEqual([]);
      expect(kept?.notices).toHaveLength(Math.abs(skew) > 5_500 ? 1 : (kept?.notices.length ?? -1));
      if (Math.abs(skew) < 4_000) expect(kept?.notices).toEqual([]);
      expect(strict?.failed).toEqual([CASES[0]?.name, CASES[1]?.name]);
      expect(lax?.failed).toEqual([CASES[2]?.name]);
    },
  );

  it.each(["2020-01-01T00:00:00Z", "2038-01-01T00:00:00Z"])(
    "takes a Date that stands still for no clock: %s",
    async (at) => {
      const still =
        (handler: LocalHandler): LocalHandler =>
        async (request, response) => {
          const answer = await handler(request, response);
          return answer && { ...answer, headers: { ...answer.headers, Date: new Date(at).toUTCString() } };
        };
      const { failed, notices } = await outcome(0, MINUTE, still);
      expect(failed).toEqual([]);
      expect(notices).toEqual([expect.stringMatching(/^the Date of the target's answers stands still/)]);
      expect((await outcome(0, MINUTE + 10_000, still)).failed).toEqual([CASES[0]?.name, CASES[1]?.name]);
    },
  );

  it("goes by this machine's where there is no Date", async () => {
    const silent =
      (handler: LocalHandler): LocalHandler =>
      async (request, response) => {
        response.sendDate = false;
        const answer = await handler(request, response);
        const { Date: _, ...headers } = answer?.headers ?? {};
        return answer && { ...answer, headers };
      };
    expect(await outcome(0, MINUTE, silent)).toEqual({ failed: [], notices: [] });
    expect((await outcome(0, MINUTE - 10_000, silent)).failed).toEqual([CASES[2]?.name]);
  });

  it("leaves a clock alone that is the target's", async () => {
    const { url, received } = await localServer(server(-600_000, -1e12));
    const now = () => Date.parse("2030-01-01T00:00:00Z");
    await eventsOf(runContract(notesRun(url, { artefacts: notesArtefacts(notesCases(CASES)), now, guardMs: 0 })));
    expect(received[1]?.headers["at"]).toBe("2030-01-01T00:01:00.000Z");
  });
});
