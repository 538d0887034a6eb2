import { describe, expect, it } from "vitest";
import type { Operation } from "../../spec/interchange/contract.ts";
import { localServer } from "./fixture/local-server.ts";
import { CREATE_NOTE, NOTES_CONTRACT, notesArtefacts } from "./fixture/notes-contract.ts";
import { keepsContract } from "./fixture/notes-server.ts";
import { eventsOf, notesRun } from "./fixture/run-options.ts";
import { patience, retryAfterMs } from "./rate-limit.ts";
import { runContract } from "./run.ts";
import { RunError } from "./run-error.ts";
import type { RunOptions } from "./run-options.ts";
import type { WireResponse } from "./wire-message.ts";

const NOW = Date.parse("2026-01-31T09:00:00Z");
const [RESPONSE] = CREATE_NOTE.responses;
const LIMITED: Operation = {
  ...CREATE_NOTE,
  responses: [...CREATE_NOTE.responses, ...(RESPONSE ? [{ ...RESPONSE, status: "429" }] : [])],
};

const limited = (after?: string): WireResponse => ({
  status: 429,
  ...{ statusText: "", body: new Uint8Array(), durationMs: 1 },
  headers: after === undefined ? [] : [["Retry-After", after]],
});

describe("retryAfterMs", () => {
  it("reads seconds and dates, and nothing else", () => {
    expect(retryAfterMs(limited("3"), NOW)).toBe(3_000);
    expect(retryAfterMs(limited(new Date(NOW + 7_000).toUTCString()), NOW)).toBe(7_000);
    expect(retryAfterMs(limited(new Date(NOW - 7_000).toUTCString()), NOW)).toBe(0);
    expect(retryAfterMs(limited("soon"), NOW)).toBeUndefined();
    expect(retryAfterMs(limited(), NOW)).toBeUndefined();
  });
});

describe("patience", () => {
  const asked = async (operation: Operation, answers: WireResponse[], timeLeft?: () => number) => {
    const waits: number[] = [];
    const wait = async (ms: number) => void waits.push(ms);
    const ask = patience({ now: () => NOW, wait, target: "http://a", ...(timeLeft && { timeLeft }) });
    const left = [...answers];
    const answer = await ask(operation, () => Promise.resolve(left.shift() ?? limited("1")));
    return { answer, waits, left };
  };

  it("waits as long as it is asked to", async () => {
    const ok = { ...limited(), status: 200 };
    expect(await asked(LIMITED, [limited("2"), limited(), limited(), ok])).toEqual({
      answer: ok,
      waits: [2_000, 1_000, 2_000],
      left: [],
    });
  });

  it("takes one that is neither documented nor says when to come back for an answer", async () => {
    expect(await asked(CREATE_NOTE, [limited()])).toMatchObject({ answer: { status: 429 }, waits: [] });
    const ok = { ...limited(), status: 200 };
    expect(await asked(CREATE_NOTE, [limited("2"), ok])).toMatchObject({ answer: ok, waits: [2_000] });
  });

  it("does not wait for ever", async () => {
    await expect(asked(LIMITED, [])).rejects.toThrow(
      /still answers 429 after 6 attempts.*\[rate-limited\]\n.*--concurrency 1/,
    );
    await expect(asked(LIMITED, [limited("3600")])).rejects.toThrow("wants a pause of 3600 s");
    const left = asked(LIMITED, [limited("20")], () => 12_500);
    await expect(left).rejects.toThrow("wants a pause of 20 s, which is more than the time that is left (12 s)");
  });
});

describe("runContract against a server with a limit", () => {
  const artefacts = { ...notesArtefacts(), contract: { ...NOTES_CONTRACT, operations: [LIMITED] } };

  it("makes no failures of it, and no storm", async () => {
    let tokens = 2;
    const server = await localServer((request, response) =>
      tokens-- > 0
        ? keepsContract(request, response)
        : { status: 429, headers: { "Retry-After": "1", "X-Left": "0" }, body: { id: "later" } },
    );
    const wait = async () => {
      tokens = 2;
    };
    const options: Partial<RunOptions> = { artefacts, wait, concurrency: 3 };
    const events = await eventsOf(runContract(notesRun(server.url, options)));
    expect(events.at(-1)).toMatchObject({ summary: { passed: 3, failed: 0, skipped: 0 } });
    expect(server.received.length).toBeLessThan(12);
  });

  it("ends with one message when the limit does not lift", async () => {
    const { url } = await localServer(() => ({ status: 429, headers: { "X-Left": "0" }, body: { id: "never" } }));
    const run = eventsOf(runContract(notesRun(url, { artefacts, wait: async () => undefined })));
    await expect(run).rejects.toMatchObject({ code: "rate-limited", where: `target ${url}` });
    await expect(run).rejects.toBeInstanceOf(RunError);
  });

  it("keeps what was done when it begins in the middle and does not lift", async () => {
    let left = 2;
    const server = await localServer((request, response) =>
      left-- > 0 ? keepsContract(request, response) : { status: 429, headers: { "Retry-After": "3600" }, body: {} },
    );
    const events = await eventsOf(runContract(notesRun(server.url, { concurrency: 1 })));
    expect(events.at(-1)).toMatchObject({
      summary: { passed: 1, failed: 0, skipped: 2, cutShort: "the target answers 429 and wants a pause of 3600 s" },
    });
    expect(server.received).toHaveLength(3);
  });
});
