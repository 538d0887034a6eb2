import { type Command, Option } from "commander";
import type { DiffChangesetOptions } from "../commands/diff-changeset.ts";
import { CONFIG, INCLUDE, OVERLAY } from "./descriptions.ts";
import { examples } from "./examples.ts";
import { collect } from "./values.ts";

/** Adds `contract-kit diff`. */
export function addDiffCommand(program: Command): void {
  program
    .command("diff")
    .description("say what changes for those who rely on a document when another one takes its place")
    .argument(
      "[base]",
      "the document that is relied on: a file, or git:REV:path; a file alone is taken for HEAD, see --since",
    )
    .argument("[head]", "the document that takes its place: a file, or git:REV:path")
    .option("--config <file>", CONFIG)
    .option(
      "--since <rev>",
      "with one document, or with those of the configuration: compare it with what it was in a revision (default: HEAD; with --changeset, that of the package's last version)",
    )
    .addOption(
      new Option("--format <name>", "how to say it")
        .choices(["terminal", "markdown", "json", "github"])
        .default("terminal"),
    )
    .option("--allow-unproved", "exit with 0 where nothing breaks and something is neither proved nor refuted")
    .option("--changeset", "write what changes for a package to .changeset/ in the place of showing it; exit with 0")
    .option("--package <name>", "the package that the changeset is about (default: as the configuration says)")
    .option("--include <pattern>", INCLUDE, collect)
    .option("--overlay <file>", `${OVERLAY}: to both sides`, collect)
    .option("--base-overlay <file>", "an overlay for the base alone, after those for both; can be repeated", collect)
    .option("--head-overlay <file>", "an overlay for the head alone, after those for both; can be repeated", collect)
    .option("--allow-remote <host>", "a host that references may lead to; can be repeated", collect)
    .option("--reference-root <folder>", "the folder that references may not leave (default: the document's)")
    .addHelpText(
      "after",
      examples(
        "diff old.yaml new.yaml",
        "diff api.yaml",
        "diff --since origin/main",
        "diff git:origin/main:spec/api.yaml spec/api.yaml",
        "diff --changeset",
        "diff theirs-before.json theirs-now.json --overlay mended.overlay.yaml",
        "diff git:origin/main:spec/api.yaml spec/api.yaml --format markdown > comment.md",
      ),
    )
    .action(async (base: string | undefined, head: string | undefined, { since, changeset }, command) => {
      const { runContracts } = await import("../config/run-contracts.ts");
      const { runDiff, runDiffSince, singleDocument } = await import("../commands/diff.ts");
      const { runDiffChangeset, runPackageChangeset, subjectOf } = await import("../commands/diff-changeset.ts");
      await runContracts("diff", { document: head ?? base, command }, (document, options: DiffChangesetOptions) => {
        if (base !== undefined && head !== undefined)
          return changeset ? runDiffChangeset(base, head, options) : runDiff(base, head, options);
        const single = singleDocument(document);
        if (!changeset) return runDiffSince(since ?? "HEAD", single, options);
        // Those of the configuration may be no packages; one that is named has to be.
        if (base !== undefined) subjectOf(options);
        return runPackageChangeset(since, single, options);
      });
    });
}
