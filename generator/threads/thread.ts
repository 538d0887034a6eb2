import { Worker } from "node:worker_threads";

/** A thread for one piece of work. It loads what it needs while its caller goes on. */
export interface Thread<Job, Result> {
  /**
   * To be called once; the thread ends with the answer.
   *
   * @throws what the work throws, or Error when the thread has been stopped
   */
  run(job: Job): Promise<Result>;
  stop(): void;
}

/** For what was made last and mostly is soon left: more of it costs memory, and gains no time. */
const YOUNG_MEGABYTES = 24;

/**
 * Starts a module that calls `answerJob`.
 *
 * @param name - of the module in this folder, without its extension
 */
export function startThread<Job, Result>(name: string): Thread<Job, Result> {
  const [, extension] = /(\.\w+)$/.exec(import.meta.url) ?? [];
  const worker = new Worker(new URL(`./${name}${extension}`, import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  // It keeps no process alive that has been refused in the meantime.
  worker.unref();
  const answer = new Promise<Result>((resolve, reject) => {
    worker.once("message", resolve).once("error", reject);
    worker.once("exit", (code) => reject(new Error(`${name} has ended with code ${code}`)));
  });
  const stop = () => void worker.terminate();
  // Whoever stops it asks for no answer.
  answer.catch(() => undefined);
  return { run, stop };

  async function run(job: Job): Promise<Result> {
    worker.ref();
    worker.postMessage(job);
    return answer.finally(stop);
  }
}
