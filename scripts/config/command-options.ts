import type { DiffChangesetOptions } from "../commands/diff-changeset.ts";
import type { GenerateCommandOptions } from "../commands/generate.ts";
import type { LintCommandOptions } from "../commands/lint.ts";
import type { MockCommandOptions } from "../commands/mock.ts";
import type { TestCommandOptions } from "../commands/test.ts";
import type { ConfiguredCommand } from "./chosen-contracts.ts";
import type { ContractConfig } from "./config.ts";

/** The options of each command that a configuration can give. */
interface CommandOptions {
  generate: GenerateCommandOptions;
  lint: LintCommandOptions;
  mock: MockCommandOptions;
  test: TestCommandOptions;
  diff: DiffChangesetOptions;
}

/** What a contract of the configuration means to a command, as the command line would say it. */
export function commandOptions(command: ConfiguredCommand, contract: ContractConfig): Record<string, unknown> {
  return Object.fromEntries(Object.entries(OPTIONS[command](contract)).filter(([, value]) => value !== undefined));
}

/** What may be absent is `undefined` here. */
type Loose<Options> = { [Name in keyof Options]?: Options[Name] | undefined };

const reading = ({ overlays, allowRemote, referenceRoot }: ContractConfig) => ({
  overlay: overlays,
  allowRemote,
  referenceRoot,
});

const OPTIONS: { [Name in ConfiguredCommand]: (contract: ContractConfig) => Loose<CommandOptions[Name]> } = {
  generate: (contract) => {
    const { output, include, cases, strict, package: name, packageVersion } = contract;
    return { ...reading(contract), output, include, cases, strict, package: name, packageVersion };
  },
  lint: (contract) => ({ ...reading(contract), include: contract.include, strict: contract.strict }),
  diff: (contract) => {
    const { output, include, package: name } = contract;
    return { ...reading(contract), output, include, package: name };
  },
  mock: (contract) => {
    const { output, include, mock = {} } = contract;
    return { ...reading(contract), output, include, ...mock };
  },
  test: (contract) => {
    const { output, include, test = {} } = contract;
    const { servers, headers, credentials, params, ...same } = test;
    return {
      ...{ ...reading(contract), output, include, ...same },
      ...{ server: servers, credential: credentials, param: params },
      header: headers && Object.entries(headers),
    } as Loose<TestCommandOptions>;
  },
};
