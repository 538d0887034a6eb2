import { relative } from "node:path";
import type { Artefacts } from "../../contract-tests/artefacts.ts";
import { credentialsFromHeaders } from "../../contract-tests/kit/credentials.ts";
import { artefactPlaces } from "../../contract-tests/kit/report/artefact-places.ts";
import type { Places } from "../../contract-tests/kit/report/place.ts";
import { type RunOptions, runContract } from "../../contract-tests/kit/run.ts";
import { listen, type RunEvent } from "../../contract-tests/kit/run-event.ts";
import type { Shard } from "../../contract-tests/kit/shard.ts";
import type { Header } from "../../contract-tests/kit/wire-message.ts";
import type { WorkflowDocument } from "../../contract-tests/kit/workflow/workflow-document.ts";
import { artefactsOf } from "../artefacts-of.ts";
import { DEFAULT_DOCUMENT } from "../contract-folder.ts";
import { type WorkflowFile, workflowFile } from "../workflow-file.ts";
import { readKnownFailing } from "./test/known-failing-file.ts";
import { startMock } from "./test/own-mock.ts";
import { chooseReporters, listenersOf } from "./test/reporters.ts";

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
  shard?: Shard;
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
  const places = placesOf(artefacts, flow?.document ?? document, options.artefacts);
  const { listeners, finish } = listenersOf(chooseReporters(options.reporter), places);
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
      ...(options.shard && { shard: options.shard }),
      // One list serves both kinds of runs: what is about the other kind is not stale here.
      knownFailing: knownFailing.filter((entry) => entry.case.startsWith("workflow/") === (workflows !== undefined)),
    };
    const events = workflows ? await flowEvents({ ...shared, document: workflows }) : runContract(shared);
    const summary = await listen(events, listeners);
    await finish();
    process.exitCode = summary.failed > 0 ? 1 : 0;
  } finally {
    await server?.close();
  }
}

/** Lines are told in the document itself, unless only a generated folder was named. */
function placesOf(artefacts: Artefacts, document: string | undefined, folder: string | undefined): Places {
  const isUnknown = document === undefined && folder !== undefined;
  return artefactPlaces(artefacts, isUnknown ? undefined : (document ?? relative(process.cwd(), DEFAULT_DOCUMENT)));
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
