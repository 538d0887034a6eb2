import { type Command, Option } from "commander";
import { CONFIG, DOCUMENT, INCLUDE, OVERLAY } from "./descriptions.ts";
import { examples } from "./examples.ts";
import { collect } from "./values.ts";

/** Adds `contract-kit lint`. */
export function addLintCommand(program: Command): void {
  program
    .command("lint")
    .description("report contradictions of a document, and mistakes that were mended when it was read")
    .argument("[document]", DOCUMENT)
    .option("--config <file>", CONFIG)
    .addOption(
      new Option("--format <name>", "how to say it").choices(["terminal", "json", "github"]).default("terminal"),
    )
    .option("--strict", "take warnings for errors")
    .option("--include <pattern>", INCLUDE, collect)
    .option("--overlay <file>", OVERLAY, collect)
    .option("--allow-remote <host>", "a host that references may lead to; can be repeated", collect)
    .option("--reference-root <folder>", "the folder that references may not leave (default: the document's)")
    .addHelpText("after", examples("lint", "lint api.yaml --strict", "lint api.yaml --format github"))
    .action(async (document, _, command) => {
      const { runContracts } = await import("../config/run-contracts.ts");
      const { runLint } = await import("../commands/lint.ts");
      await runContracts("lint", { document, command }, runLint);
    });
}
