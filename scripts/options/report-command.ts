import type { Command } from "commander";
import { REPORTERS } from "./descriptions.ts";
import { examples } from "./examples.ts";

/** Adds `contract-kit report`. */
export function addReportCommand(program: Command): void {
  program
    .command("report")
    .description("make one report of JSON reports: of all shards of a run, or of several runs")
    .argument("<files...>", "JSON reports of contract-kit test")
    .option("--reporter <list>", REPORTERS, "terminal")
    .addHelpText(
      "after",
      examples("report shards/*.json --reporter terminal,html=report.html,junit=report.xml", "report run.json"),
    )
    .action(async (files, options) => (await import("../commands/report.ts")).runReport(files, options));
}
