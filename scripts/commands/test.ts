import { relative } from "node:path";
import type { Artefacts } from "../../contract-tests/artefacts.ts";
import { credentialsFromHeaders } from "../../contract-tests/kit/credentials.ts";
import type { FuzzPath } from "../../contract-tests/kit/fuzz/fuzz-path.ts";
import type { KnownFailing } from "../../contract-tests/kit/known-failing.ts";
import { artefactPlaces } from "../../contract-tests/kit/report/artefact-places.ts";
import type { Places } from "../../contract-tests/kit/report/place.ts";
import { runContract } from "../../contract-tests/kit/run.ts";
import { RunError } from "../../contract-tests/kit/run-error.ts";
import { exitCodeOf, listen, type RunEvent } from "../../contract-tests/kit/run-event.ts";
import type { RunOptions } from "../../contract-tests/kit/run-options.ts";
import type { Shard } from "../../contract-tests/kit/shard.ts";
import type { Target } from "../../contract-tests/kit/target.ts";
import type { Header } from "../../contract-tests/kit/wire-message.ts";
import type { WorkflowDocument } from "../../contract-tests/kit/workflow/workflow-document.ts";
import { type ArtefactOptions, artefactsOf } from "../artefacts-of.ts";
import { DEFAULT_DOCUMENT } from "../contract-folder.ts";
import { derivationNotice } from "../derivation-notice.ts";
import { type WorkflowFile, workflowFile } from "../workflow-file.ts";
import { interruptible } from "./test/interruptible.ts";
import { readKnownFailing } from "./test/known-failing-file.ts";
import { startMock } from "./test/own-mock.ts";
import { chooseReporters, listenersOf } from "./test/reporters.ts";
import { waitForTarget } from "./test/wait-for-target.ts";

/** Options of {@link runTest}. */
export interface TestCommandOptions extends Omit<ArtefactOptions, "needsCases"> {
  artefacts?: string;
  target?: string;
  server?: Record<string, string>;
  allowWrites?: boolean;
  header?: Header[];
  credential?: Record<string, string>;
  param?: Record<string, string>;
  only?: string[];
  skip?: string[];
  seed?: string;
  /** The path of a list, or one. */
  knownFailing?: string | readonly KnownFailing[];
  /** The file, or true for the one beside the document. */
  workflow?: string | true;
  /** Random requests for each property of each operation. */
  fuzz?: number;
  /** In milliseconds. */
  fuzzTime?: number;
  fuzzPath?: FuzzPath;
  shard?: Shard;
  /** In milliseconds. */
  maxTime?: number;
  /** In milliseconds. */
  timeout: number;
  concurrency: number;
  /** How long a target may take to start, in milliseconds. */
  wait?: number;
  reporter: string;
}

/**
 * `contract-kit test`: runs the cases of a document against a server, or against the mock; with
 * `workflow`, the workflows in their place.
 */
