import { describe, expect, it } from "vitest";
import { localServer } from "../fixture/local-server.ts";
import { REJECTED } from "../fixture/notes-contract.ts";
import { forgetsLimit } from "../fixture/notes-server.ts";
import { notesRun } from "../fixture/run-options.ts";
import { collectReport } from "../report/collect-report.ts";
import type { RunReport } from "../report/run-report.ts";
import { runContract } from "../run.ts";
import { listen } from "../run-event.ts";
import { renderJson } from "./json.ts";

/** The JSON report, for every `write`. */
function jsonReporter(write: (text: string) => void) {
  return collectReport(
    () => undefined,
    (report) => write(renderJson(report)),
  );
}

describe("renderJson", () => {
  it("holds the figures and everything about each failure", async () => {
    const { url } = await localServer(forgetsLimit);
    const texts: string[] = [];
    const knownFailing = [{ case: "gone", reason: "x" }];
    const summary = await listen(runContract(notesRun(url, { knownFailing })), [
      jsonReporter((text) => texts.push(text)),
    ]);
    expect(texts).toHaveLength(1);
    const report = JSON.parse(texts.join("")) as RunReport;
    expect(report.summary).toEqual(summary);
    expect(Object.keys(report.summary)).toEqual([
      "cases",
      "passed",
      "failed",
      "knownFailing",
      "skipped",
      "undecided",
      "seed",
      "durationMs",
    ]);
    expect(report.failures).toHaveLength(2);
    expect(report.failures[0]).toEqual({
      case: REJECTED.name,
      operation: "createNote",
      check: "rejected-when-invalid",
      where: `openapi.json#${REJECTED.tests.pointer}`,
      what: expect.stringContaining("answered 200"),
      hint: expect.any(String),
      curl: expect.stringMatching(
        /^curl .*'Content-Type: application\/json' \\\n {2}--data-raw '\{"title":"aaaaaa"\}'$/s,
      ),
      response: {
        ...{ status: 200, statusText: "OK", body: '{"id":"n1"}', encoding: "utf-8", truncated: false },
        headers: expect.arrayContaining([["X-Left", "7"]]),
      },
    });
    expect(report.failures[1]).toMatchObject({
      case: "gone",
      operation: null,
      check: "known-failing",
      curl: null,
      response: null,
    });
  });

  it("shows no secret, even when the server echoes it", async () => {
    const { url } = await localServer(({ headers }) => ({
      status: 200,
      headers: { "X-Left": "1", "X-Echo": headers.authorization ?? "" },
      body: { id: headers.authorization ?? "", more: "x".repeat(20_000) },
    }));
    const texts: string[] = [];
    await listen(runContract(notesRun(url, { only: [REJECTED.name] })), [jsonReporter((text) => texts.push(text))]);
    expect(texts.join("")).not.toContain("good-token");
    const [failure] = (JSON.parse(texts.join("")) as RunReport).failures;
    expect(failure?.curl).toContain('"Authorization: Bearer $TOKEN"');
    expect(failure?.response).toMatchObject({ truncated: true, body: expect.stringContaining("Bearer $TOKEN") });
  });

  it("shows what there was in place of a response", async () => {
    const { url } = await localServer(({ body }) => (body.length > 17 ? undefined : { status: 200, body: {} }));
    const texts: string[] = [];
    await listen(runContract(notesRun(url, { only: [REJECTED.name], timeoutMs: 100 })), [
      jsonReporter((text) => texts.push(text)),
    ]);
    const [failure] = (JSON.parse(texts.join("")) as RunReport).failures;
    expect(failure).toMatchObject({
      check: "answers-in-time",
      response: { failure: "timeout", message: "no answer within 100 ms" },
    });
  });
});
