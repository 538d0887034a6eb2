import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { prepareProject } from "../../generator/testing/emit-project.ts";
import type { Judgement } from "../../generator/testing/judge-document.ts";

/**
 * `npm run corpus`: what becomes of each document of a folder of real and adversarial ones. Every document
 * generates, or is refused with a rule id; what is generated compiles under `tsc --strict`, its schemas pass
 * Ajv's strict mode and its validators load. Exits 1 when one does not.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** One in so many. */
    step: { type: "string", default: "1" },
    /** How long a document may take, in seconds. */
    timeout: { type: "string", default: "180" },
  },
});
const folder = positionals[0] ?? fileURLToPath(new URL("../../../shared/corpus/", import.meta.url));
if (!existsSync(folder)) {
  console.error(
    `${folder}: there is no such folder\n  hint: name one with OpenAPI documents: npm run corpus -- FOLDER`,
  );
  process.exit(2);
}
const files = (await readdir(folder))
  .filter((name) => /\.(?:ya?ml|json)$/.test(name))
  .sort()
  .filter((_name, index) => index % Number(values.step) === 0);

type Verdict = Judgement | { outcome: "too slow" };
const verdicts = new Map<string, Verdict>();
const project = await mkdtemp(join(tmpdir(), "corpus-"));
await prepareProject(project);
let worker = startWorker();
for (const file of files) {
  worker.postMessage(join(folder, file));
  const verdict = await Promise.race([
    once(worker, "message").then(([judgement]) => judgement as Judgement),
    setTimeout(Number(values.timeout) * 1000, { outcome: "too slow" } as const, { ref: false }),
  ]);
  if (verdict.outcome === "too slow") {
    await worker.terminate();
    worker = startWorker();
  }
  verdicts.set(file, verdict);
  if (verdict.outcome !== "generated") console.log(`${file}: ${detail(verdict)}`);
}
await worker.terminate();
await rm(project, { recursive: true, force: true });
printTable();

function startWorker(): Worker {
  return new Worker(new URL("./judge-worker.ts", import.meta.url), { workerData: { project } });
}

function detail(verdict: Verdict): string {
  if (verdict.outcome === "refused") return `refused [${verdict.rules.join(", ")}] ${verdict.problems[0]}`;
  return "what" in verdict ? `${verdict.outcome}: ${[verdict.what].flat().slice(0, 3).join("\n  ")}` : verdict.outcome;
}

function printTable(): void {
  const counts = new Map<string, number>();
  for (const verdict of verdicts.values()) {
    const name = verdict.outcome === "refused" ? `refused: ${verdict.rules.join(", ")}` : verdict.outcome;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  console.log(`\n| of ${files.length} documents | |\n|---|--:|`);
  for (const [name, count] of [...counts].sort(([, a], [, b]) => b - a)) console.log(`| ${name} | ${count} |`);
  const isSound = [...counts.keys()].every((name) => name === "generated" || name.startsWith("refused: "));
  process.exitCode = isSound ? 0 : 1;
}
