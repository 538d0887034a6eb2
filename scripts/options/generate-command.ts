import { type Command, Option } from "commander";
import { CONFIG, DOCUMENT, INCLUDE, OVERLAY } from "./descriptions.ts";
import { examples } from "./examples.ts";
import { collect } from "./values.ts";

/** Adds `contract-kit generate`. */
export function addGenerateCommand(program: Command): void {
  program
    .command("generate")
    .description("write types, client, schemas, validators, cases and the table of constraints")
    .argument("[document]", DOCUMENT)
    .option("--config <file>", CONFIG)
    .option("-o, --output <folder>", "where to (default: generated/<name> in the document's project)")
    .option("--strict", "take warnings for errors")
    .option("--overlay <file>", OVERLAY, collect)
    .option("--allow-remote <host>", "a host that references may lead to; can be repeated", collect)
    .option("--reference-root <folder>", "the folder that references may not leave (default: the document's)")
    .option("--include <pattern>", INCLUDE, collect)
    .option("--cases", "derive test cases (default: for documents of up to 200 operations)")
    .option("--no-cases", "leave test cases out")
    .option("--package <name>", "make the folder an npm package of this name, compiled and with a README")
    .option("--package-version <version>", "its version; keep: a release tool changes it (default: the document's)")
    .option("--check", "write nothing; list the files that differ and exit 1")
    .addOption(
      new Option("-w, --watch", "generate again whenever a file changes that was read, until Ctrl-C").conflicts(
        "check",
      ),
    )
    .addHelpText(
      "after",
      examples(
        "generate",
        "generate api.yaml -o src/api",
        "generate api.yaml --include 'GET /users/**'",
        "generate theirs.json --overlay mended.overlay.yaml",
        "generate api.yaml -o packages/notes --package @acme/notes",
        "generate --watch",
        "generate --check",
      ),
    )
    .action(async (document, { watch }, command) => {
      const { runContracts } = await import("../config/run-contracts.ts");
      const { runGenerate } = await import("../commands/generate.ts");
      const asked = { document, command };
      if (watch) await (await import("../watch/watch-generate.ts")).watchGenerate(asked);
      else await runContracts("generate", asked, runGenerate);
    });
}
