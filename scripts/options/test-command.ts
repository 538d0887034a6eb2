import { type Command, Option } from "commander";
import { ARTEFACTS, CONFIG, DOCUMENT, OVERLAY, REPORTERS } from "./descriptions.ts";
import { examples } from "./examples.ts";
import { baseUrl, collect, concurrency, count, duration, fuzzPath, header, param, server, shard } from "./values.ts";

/** Adds `contract-kit test`. */
export function addTestCommand(program: Command): void {
  program
    .command("test")
    .description("run the cases of a contract against a server; without --target, against the mock")
    .argument("[document]", DOCUMENT)
    .option("--config <file>", CONFIG)
    .option("--overlay <file>", OVERLAY, collect)
    .option("--allow-remote <host>", "a host that references may lead to; can be repeated", collect)
    .option("--reference-root <folder>", "the folder that references may not leave (default: the document's)")
    .option("-a, --artefacts <folder>", ARTEFACTS)
    .option("-t, --target <url>", "base URL of the server, its base path included", baseUrl)
    .option(
      "--server <url=url>",
      "where another server of the document is to be found, by its URL there; a URL alone is taken as it is",
      server,
    )
    .option("--wait <time>", "wait until the target answers, for so many seconds (or 5m) at most", duration)
    .option("--allow-writes", "send POST, PUT, PATCH and DELETE to a target that is not this machine")
    .option("-H, --header <field>", "header field for every request, 'Name: value'; credentials too", header)
    .option(
      "--credential <scheme=value>",
      "credential of a security scheme of the document: a token, a key, user:password",
      param,
    )
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
    .option("--fuzz <n>", "also send n random requests for each property of each operation", count)
    .option("--fuzz-time <time>", "how many seconds (or 5m, 1h) these may take altogether", duration)
    .option("--fuzz-path <path>", "send one of them again, as a report shows its path; with the same --seed", fuzzPath)
    .option("--shard <i/n>", "run the i-th of n parts; each case has its part by its name", shard)
    .option("--max-time <time>", "begin no case after so many seconds (or 5m, 1h); exit 2 if some are left", duration)
    .addOption(
      new Option("--timeout <time>", "how long an answer may take, in seconds (or 500ms)")
        .argParser(duration)
        .default(10_000, "10s"),
    )
    .option("--concurrency <number>", "how many requests are under way at once", concurrency, 8)
    .option("--reporter <list>", REPORTERS, "terminal")
    .addHelpText("after", "\n-H, --credential, --param, --server, --only and --skip can be repeated.")
    .addHelpText(
      "after",
      examples(
        "test",
        "test api.yaml --target http://127.0.0.1:8080/v1 -H 'Authorization: Bearer …'",
        "test api.yaml --target https://staging.example.com/v1 --allow-writes --param petId=42 --max-time 5m",
        "test --only '*/body/expiry/**' --reporter terminal,html=report.html",
        "test --shard 1/3 --seed $BUILD_NUMBER --reporter json=shard-1.json",
        "test --fuzz 200 --fuzz-time 30 --only '*/fuzz/**'",
        "test --workflow --target http://127.0.0.1:4010 -H 'Authorization: Bearer …'",
      ),
    )
    .action(async (document, _, command) => {
      const { runContracts } = await import("../config/run-contracts.ts");
      const { runTest } = await import("../commands/test.ts");
      await runContracts("test", { document, command }, runTest);
    });
}
