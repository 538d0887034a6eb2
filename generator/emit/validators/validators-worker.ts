import { parentPort } from "node:worker_threads";
import { makeValidators } from "./make-validators.ts";
import type { ValidatorsJob } from "./validators-thread.ts";

parentPort?.once("message", async ({ parts, provenance }: ValidatorsJob) => {
  parentPort?.postMessage(await makeValidators(parts, provenance));
});
