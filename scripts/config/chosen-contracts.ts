import { dirname, relative, resolve } from "node:path";
import type { Config, ContractConfig } from "./config.ts";
import { ConfigError } from "./config-error.ts";
import { findConfig } from "./find-config.ts";
import { readConfig } from "./read-config.ts";

/** The commands that take what a configuration says. */
export type ConfiguredCommand = "generate" | "lint" | "mock" | "test" | "diff";

/** What is asked for on the command line. */
export interface ContractChoice {
  command: ConfiguredCommand;
  /** The document that is named there. */
  document: string | undefined;
  /** The configuration that is named there; otherwise, the nearest one is taken. */
  config: string | undefined;
}

/**
 * The contracts of the configuration that a command is about, with paths relative to the working folder: the
 * one of the document that is named; otherwise all, for `mock` the first, and for `test` those that say how
 * they are tested or the first. Empty without a configuration, and for documents that it does not know.
 *
 * @throws ConfigError when the configuration has a mistake
 */
export async function chosenContracts({ command, document, config }: ContractChoice): Promise<ContractConfig[]> {
  const file = config === undefined ? findConfig(process.cwd()) : resolve(config);
  if (file === undefined) return [];
  const contracts = contractsOf(await readConfig(file), dirname(file));
  if (document !== undefined) {
    const named = contracts.filter((contract) => resolve(contract.document) === resolve(document));
    if (named.length > 1 && command !== "generate") {
      const where = relative(process.cwd(), file);
      throw new ConfigError(where, `has ${named.length} contracts of ${document}`, "only generate can take them all");
    }
    return named;
  }
  const tested = contracts.filter(({ test }) => test !== undefined);
  if (command === "test" && tested.length > 0) return tested;
  return command === "mock" || command === "test" ? contracts.slice(0, 1) : contracts;
}

/** Paths in the configuration are relative to its folder. */
function contractsOf({ contracts }: Config, folder: string): ContractConfig[] {
  const from = (path: string) => relative(process.cwd(), resolve(folder, path)) || ".";
  return contracts.map((contract): ContractConfig => {
    const { document, output, overlays, referenceRoot, test, mock } = contract;
    return {
      ...contract,
      document: from(document),
      ...(output !== undefined && { output: from(output) }),
      ...(overlays && { overlays: overlays.map(from) }),
      ...(referenceRoot !== undefined && { referenceRoot: from(referenceRoot) }),
      ...(test && {
        test: typeof test.knownFailing === "string" ? { ...test, knownFailing: from(test.knownFailing) } : test,
      }),
      ...(mock && { mock: mock.state === undefined ? mock : { ...mock, state: from(mock.state) } }),
    };
  });
}
