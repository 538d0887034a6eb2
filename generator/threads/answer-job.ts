import { parentPort } from "node:worker_threads";

/** Does the work that this thread was started for; what it throws is thrown where it was asked for. */
export function answerJob<Job, Result>(work: (job: Job) => Promise<Result>): void {
  parentPort?.once("message", async (job: Job) => {
    parentPort?.postMessage(await work(job));
  });
}
