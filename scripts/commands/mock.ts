import { styleText } from "node:util";
import type { Artefacts } from "../../contract-tests/artefacts.ts";
import { RunError } from "../../contract-tests/kit/run-error.ts";
import { accessLogLine } from "../../contract-tests/mock/access-log.ts";
import type { RateLimitRule } from "../../contract-tests/mock/rate-limit.ts";
import { createMock } from "../../contract-tests/mock/server.ts";
import type { UploadStore } from "../../contract-tests/mock/uploads/store.ts";
import type { Uploads } from "../../contract-tests/mock/uploads/uploads.ts";
import { acceptedCredentials, type CredentialOptions } from "../accepted-credentials.ts";
import { type ArtefactOptions, artefactsOf } from "../artefacts-of.ts";
import { derivationNotice } from "../derivation-notice.ts";

/** Options of {@link runMock}. */
export interface MockCommandOptions extends CredentialOptions, Omit<ArtefactOptions, "needsCases"> {
  artefacts?: string;
  port: number;
  host: string;
  publicUrl?: string;
  /** `true`: the one of the service that the mock stands for. */
  rateLimit?: RateLimitRule | true;
  /** The file that keeps the state. */
  state?: string;
}

/** What is under way at the end may still take as long as the slowest request and the longest delay that can be asked for. */
const GRACE_MS = 95_000;

/** `contract-kit mock`: serves a document until it is stopped. */
export async function runMock(
  document: string | undefined,
  { state: file, artefacts: folder, header = [], credential = [], ...options }: MockCommandOptions,
): Promise<void> {
  // A pipe that nobody reads any more is no reason to stop serving.
  process.stdout.on("error", () => undefined);
  const artefacts = await artefactsOf(document, folder, {
    ...options,
    needsCases: false,
    onAnew: derivationNotice(),
  });
  const credentials = acceptedCredentials(artefacts.contract, { header, credential });
  const memory = await memoryFor(artefacts, file);
  if (options.rateLimit === true && !memory?.uploads.behaviour.rateLimit) {
    const hint = "Write it as --rate-limit requests/seconds, such as --rate-limit 100/60.";
    throw new RunError("bad-options", "--rate-limit", "is not known for this document", hint);
  }
  const mock = await createMock({
    artefacts,
    ...options,
    ...(credentials && { credentials }),
    limits: { closeMs: GRACE_MS },
    ...(memory && { behaviour: memory.uploads.behaviour, state: memory.uploads }),
    log: (event) => {
      const line = accessLogLine(event);
      if (line !== undefined) console.log(line);
    },
  });
  console.log(`${styleText("bold", artefacts.contract.title)} on ${styleText("cyan", mock.url)}`);
  if (mock.publicUrl !== mock.url) console.log(`  for clients ${styleText("cyan", mock.publicUrl)}`);
  for (const { method, path } of artefacts.contract.operations) console.log(`  ${method.padEnd(6)} ${path}`);
  let isStopping = false;
  const stop = () => {
    // Who asks twice does not want to wait.
    if (isStopping) process.exit(1);
    isStopping = true;
    void mock.close().finally(() => memory?.store.close());
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  if (memory) return;
  // Examples will be needed. If it cannot be loaded, the first request for one says so.
  const { loadPrism } = await import("../../contract-tests/mock/prism.ts");
  await loadPrism().catch(() => undefined);
}

/** What the mock remembers, if the document has operations that it can remember something of. */
async function memoryFor(
  artefacts: Artefacts,
  file: string | undefined,
): Promise<{ uploads: Uploads; store: UploadStore } | undefined> {
  const { uploadsFor } = await import("../../contract-tests/mock/uploads/uploads-for.ts");
  const createUploads = uploadsFor(artefacts);
  if (!createUploads) {
    if (file !== undefined) console.error(`warning: --state ${file}: the document has nothing to remember`);
    return undefined;
  }
  const store = await openStore(file);
  return { uploads: createUploads({ store }), store };
}

async function openStore(file: string | undefined): Promise<UploadStore> {
  return file === undefined
    ? (await import("../../contract-tests/mock/uploads/memory-store.ts")).createMemoryStore()
    : (await import("../../contract-tests/mock/uploads/sqlite-store.ts")).openSqliteStore(file);
}
