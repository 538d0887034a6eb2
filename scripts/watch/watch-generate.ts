import { styleText } from "node:util";
import type { Command } from "commander";
import { type GenerateCommandOptions, runGenerate } from "../commands/generate.ts";
import { runContracts } from "../config/run-contracts.ts";
import { reportError } from "../report-error.ts";
import { runOnChange } from "./run-on-change.ts";

/**
 * `contract-kit generate --watch`: generates again whenever a file changes that was read for a contract. A
 * document with a mistake is told, and what was generated before it stays.
 */
export async function watchGenerate(asked: { document: string | undefined; command: Command }): Promise<void> {
  let quiet = false;
  const { createDeriveAgain } = await import("../../generator/cases/derive-again.ts");
  const derives = new Map<string | undefined, ReturnType<typeof createDeriveAgain>>();
  await runOnChange(async (onInput) => {
    const inputs = new Set<string>();
    const seen = (path: string) => {
      inputs.add(path);
      onInput(path);
    };
    const generate = (document: string | undefined, options: GenerateCommandOptions) => {
      const derive = derives.get(document) ?? createDeriveAgain();
      derives.set(document, derive);
      return runGenerate(document, { ...options, onInput: seen, quiet, derive });
    };
    try {
      await runContracts("generate", asked, generate);
    } catch (error) {
      // The configuration and the place of the output are what no change of a document mends.
      if (inputs.size === 0) throw error;
      reportError(error);
    }
    process.exitCode = 0;
    if (!quiet)
      console.log(
        styleText("dim", `  watching ${inputs.size} ${inputs.size === 1 ? "file" : "files"}; Ctrl-C ends it`),
      );
    quiet = true;
  }, new AbortController().signal);
}
