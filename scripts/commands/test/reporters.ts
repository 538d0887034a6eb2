import { writeFile } from "node:fs/promises";
import { jsonReporter } from "../../../contract-tests/kit/reporters/json.ts";
import { terminalReporter } from "../../../contract-tests/kit/reporters/terminal.ts";
import { RunError } from "../../../contract-tests/kit/run-error.ts";
import type { RunListener } from "../../../contract-tests/kit/run-event.ts";

/** A listener, and what is left to do when the run has ended. */
export interface Reporter {
  listener: RunListener;
  finish?(): Promise<void>;
}

/** The report of that name. @throws RunError (`bad-options`) when there is none */
export function reporterNamed(name: string): Reporter {
  if (name === "terminal") return { listener: terminalReporter() };
  const file = /^json=(.+)$/.exec(name)?.[1];
  if (file === undefined)
    throw new RunError("bad-options", `--reporter ${name}`, "is no reporter", "Use terminal or json=FILE.");
  let text = "";
  return {
    listener: jsonReporter((report) => {
      text = report;
    }),
    finish: () => writeFile(file, text),
  };
}
