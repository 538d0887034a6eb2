import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { mutantKeyText } from "../../../contract-tests/mutants/mechanical/mutant-key.ts";
import { instrumentServer, type MechanicalMutant } from "./instrument.ts";
import type { Accused, Sentence } from "./judge.ts";
import type { MechanicalVerdict } from "./mechanical-score.ts";

/** How {@link judgeMechanical} goes about it. */
export interface MechanicalOptions {
  /** Only mutants whose `mutantKeyText` has this. */
  group: string;
  /** At most so many mutants, taken evenly from these. */
  most: number;
  /** The clock of server and runner, in epoch milliseconds. */
  at: number;
  /** What a failing case has to name, so that the kill is attributed. */
  breaks(mutant: MechanicalMutant): readonly string[];
  /** Is told the names of cases that fail without a mutant. */
  onAlarms(names: readonly string[]): void;
}

/** A worker that does not answer for so long has a loop without an end in it; every case takes minutes on a busy machine. */
const LIMIT_MS = 900_000;
const MEMORY_MB = 1024;
const NO_END: Sentence = {
  kill: { name: "no end", what: "the server does not answer any more" },
  isCovered: true,
};

/**
 * Judges mechanical mutants of a reference server.
 *
 * @param name - the document
 * @returns the verdicts in the order of the sources, each with the number of all mutants that there are
 */
export async function* judgeMechanical(
  name: string,
  { group, most, at, breaks, onAlarms }: MechanicalOptions,
): AsyncGenerator<MechanicalVerdict & { all: MechanicalMutant[] }, void, undefined> {
  const folder = mkdtempSync(join(tmpdir(), "mechanical-"));
  const file = join(folder, `${name}.mjs`);
  let worker: Worker | undefined;
  try {
    const all = await instrumentServer(name, file);
    const chosen = all.filter((mutant) => mutantKeyText(mutant).includes(group));
    const step = Math.max(1, chosen.length / most);
    for (let index = 0; Math.floor(index * step) < chosen.length; index++) {
      const mutant = chosen[Math.floor(index * step)] as MechanicalMutant;
      worker ??= await startWorker({ name, module: pathToFileURL(file).href, at }, onAlarms);
      const { id, file: place, within } = mutant;
      const sentence = await ask(worker, { id, within: `${place} ${within}`, breaks: breaks(mutant) });
      if (!sentence) {
        await worker.terminate();
        worker = undefined;
      }
      yield { mutant, ...(sentence ?? NO_END), all };
    }
  } finally {
    await worker?.terminate();
    rmSync(folder, { recursive: true });
  }
}

/** @returns the worker's answer; `undefined` when there is none, or no worker any more */
async function ask(worker: Worker, accused: Accused): Promise<Sentence | undefined> {
  const stop = new AbortController();
  worker.postMessage(accused);
  const answer = once(worker, "message", { signal: stop.signal }).then(([sentence]) => sentence as Sentence);
  try {
    return await Promise.race([answer, delay(LIMIT_MS, undefined, { ref: false, signal: stop.signal })]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY") return undefined;
    throw error;
  } finally {
    stop.abort();
    answer.catch(() => undefined);
  }
}

async function startWorker(workerData: object, onAlarms: MechanicalOptions["onAlarms"]): Promise<Worker> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    ...{ workerData, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } },
  });
  const [alarms] = (await once(worker, "message")) as [string[]];
  onAlarms(alarms);
  return worker;
}
