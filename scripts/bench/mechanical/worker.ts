import { parentPort, workerData } from "node:worker_threads";
import { directUploadSubject } from "../../../contract-tests/mutants/direct-upload/subject.ts";
import { ordersSubject } from "../../../contract-tests/mutants/orders/subject.ts";
import type { ReferenceServer } from "../../../contract-tests/mutants/server/listen.ts";
import type { Subject } from "../../../contract-tests/mutants/subject.ts";
import { type Accused, createJudge, type Sentence } from "./judge.ts";
import { MOMENTS } from "./moments.ts";
import { switchboard } from "./switchboard.ts";

/** Judges one mutant after the other, as it is told of them; the answer is the sentence. */

const { name, module, at } = workerData as { name: string; module: string; at: number };
const board = switchboard();
let loaded: Record<string, (options: unknown) => Promise<ReferenceServer>> = {};
let loads = 0;
const judge = await createJudge({ subject: await subjectOf(name), board, load, at, moments: MOMENTS });

parentPort?.on(
  "message",
  (accused: Accused) => void sentence(accused).then((answer) => parentPort?.postMessage(answer)),
);
parentPort?.postMessage([...judge.alarms]);

async function sentence(accused: Accused): Promise<Sentence> {
  try {
    return await judge.judge(accused);
  } catch (error) {
    const failure = { name: "start", what: String(error) };
    return { kill: failure, isCovered: true };
  }
}

/** Loads the server anew, so that what is computed once is computed with the mutant. */
async function load(): Promise<void> {
  loaded = (await import(`${module}?load=${++loads}`)) as typeof loaded;
}

function subjectOf(document: string): Promise<Subject<object>> {
  const start = (server: string) => (how: unknown) =>
    (loaded[server] as (options: unknown) => Promise<ReferenceServer>)(how);
  const subject =
    document === "orders" ? ordersSubject(start("ordersServer")) : directUploadSubject(start("directUploadServer"));
  return subject as unknown as Promise<Subject<object>>;
}
