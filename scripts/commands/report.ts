import { readFile } from "node:fs/promises";
import { mergeReports } from "../../contract-tests/kit/report/merge-reports.ts";
import { readReport } from "../../contract-tests/kit/report/read-report.ts";
import { RunError } from "../../contract-tests/kit/run-error.ts";
import { exitCodeOf } from "../../contract-tests/kit/run-event.ts";
import { chooseReporters, reportTo } from "./test/reporters.ts";

/** Options of {@link runReport}. */
export interface ReportCommandOptions {
  reporter: string;
}

/** `contract-kit report`: makes one report of JSON reports, in any form; the exit code is that of the whole run. */
export async function runReport(files: readonly string[], { reporter }: ReportCommandOptions): Promise<void> {
  const choice = chooseReporters(reporter);
  const reports = await Promise.all(
    files.map(async (name) => ({ name, report: readReport(name, await textOf(name)) })),
  );
  const report = mergeReports(reports);
  await reportTo(choice, report);
  process.exitCode = exitCodeOf(report.summary);
}

async function textOf(file: string): Promise<string> {
  return readFile(file, "utf8").catch((error: Error) => {
    const hint = "Give the JSON reports of `contract-kit test --reporter json=FILE`.";
    throw new RunError("bad-options", file, `cannot be read: ${error.message}`, hint);
  });
}
