import { fileURLToPath } from "node:url";
import { loadArtefacts } from "../../artefacts.ts";
import { createMock } from "../server.ts";
import { createMemoryStore } from "../uploads/memory-store.ts";
import { createUploads } from "../uploads/uploads.ts";

/** What the process of a soak says: where it listens, what it holds after a collection, and answers that failed. */
export interface SoakMessage {
  port?: number;
  /** Bytes. */
  memory?: { heap: number; rss: number };
  failed: string[];
}

const failed: string[] = [];
const artefacts = await loadArtefacts(fileURLToPath(new URL("../../../generated/direct-upload/", import.meta.url)));
const uploads = createUploads({ store: createMemoryStore({ records: 1000, bytes: 16 * 1024 * 1024 }) });
const mock = await createMock({
  artefacts,
  behaviour: uploads.behaviour,
  state: uploads,
  limits: { requestMs: 2000, bodyBytes: 1024 * 1024 },
  rateLimit: { requests: 1_000_000_000, seconds: 1 },
  log(event) {
    if (event.kind === "failed" && failed.length < 20) failed.push(`${event.method} ${event.path}: ${event.reason}`);
  },
});

/** `--expose-gc`; the last resort gives back what the engine keeps for later, too. */
const collect = globalThis.gc as unknown as ((options: object) => void) | undefined;

process.on("message", async () => {
  uploads.reset();
  // Twice: what finalisers let go of is only free after the second.
  for (let round = 0; round < 2; round++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    collect?.({ type: "major", execution: "sync", flavor: "last-resort" });
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send?.({ memory: { heap: heapUsed + external, rss }, failed } satisfies SoakMessage);
});
process.on("disconnect", () => process.exit());
process.send?.({ port: mock.port, failed } satisfies SoakMessage);
