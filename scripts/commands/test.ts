import { readFile, writeFile } from "node:fs/promises";
import type { Artefacts } from "../../contract-tests/artefacts.ts";
import { type Credentials, credentialsFromHeaders, sampleCredentials } from "../../contract-tests/kit/credentials.ts";
import type { KnownFailing } from "../../contract-tests/kit/known-failing.ts";
import { jsonReporter } from "../../contract-tests/kit/reporters/json.ts";
import { terminalReporter } from "../../contract-tests/kit/reporters/terminal.ts";
import { type RunOptions, runContract } from "../../contract-tests/kit/run.ts";
import { RunError } from "../../contract-tests/kit/run-error.ts";
import { listen, type RunEvent, type RunListener } from "../../contract-tests/kit/run-event.ts";
import type { Header } from "../../contract-tests/kit/wire-message.ts";
import type { WorkflowDocument } from "../../contract-tests/kit/workflow/workflow-document.ts";
import { createMock } from "../../contract-tests/mock/server.ts";
import type { Uploads } from "../../contract-tests/mock/uploads/uploads.ts";
import { artefactsOf } from "../artefacts-of.ts";
import { type WorkflowFile, workflowFile } from "../workflow-file.ts";

/** Options of {@link runTest}. */
export interface TestCommandOptions {
  artefacts?: string;
  target?: string;
  header?: Header[];
  param?: Record<string, string>;
  only?: string[];
  skip?: string[];
  seed?: string;
  knownFailing?: string;
  /** The file, or true for the one beside the document. */
  workflow?: string | true;
  reporter: string;
}

/**
 * `contract-kit test`: runs the cases of a document against a server, or against the mock; with
 * `workflow`, the workflows in their place.
 */
export async function runTest(document: string | undefined, options: TestCommandOptions): Promise<void> {
  const flow = options.workflow === undefined ? undefined : await workflowFile(options.workflow, document);
  const artefacts = await artefactsOf(flow?.document ?? document, options.artefacts);
  const { credentials, headers } = credentialsFromHeaders(artefacts.contract, options.header ?? []);
  const knownFailing = options.knownFailing === undefined ? [] : await readKnownFailing(options.knownFailing);
  const listeners = options.reporter.split(",").map(listenerNamed);
  const workflows = flow && (await readFlow(flow, artefacts));
  const server =
    options.target === undefined ? await startMock(artefacts, credentials, workflows !== undefined) : undefined;
  if (server) console.log(`No --target: the mock is started on ${server.url}`);
  try {
    const shared = {
      artefacts,
      target: { url: options.target ?? server?.url ?? "" },
      credentials: server?.credentials ?? credentials,
      headers,
      params: options.param ?? {},
      seed: options.seed ?? Date.now().toString(36),
      only: options.only ?? [],
      skip: options.skip ?? [],
      // One list serves both kinds of runs: what is about the other kind is not stale here.
      knownFailing: knownFailing.filter((entry) => entry.case.startsWith("workflow/") === (workflows !== undefined)),
    };
    const events = workflows ? await flowEvents({ ...shared, document: workflows }) : runContract(shared);
    const summary = await listen(
      events,
      listeners.map(({ listener }) => listener),
    );
    for (const { finish } of listeners) await finish?.();
    process.exitCode = summary.failed > 0 ? 1 : 0;
  } finally {
    await server?.close();
  }
}

// What only workflows need is loaded when there are some.
async function readFlow({ file, text }: WorkflowFile, { contract }: Artefacts): Promise<WorkflowDocument> {
  return (await import("../../contract-tests/kit/workflow/read-workflows.ts")).readWorkflows(file, text, contract);
}

async function flowEvents(
  options: RunOptions & { artefacts: Artefacts; document: WorkflowDocument },
): Promise<AsyncIterable<RunEvent>> {
  return (await import("../../contract-tests/kit/workflow/run-workflows.ts")).runWorkflows(options);
}

/** The mock; for workflows one that remembers, as each step builds on what the ones before have made. */
async function startMock(
  artefacts: Artefacts,
  given: Credentials,
  remembers: boolean,
): Promise<{ url: string; credentials: Credentials; close(): Promise<void> }> {
  const credentials = { ...sampleCredentials(artefacts.contract), ...given };
  const uploads = remembers ? await uploadsOf(artefacts) : undefined;
  const mock = await createMock({
    ...{ artefacts, credentials },
    ...(uploads && { behaviour: uploads.behaviour, state: uploads }),
  });
  return { url: mock.url, credentials, close: () => mock.close() };
}

async function uploadsOf(artefacts: Artefacts): Promise<Uploads | undefined> {
  const [{ uploadsFor }, { createMemoryStore }] = await Promise.all([
    import("../../contract-tests/mock/uploads/uploads-for.ts"),
    import("../../contract-tests/mock/uploads/memory-store.ts"),
  ]);
  return uploadsFor(artefacts)?.({ store: createMemoryStore() });
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
