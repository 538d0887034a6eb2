import type { Command } from "commander";
import { examples } from "./examples.ts";

/** Adds `contract-kit init`. */
export function addInitCommand(program: Command): void {
  program
    .command("init")
    .description(
      "write a configuration, npm scripts and a CI workflow for documents that are there; nothing is overwritten",
    )
    .argument("[documents...]", "OpenAPI documents (default: those that are found in the project)")
    .option("-o, --output <folder>", "where the artefacts go (default: generated/<name>)")
    .option("-t, --target <url>", "base URL of the server that CI tests (default: the mock)")
    .option("--no-ci", "write no workflow")
    .option("-y, --yes", "ask nothing; take the answers that would be proposed")
    .addHelpText("after", examples("init", "init spec/api.yaml --target http://127.0.0.1:8080 --yes"))
    .action(async (documents, options) => (await import("../commands/init.ts")).runInit(documents, options));
}
