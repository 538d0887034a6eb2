import { accessSync, constants, existsSync, statSync } from "node:fs";
import { appendFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { collectReport } from "../../../contract-tests/kit/report/collect-report.ts";
import type { Places } from "../../../contract-tests/kit/report/place.ts";
import type { RunReport } from "../../../contract-tests/kit/report/run-report.ts";
import { renderAnnotations } from "../../../contract-tests/kit/reporters/github.ts";
import { renderJobSummary } from "../../../contract-tests/kit/reporters/job-summary.ts";
import { renderJson } from "../../../contract-tests/kit/reporters/json.ts";
import { renderJunit } from "../../../contract-tests/kit/reporters/junit.ts";
import { printReport, terminalReporter } from "../../../contract-tests/kit/reporters/terminal.ts";
import { RunError } from "../../../contract-tests/kit/run-error.ts";
import type { RunListener } from "../../../contract-tests/kit/run-event.ts";

/** What `--reporter` asks for. */
export interface ReporterChoice {
  /** Whether the run is told on the terminal as it goes. */
  terminal: boolean;
  /** What is made of the whole report at its end. */
  outputs: ((report: RunReport) => void | Promise<void>)[];
}

const RENDERERS: Record<string, (report: RunReport) => string | Promise<string>> = {
  html: async (report) => (await import("../../../contract-tests/kit/reporters/html.ts")).renderHtml(report),
  junit: renderJunit,
  json: renderJson,
};

/**
 * Reads the list of `--reporter`.
 *
 * @throws RunError (`bad-options`) when there is no such reporter, or its file cannot be written: a run
 * whose report is lost at its end would have been for nothing
 */
export function chooseReporters(list: string): ReporterChoice {
  const choice: ReporterChoice = { terminal: false, outputs: [] };
  for (const name of list.split(",")) {
    const [, kind = name, file] = /^(\w+)=(.+)$/s.exec(name) ?? [];
    const render = RENDERERS[kind];
    if (name === "terminal") choice.terminal = true;
    else if (name === "github") choice.outputs.push(writeToGithub);
    else if (render && file !== undefined) {
      checkWritable(name, file);
      choice.outputs.push(async (report) => writeFile(file, await render(report)));
    } else {
      const files = Object.keys(RENDERERS).map((each) => `${each}=FILE`);
      const hint = render ? `Say where it goes: ${kind}=FILE.` : `Use terminal, github, ${files.join(", ")}.`;
      throw new RunError("bad-options", `--reporter ${name}`, render ? "has no file" : "is no reporter", hint);
    }
  }
  return choice;
}

function checkWritable(name: string, file: string): void {
  try {
    const exists = existsSync(file);
    accessSync(exists ? file : dirname(file), constants.W_OK);
    if (exists && statSync(file).isDirectory()) throw new Error("it is a folder");
  } catch (error) {
    const what = `cannot be written: ${(error as Error).message}`;
    throw new RunError("bad-options", `--reporter ${name}`, what, "Name a file in a folder that exists.", {
      cause: error,
    });
  }
}

/** Annotations go to the log of the job, the summary into the file that GitHub names. */
async function writeToGithub(report: RunReport): Promise<void> {
  const { GITHUB_WORKSPACE: root = process.cwd(), GITHUB_STEP_SUMMARY: summary } = process.env;
  process.stdout.write(renderAnnotations(report, root));
  if (summary !== undefined) await appendFile(summary, renderJobSummary(report));
}

/** The listeners of a choice, and what is left to do when the run has ended. */
export function listenersOf(
  { terminal, outputs }: ReporterChoice,
  places: Places,
): { listeners: RunListener[]; finish(): Promise<void> } {
  let report: RunReport | undefined;
  const collect = collectReport(places, (made) => {
    report = made;
  });
  return {
    listeners: [...(terminal ? [terminalReporter({ places })] : []), ...(outputs.length > 0 ? [collect] : [])],
    async finish() {
      if (report) for (const output of outputs) await output(report);
    },
  };
}

/** Makes the outputs of a choice from a report that is there already. */
export async function reportTo({ terminal, outputs }: ReporterChoice, report: RunReport): Promise<void> {
  if (terminal) printReport(report);
  for (const output of outputs) await output(report);
}
