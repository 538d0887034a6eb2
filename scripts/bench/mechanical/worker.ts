import { parentPort, workerData } from "node:worker_threads";
import { directUploadSubject } from "../../../contract-tests/mutants/direct-upload/subject.ts";
import { ordersSubject } from "../../../contract-tests/mutants/orders/subject.ts";
import type { ReferenceServer } from "../../../contract-tests/mutants/server/listen.ts";
import type { Subject } from "../../../contract-tests/mutants/subject.ts";
import { type TrialFailure, trial } from "../../../contract-tests/mutants/trial.ts";

/** Judges one mutant after the other, as it is told their ids; the answer is the failure that kills it. */

/** More turns than this of a mutated condition are a loop without an end. */
const HIT_LIMIT = 5_000_000;
const { name, module, at } = workerData as { name: string; module: string; at: number };
const scope = globalThis as unknown as {
  __stryker__: { activeMutant?: string; hitCount: number; hitLimit: number };
  constantOf(id: string, value: number): number;
};
scope.constantOf = (id, value) => {
  const active = scope.__stryker__.activeMutant;
  if (active === undefined || !active.startsWith(id) || active.length !== id.length + 1) return value;
  if (++scope.__stryker__.hitCount > HIT_LIMIT) throw new Error("a loop without an end");
  return active.endsWith("+") ? value + 1 : value - 1;
};

let loaded: Record<string, (options: unknown) => Promise<ReferenceServer>> = {};
let loads = 0;
const subject = await subjectOf(name);
await load(undefined);
const options = { seed: "mechanical", at, timeoutMs: 60_000 };
const alarms = new Set((await trial(subject, {}, options)).failures.map((failure) => failure.name));

parentPort?.on("message", (id: string) => void judge(id));
parentPort?.postMessage({ ready: [...alarms] });

async function judge(id: string): Promise<void> {
  let kill: TrialFailure | undefined;
  try {
    await load(id);
    const isEnough = (failure: TrialFailure) => !alarms.has(failure.name);
    kill = (await trial(subject, {}, { ...options, isEnough })).failures.find(isEnough);
  } catch (error) {
    // A server that cannot even start.
    kill = { name: "start", keyword: "start", checks: [], what: String(error), results: 0, ms: 0 };
  }
  parentPort?.postMessage({ kill });
}

/** Loads the server anew, so that what is computed once is computed with the mutant. */
async function load(activeMutant: string | undefined): Promise<void> {
  scope.__stryker__ = { ...(activeMutant === undefined ? {} : { activeMutant }), hitCount: 0, hitLimit: HIT_LIMIT };
  loaded = (await import(`${module}?load=${++loads}`)) as typeof loaded;
}

function subjectOf(document: string): Promise<Subject<object>> {
  const start = (server: string) => (how: unknown) =>
    (loaded[server] as (options: unknown) => Promise<ReferenceServer>)(how);
  const subject =
    document === "orders" ? ordersSubject(start("ordersServer")) : directUploadSubject(start("directUploadServer"));
  return subject as unknown as Promise<Subject<object>>;
}
