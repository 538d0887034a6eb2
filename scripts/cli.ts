import { Command, CommanderError } from "commander";
import { generateCommand } from "./commands/generate.ts";
import { mockCommand } from "./commands/mock.ts";
import { testCommand } from "./commands/test.ts";
import { packageVersion } from "./package-version.ts";
import { reportError } from "./report-error.ts";

/** Builds the command line; every command sets the exit code: 0 good, 1 contract broken, 2 could not run. */
function createProgram(): Command {
  const program = new Command("contract-kit")
    .description(
      "From an OpenAPI document: types, a client, JSON Schemas, validators and test cases, and the proof that a server keeps it.",
    )
    .version(packageVersion())
    .showHelpAfterError("(see --help)")
    .exitOverride();
  for (const command of [generateCommand(), mockCommand(), testCommand()]) {
    program.addCommand(command.copyInheritedSettings(program));
  }
  return program;
}

try {
  await createProgram().parseAsync();
} catch (error) {
  // Commander has printed usage errors itself; its help and version end with code 0.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else process.exitCode = reportError(error);
}
