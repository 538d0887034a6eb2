import { basename, dirname } from "node:path";
import type { Command } from "commander";
import { packageRoot } from "../package-root.ts";
import { type ConfiguredCommand, chosenContracts } from "./chosen-contracts.ts";
import { commandOptions } from "./command-options.ts";
import { ConfigError } from "./config-error.ts";
import { reporterFor } from "./reporter-for.ts";

/** The options of a command as commander gives them. */
type Options = Record<string, unknown> & { config?: string };

/**
 * Runs a command for each contract of the configuration that it is about, or without one as it stands on the
 * command line. What is said there goes before the configuration, and lists are not put together. The exit
 * code is the worst of all.
 *
 * @param run - takes the document and the options of one
 * @throws ConfigError when the configuration has a mistake, or several runs would overwrite each other's files
 */
export async function runContracts(
  name: ConfiguredCommand,
  { document, command }: { document: string | undefined; command: Command },
  run: (document: string | undefined, options: never) => Promise<void>,
): Promise<void> {
  const { config, ...options } = command.opts<Options>();
  const contracts = await chosenContracts({ command: name, document, config });
  if (contracts.length === 0) refuseOwnDocument(name, document, options);
  if (contracts.length === 0) return run(document, options as never);
  if (contracts.length > 1) refuseSharedFiles(contracts.length, options);
  let worst = 0;
  for (const contract of contracts) {
    process.exitCode = 0;
    const isSaid = (option: string) => ["cli", "env"].includes(command.getOptionValueSource(option) ?? "");
    const said = Object.fromEntries(Object.entries(options).filter(([option]) => isSaid(option)));
    const { reporter } = options;
    const shared = contracts.length > 1 && typeof reporter === "string";
    const own = shared ? { reporter: reporterFor(reporter, contract.document) } : {};
    await run(contract.document, { ...options, ...commandOptions(name, contract), ...said, ...own } as never);
    worst = Math.max(worst, Number(process.exitCode ?? 0));
  }
  process.exitCode = worst;
}

/** In a clone of ours, the direct upload stands for a document that is not named; in a project, it is nothing of theirs. */
function refuseOwnDocument(
  name: ConfiguredCommand,
  document: string | undefined,
  { workflow, artefacts }: Options,
): void {
  // A workflow names its document, a folder has it; `diff` says itself what it needs.
  const isNamed = document !== undefined || typeof workflow === "string" || artefacts !== undefined || name === "diff";
  if (isNamed || basename(dirname(packageRoot())) !== "node_modules") return;
  const hint = `name one: \`contract-kit ${name} api.yaml\`; or let \`contract-kit init\` write a configuration`;
  throw new ConfigError(`contract-kit ${name}`, "there is no document and no contract-kit.config.ts", hint);
}

/** One output, package or JSON text cannot be that of several contracts. */
function refuseSharedFiles(count: number, { output, package: name, format }: Record<string, unknown>): void {
  const json = format === "json" ? "--format json" : undefined;
  const shared = output !== undefined ? `--output ${output}` : name !== undefined ? `--package ${name}` : json;
  if (shared === undefined) return;
  throw new ConfigError(shared, `would be that of ${count} contracts`, "name the document of one of them");
}
