import { readFile, writeFile } from "node:fs/promises";
import { type Credentials, credentialsFromHeaders, sampleCredentials } from "../../contract-tests/kit/credentials.ts";
import type { KnownFailing } from "../../contract-tests/kit/known-failing.ts";
import { jsonReporter } from "../../contract-tests/kit/reporters/json.ts";
import { terminalReporter } from "../../contract-tests/kit/reporters/terminal.ts";
import { runContract } from "../../contract-tests/kit/run.ts";
import { RunError } from "../../contract-tests/kit/run-error.ts";
import { listen, type RunListener } from "../../contract-tests/kit/run-event.ts";
import type { Header } from "../../contract-tests/kit/wire-message.ts";
import { createMock } from "../../contract-tests/mock/server.ts";
import { artefactsOf } from "../artefacts-of.ts";

/** Options of {@link runTest}. */
export interface TestCommandOptions {
  target?: string;
  header?: Header[];
  param?: Record<string, string>;
  only?: string[];
  skip?: string[];
  seed?: string;
  knownFailing?: string;
  reporter: string;
}

/** `contract-kit test`: runs the cases of a document against a server, or against the mock. */
export async function runTest(document: string | undefined, options: TestCommandOptions): Promise<void> {
  const artefacts = await artefactsOf(document);
  const { credentials, headers } = credentialsFromHeaders(artefacts.contract, options.header ?? []);
  const knownFailing = options.knownFailing === undefined ? [] : await readKnownFailing(options.knownFailing);
  const listeners = options.reporter.split(",").map(listenerNamed);
  const server = options.target === undefined ? await startMock(artefacts, credentials) : undefined;
  if (server) console.log(`No --target: the mock is started on ${server.url}\n`);
  try {
    const summary = await listen(
      runContract({
        artefacts,
        target: { url: options.target ?? server?.url ?? "" },
        credentials: server?.credentials ?? credentials,
        headers,
        params: options.param ?? {},
        seed: options.seed ?? Date.now().toString(36),
        only: options.only ?? [],
        skip: options.skip ?? [],
        knownFailing,
      }),
      listeners.map(({ listener }) => listener),
    );
    for (const { finish } of listeners) await finish?.();
    process.exitCode = summary.failed > 0 ? 1 : 0;
  } finally {
    await server?.close();
  }
}

async function startMock(
  artefacts: Awaited<ReturnType<typeof artefactsOf>>,
  given: Credentials,
): Promise<{ url: string; credentials: Credentials; close(): Promise<void> }> {
  const credentials = { ...sampleCredentials(artefacts.contract), ...given };
  const mock = await createMock({ artefacts, credentials });
  return { url: mock.url, credentials, close: () => mock.close() };
}

/** A listener, and what is left to do when the run has ended. */
interface Reporter {
  listener: RunListener;
  finish?(): Promise<void>;
}

function listenerNamed(name: string): Reporter {
  if (name === "terminal") return { listener: terminalReporter() };
  const file = /^json=(.+)$/.exec(name)?.[1];
  if (file === undefined) throw usage(`--reporter ${name}`, "is no reporter", "Use terminal or json=FILE.");
  let text = "";
  return {
    listener: jsonReporter((report) => {
      text = report;
    }),
    finish: () => writeFile(file, text),
  };
}

async function readKnownFailing(file: string): Promise<KnownFailing[]> {
  const where = `--known-failing ${file}`;
  const text = await readFile(file, "utf8").catch((error: Error) => {
    throw usage(where, `cannot be read: ${error.message}`, "Give the path of a JSON file.");
  });
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    throw usage(where, `is no JSON: ${(error as Error).message}`, "Mend the syntax.");
  }
  const isEntry = (entry: unknown): entry is KnownFailing =>
    typeof entry === "object" &&
    entry !== null &&
    typeof (entry as KnownFailing).case === "string" &&
    typeof (entry as KnownFailing).reason === "string";
  if (Array.isArray(list) && list.every(isEntry)) return list;
  throw usage(where, "is no list of known failures", 'Write [{ "case": "pattern", "reason": "why" }].');
}

function usage(where: string, what: string, hint: string): RunError {
  return new RunError("bad-options", where, what, hint);
}
