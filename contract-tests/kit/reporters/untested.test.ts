import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { localServer } from "../fixture/local-server.ts";
import { notesReport } from "../fixture/notes-report.ts";
import { keepsContract } from "../fixture/notes-server.ts";
import type { RunReport } from "../report/run-report.ts";
import { renderAnnotations } from "./github.ts";
import { renderHtml } from "./html.ts";
import { renderJobSummary } from "./job-summary.ts";
import { renderJunit } from "./junit.ts";
import { printReport } from "./terminal.ts";

/** A report with two operations that could not be tested, for the same reason. */
async function reportOf(): Promise<RunReport> {
  const { url } = await localServer(keepsContract);
  const report = await notesReport(url);
  const untested = ["getNote", "editNote"].map((operation) => ({
    ...{ operation, what: "its base request is answered 404", hint: "name something that is there: --param note=…" },
  }));
  return { ...report, summary: { ...report.summary, untested } };
}

const WHAT =
  "Not tested: getNote, editNote: its base request is answered 404; name something that is there: --param note=…. To leave them out: --skip 'getNote/**' --skip 'editNote/**'";

describe("reports of a run in which an operation could not be tested", () => {
  it("say so on the terminal", async () => {
    const stream = new PassThrough({ encoding: "utf8" });
    printReport(await reportOf(), { stream: stream as unknown as NodeJS.WriteStream });
    const text = String(stream.read());
    expect(text).toContain(`\n${WHAT}.\nNot all could be tested.  3 passed`);
    expect(text).not.toContain("The contract is kept");
  });

  it("are an error to a reader of JUnit's figures", async () => {
    const text = renderJunit(await reportOf());
    expect(text).toMatch(/<testsuites [^>]*tests="5" failures="0" errors="2"/);
    expect(text).toContain('<testcase name="editNote" classname="run" time="0.000">\n<error message="its base request');
  });

  it("annotate, and head the summary of a job", async () => {
    const report = await reportOf();
    expect(renderAnnotations(report, ".")).toContain(`::error title=Not all could be tested::${WHAT}`);
    expect(renderJobSummary(report)).toContain("## ⚠️ Not all could be tested");
  });

  it("head the page", async () => {
    const page = await renderHtml(await reportOf());
    expect(page).toContain('<h1 class="cut">Not all could be tested</h1>');
    expect(page).toContain("Not tested: getNote, editNote");
  });
});
