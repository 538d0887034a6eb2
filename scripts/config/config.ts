import type { KnownFailing } from "../../contract-tests/kit/known-failing.ts";

/** What `contract-kit.config.ts` exports: the contracts of a project. Paths are relative to its folder. */
export interface Config {
  /** One or more; what a command is told about a contract on the command line goes before what stands here. */
  contracts: readonly ContractConfig[];
}

/** One OpenAPI document and what becomes of it. */
export interface ContractConfig {
  /** Path of the OpenAPI document. */
  document: string;
  /** The folder that takes the artefacts. Default: `generated/<name>` in the document's project. */
  output?: string;
  /** Patterns of the operations that are kept, with what they reach: operationId, `METHOD /path`, path or tag. */
  include?: readonly string[];
  /** Paths of overlays that are applied to the document, in this order. */
  overlays?: readonly string[];
  /** Whether test cases are derived. Default: for documents of up to 200 operations. */
  cases?: boolean;
  /** Makes the output an npm package of this name: compiled, with a `package.json` and a README of its own. */
  package?: string;
  /** The package's version. Default: that of the document. `keep`: a release tool changes it, and CHANGELOG.md. */
  packageVersion?: string;
  /** Hosts that references may lead to. */
  allowRemote?: readonly string[];
  /** The folder that references may not leave. Default: the document's. */
  referenceRoot?: string;
  /** Warnings count as errors in `generate` and `lint`. */
  strict?: boolean;
  /** What `contract-kit test` does with it. Without a document, that command runs every contract that has this. */
  test?: TestConfig;
  /** How `contract-kit mock` serves it. */
  mock?: MockConfig;
}

/** What `contract-kit test` does with a contract. Secrets belong into `process.env`. */
export interface TestConfig {
  /** Base URL of the server, its base path included. */
  target?: string;
  /** Where other servers of the document are found, by their URL there. */
  servers?: Readonly<Record<string, string>>;
  /** Header fields for every request, by name; credentials, too. */
  headers?: Readonly<Record<string, string>>;
  /** Credentials by security scheme: a token, a key, `user:password`. */
  credentials?: Readonly<Record<string, string>>;
  /** Values of parameters in the base requests, by name. */
  params?: Readonly<Record<string, string>>;
  /** Whether requests that may change something are sent to a target that is not this machine. */
  allowWrites?: boolean;
  /** Patterns: cases that match none are left out. */
  only?: readonly string[];
  /** Patterns: cases that match one are left out. */
  skip?: readonly string[];
  /** Cases that must fail: a list, or the path of a JSON file with one. */
  knownFailing?: string | readonly KnownFailing[];
}

/** How `contract-kit mock` serves a contract. */
export interface MockConfig {
  /** Default 4010. */
  port?: number;
  /** The file that keeps the state. */
  state?: string;
}