export async function runTest(document: string | undefined, options: TestCommandOptions): Promise<void> {
  const flow = options.workflow === undefined ? undefined : await workflowFile(options.workflow, document);
  const { overlay = [] } = options;
  const artefacts = await artefactsOf(flow?.document ?? document, options.artefacts, {
    ...readingOf(options),
    onAnew: derivationNotice(),
  });
  const fromHeaders = credentialsFromHeaders(artefacts.contract, options.header ?? []);
  const credentials = { ...fromHeaders.credentials, ...knownCredentials(artefacts, options.credential ?? {}) };
  const { knownFailing: listed = [] } = options;
  const knownFailing = typeof listed === "string" ? await readKnownFailing(listed) : listed;
  const places = placesOf(artefacts, flow?.document ?? document, { folder: options.artefacts, overlay });
  const { listeners, finish } = listenersOf(chooseReporters(options.reporter), places);
  const workflows = flow && (await readFlow(flow, artefacts));
  const server = options.target === undefined ? await startMock(artefacts, credentials) : undefined;
  if (server) console.log(`No --target: the mock is started on ${server.url}`);
  const interrupts = interruptible();
  try {
    if (options.wait !== undefined && options.target !== undefined)
      await waitForTarget(options.target, options.wait, interrupts.signal);
    const shared = {
      artefacts,
      target: targetOf(artefacts, options.target ?? server?.url ?? "", options.server ?? {}),
      allowWrites: options.allowWrites ?? false,
      credentials: server?.credentials ?? credentials,
      headers: fromHeaders.headers,
      params: options.param ?? {},
      seed: options.seed ?? Date.now().toString(36),
      only: options.only ?? [],
      skip: options.skip ?? [],
      ...(options.shard && { shard: options.shard }),
      ...fuzzOf(options),
      interrupt: interrupts.signal,
      timeoutMs: options.timeout,
      concurrency: options.concurrency,
      ...(options.maxTime === undefined ? {} : { maxTimeMs: options.maxTime }),
      // One list serves both kinds of runs: what is about the other kind is not stale here.
      knownFailing: knownFailing.filter((entry) => entry.case.startsWith("workflow/") === (workflows !== undefined)),
    };
    const events = workflows ? await flowEvents({ ...shared, document: workflows }) : runContract(shared);
    const summary = await listen(events, listeners);
    await finish();
    process.exitCode = exitCodeOf(summary);
    if (interrupts.signal.aborted && summary.cutShort !== undefined) process.exitCode = 2;
  } finally {
    interrupts.end();
    await server?.close();
  }
}

function readingOf({ output, overlay, include, allowRemote, referenceRoot }: TestCommandOptions): ArtefactOptions {
  return {
    ...(output !== undefined && { output }),
    ...(overlay && { overlay }),
    ...(include && { include }),
    ...(allowRemote && { allowRemote }),
    ...(referenceRoot !== undefined && { referenceRoot }),
  };
}

/** @throws RunError (`bad-options`) when a path comes without the seed that it belongs to */
function fuzzOf({ fuzz, fuzzTime, fuzzPath, seed }: TestCommandOptions): Pick<RunOptions, "fuzz"> {
  if (fuzz === undefined && fuzzPath === undefined) return {};
  if (fuzzPath !== undefined && seed === undefined) {
    const hint = "Copy both as the report shows them: --seed … --fuzz … --fuzz-path ….";
    throw new RunError("bad-options", "--fuzz-path", "leads to a request only with the --seed of its run", hint);
  }
  return {
    fuzz: {
      runs: fuzz ?? 1,
      ...(fuzzTime !== undefined && { timeMs: fuzzTime }),
      ...(fuzzPath !== undefined && { path: fuzzPath }),
    },
  };
}

/** Lines are told in the document itself, unless only a generated folder was named, or overlays have moved them. */
function placesOf(
  artefacts: Artefacts,
  document: string | undefined,
  { folder, overlay }: { folder: string | undefined; overlay: readonly string[] },
): Places {
  const isUnknown = (document === undefined && folder !== undefined) || overlay.length > 0;
  return artefactPlaces(artefacts, isUnknown ? undefined : (document ?? relative(process.cwd(), DEFAULT_DOCUMENT)));
}

/** @throws RunError (`bad-options`) when a credential is for a scheme that the document does not have */
function knownCredentials({ contract }: Artefacts, given: Record<string, string>): Record<string, string> {
  const known = Object.keys(contract.securitySchemes);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return given;
  const hint = `Its security schemes are: ${known.join(", ") || "none"}.`;
  throw new RunError("bad-options", `--credential ${unknown}`, "the document has no such security scheme", hint);
}

/** @throws RunError (`bad-options`) when a server is none of the document's */
function targetOf({ contract }: Artefacts, url: string, servers: Record<string, string>): Target {
  const known = new Set(contract.operations.flatMap((operation) => operation.servers));
  const unknown = Object.keys(servers).find((server) => !known.has(server));
  if (unknown === undefined) return { url, servers };
  const hint = `Its servers are: ${[...known].join(", ") || "none"}.`;
  throw new RunError("bad-options", `--server ${unknown}`, "the document has no such server", hint);
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
