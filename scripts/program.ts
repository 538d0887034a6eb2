import { Command } from "commander";
import { addDiffCommand } from "./options/diff-command.ts";
import { addGenerateCommand } from "./options/generate-command.ts";
import { addInitCommand } from "./options/init-command.ts";
import { addLintCommand } from "./options/lint-command.ts";
import { addMockCommand } from "./options/mock-command.ts";
import { addReportCommand } from "./options/report-command.ts";
import { addTestCommand } from "./options/test-command.ts";
import { packageVersion } from "./package-version.ts";

/**
 * The command line. Every command sets the exit code: 0 good, 1 the contract is broken, 2 it could not
 * run. What a command needs is loaded when it runs.
 */
export function createProgram(): Command {
  const program = new Command("contract-kit")
    .description(
      "From an OpenAPI document: types, a client, JSON Schemas, validators and test cases, and the proof that a server keeps it.",
    )
    .version(packageVersion())
    .showHelpAfterError("(see --help)")
    .exitOverride();
  for (const add of [
    addGenerateCommand,
    addLintCommand,
    addMockCommand,
    addTestCommand,
    addReportCommand,
    addDiffCommand,
    addInitCommand,
  ])
    add(program);
  return program;
}
