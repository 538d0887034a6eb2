import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { TrialFailure } from "../../../contract-tests/mutants/trial.ts";
import { instrumentServer, type MechanicalMutant } from "./instrument.ts";

/** What became of a mutant that a machine made. */
export interface MechanicalVerdict {
  mutant: MechanicalMutant;
  /** The case that fails; `undefined` when it survived. */
  kill: Pick<TrialFailure, "name"> | undefined;
}

/** A worker that does not answer for so long has a loop without an end in it. */
const LIMIT_MS = 180_000;

/**
 * Judges mechanical mutants of a reference server: at most so many, taken evenly from all of them.
 *
 * @param name - the document
 * @param at - the clock of server and runner
 */
export async function* judgeMechanical(
  name: string,
  most: number,
  at: number,
): AsyncGenerator<MechanicalVerdict & { all: number }, void, undefined> {
  const folder = mkdtempSync(join(tmpdir(), "mechanical-"));
  const file = join(folder, `${name}.mjs`);
  let worker: Worker | undefined;
  try {
    const mutants = await instrumentServer(name, file);
    const step = Math.max(1, mutants.length / most);
    for (let index = 0; Math.floor(index * step) < mutants.length; index++) {
      const mutant = mutants[Math.floor(index * step)] as MechanicalMutant;
      worker ??= await startWorker({ name, module: pathToFileURL(file).href, at });
      worker.postMessage(mutant.id);
      const answer = await Promise.race([once(worker, "message"), delay(LIMIT_MS, undefined, { ref: false })]);
      if (answer === undefined) {
        await worker.terminate();
        worker = undefined;
      }
      const { kill } = answer === undefined ? { kill: { name: "no end" } } : (answer[0] as MechanicalVerdict);
      yield { mutant, kill, all: mutants.length };
    }
  } finally {
    await worker?.terminate();
    rmSync(folder, { recursive: true });
  }
}

async function startWorker(workerData: object): Promise<Worker> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData });
  const [{ ready }] = (await once(worker, "message")) as [{ ready: string[] }];
  if (ready.length > 0) console.log(`- FALSE ALARMS of the server without a mutant: ${ready.join(", ")}`);
  return worker;
}
