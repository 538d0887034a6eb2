import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Measured, measuredRun } from "./measured-run.ts";

/** A row of a table, ratios first. */
export interface GenerationRow {
  what: string;
  /** How many times as long as the types of openapi-typescript alone, by the clock. */
  "× clock": string;
  "× memory": string;
  "clock s": string;
  "CPU s": string;
  MB: string;
}

const CLI = join(import.meta.dirname, "../../contract-kit.js");
const PEER = join(dirname(createRequire(import.meta.url).resolve("openapi-typescript/package.json")), "bin/cli.js");

/**
 * Generates everything of a document and, in turns, the types of openapi-typescript alone; then nothing has changed,
 * then one operation is taken out. Of several rounds the fastest counts.
 *
 * @param folder - where to; it is emptied
 * @param include - a pattern that means one operation
 */
export async function generationTable(
  document: string,
  { folder, rounds, include }: { folder: string; rounds: number; include: string },
): Promise<GenerationRow[]> {
  const env = { CONTRACT_KIT_CACHE: join(folder, "cache") };
  const output = join(folder, "out");
  const generate = (...more: string[]) => measuredRun([CLI, "generate", document, "--no-cases", ...more], env);
  const runs = new Map<string, Measured[]>();
  const keep = async (what: string, run: Promise<Measured>) => {
    const measured = await run;
    runs.set(what, [...(runs.get(what) ?? []), measured]);
  };
  for (let round = 0; round < rounds; round++) {
    await rm(output, { recursive: true, force: true });
    await keep("openapi-typescript 7.13.0, types alone", measuredRun([PEER, document, "-o", join(folder, "types.ts")]));
    await keep("contract-kit, everything but cases", generate("-o", output));
    await keep("contract-kit, nothing has changed", generate("-o", output));
    await rm(join(folder, "slice"), { recursive: true, force: true });
    await keep(`contract-kit --include ${include}`, generate("-o", join(folder, "slice"), "--include", include));
  }
  const best = [...runs].map(([what, each]) => ({ what, ...fastest(each) }));
  const peer = best[0];
  return best.map(({ what, seconds, cpuSeconds, megabytes }) => ({
    what,
    "× clock": (seconds / (peer?.seconds ?? 0)).toFixed(2),
    "× memory": (megabytes / (peer?.megabytes ?? 0)).toFixed(2),
    "clock s": seconds.toFixed(2),
    "CPU s": cpuSeconds.toFixed(2),
    MB: megabytes.toFixed(0),
  }));
}

function fastest(runs: readonly Measured[]): Measured {
  return runs.reduce((best, run) => (run.seconds < best.seconds ? run : best));
}
