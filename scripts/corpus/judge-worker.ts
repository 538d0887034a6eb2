import { parentPort, workerData } from "node:worker_threads";
import { judgeDocument } from "../../generator/testing/judge-document.ts";
import { createTypeCheck } from "../../generator/testing/type-errors.ts";

/** Judges one document after the other, as it is told of them. */

const typeErrors = createTypeCheck();
const { project } = workerData as { project: string };

parentPort?.on("message", (file: string) => {
  void judgeDocument(file, project, typeErrors).then((judgement) => parentPort?.postMessage(judgement));
});
