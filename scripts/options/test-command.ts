import type { Command } from "commander";
import { ARTEFACTS, DOCUMENT } from "./descriptions.ts";
import { examples } from "./examples.ts";
import { collect, header, param, shard } from "./values.ts";

/** Adds `contract-kit test`. */
export function addTestCommand(program: Command): void {
  program
    .command("test")
    .description("run the cases of a contract against a server; without --target, against the mock")
    .argument("[document]", DOCUMENT)
    .option("-a, --artefacts <folder>", ARTEFACTS)
    .option("-t, --target <url>", "base URL of the server, its base path included")
    .option("-H, --header <field>", "header field for every request, 'Name: value'; credentials too", header)
    .option("--param <name=value>", "value of a parameter in the base requests, or of an input of a workflow", param)
    .option("--only <pattern>", "run the cases whose full name matches", collect)
    .option("--skip <pattern>", "leave out the cases whose full name matches", collect)
    .option("--seed <text>", "what the fresh texts are made from (default: the time)")
    .option("--known-failing <file>", "JSON list of { case, reason, checks? }: these cases run and must fail")
    .option(
      "--workflow [file]",
      "run the workflows of an Arazzo 1.0 document in place of the cases; --param gives inputs " +
        "(default: the .arazzo.yaml beside the document)",
    )
    .option("--shard <i/n>", "run the i-th of n parts; each case has its part by its name", shard)
    .option("--reporter <list>", "terminal, json=FILE; separated by commas", "terminal")
    .addHelpText("after", "\n-H, --param, --only and --skip can be repeated.")
    .addHelpText(
      "after",
      examples(
        "test",
        "test api.yaml --target http://127.0.0.1:8080/v1 -H 'Authorization: Bearer …'",
        "test --only '*/body/expiry/**' --reporter terminal,json=report.json",
        "test --workflow --target http://127.0.0.1:4010 -H 'Authorization: Bearer …'",
      ),
    )
    .action(async (document, options) => (await import("../commands/test.ts")).runTest(document, options));
}
