import { Worker } from "node:worker_threads";
import type { SchemaPart } from "../../schema-part.ts";
import type { Provenance } from "../header.ts";
import type { MadeValidators, makeValidators } from "./make-validators.ts";

/** What the thread is asked for. */
export interface ValidatorsJob {
  parts: readonly SchemaPart[];
  provenance: Provenance;
}

/**
 * Starts a thread that does what {@link makeValidators} does: of a large document it is half of the work. It loads
 * what it needs while its caller goes on.
 *
 * @returns the function to call, once; it ends the thread
 */
export function startValidatorsThread(): { make: typeof makeValidators; stop: () => void } {
  const [, extension] = /(\.\w+)$/.exec(import.meta.url) ?? [];
  const worker = new Worker(new URL(`./validators-worker${extension}`, import.meta.url));
  // It keeps no process alive that has been refused in the meantime.
  worker.unref();
  const answer = new Promise<MadeValidators>((resolve, reject) => {
    worker.once("message", resolve).once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the thread that makes validators has ended with code ${code}`)));
  });
  const stop = () => void worker.terminate();
  // Whoever stops it asks for no answer.
  answer.catch(() => undefined);
  return { make, stop };

  async function make(parts: readonly SchemaPart[], provenance: Provenance): Promise<MadeValidators> {
    worker.ref();
    const sent = parts.map(({ name, schema }) => ({ name, schema, pointer: "", origins: new Map() }));
    worker.postMessage({ parts: sent, provenance } satisfies ValidatorsJob);
    return answer.finally(stop);
  }
}
