import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Measured, measuredRun } from "./measured-run.ts";
import { PEERS, type Peers } from "./peers.ts";

/** A row of a table, ratios first; a program that fails or refuses the document says so in their place. */
export interface GenerationRow {
  what: string;
  /** How many times as long as the types of openapi-typescript alone, by the clock. */
  "× clock": string;
  /** By the time of all cores, which other programs on the machine change less. */
  "× CPU": string;
  "× memory": string;
  "clock s": string;
  "CPU s": string;
  MB: string;
}

const CLI = join(import.meta.dirname, "../../contract-kit.js");
const TYPES = createRequire(import.meta.url).resolve("openapi-typescript/package.json");
const { version } = createRequire(import.meta.url)("openapi-typescript/package.json") as { version: string };

/** How much of what a failing program says is told; some tell pages. */
const MOST_TOLD = 800;

/** A program, with the files that it writes below a folder. */
interface Program {
  what: string;
  args(folder: string): string[];
}

/**
 * Generates everything of a document and, in turns, lets the peers generate what they do; then nothing has changed,
 * then one operation is taken out. Of several rounds the fastest counts.
 *
 * @param folder - where to. Each run has a new folder in it: to remove one before would slow down file systems that
 * do not give the places of removed files again at once
 * @param include - a pattern that means one operation
 */
export async function generationTable(
  document: string,
  { folder, rounds, include, peers }: { folder: string; rounds: number; include: string; peers: Peers },
): Promise<GenerationRow[]> {
  const env = { CONTRACT_KIT_CACHE: join(folder, "cache") };
  const generate = (output: string, ...more: string[]) => [
    CLI,
    "generate",
    document,
    "--no-cases",
    "-o",
    output,
    ...more,
  ];
  const programs: Program[] = [
    {
      what: `openapi-typescript ${version}, types alone`,
      args: (out) => [join(dirname(TYPES), "bin/cli.js"), document, "-o", join(out, "types.ts")],
    },
    { what: "contract-kit, everything but cases", args: (out) => generate(join(out, "kit")) },
    { what: "contract-kit, nothing has changed", args: (out) => generate(join(out, "kit")) },
    {
      what: `contract-kit --include '${include}'`,
      args: (out) => generate(join(out, "slice"), "--include", include),
    },
    {
      what: `hey-api ${PEERS["@hey-api/openapi-ts"]}, types and client`,
      args: (out) => [
        ...[peers.fileOf("@hey-api/openapi-ts", "dist/run.mjs"), "-i", document, "-o", join(out, "hey-api")],
        ...["--no-log-file", "-s"],
      ],
    },
    {
      what: `orval ${PEERS.orval}, types and client`,
      args: (out) => [
        ...[peers.fileOf("orval", "dist/bin/orval.mjs"), "--input", document],
        ...["--output", join(out, "orval/api.ts"), "--client", "fetch"],
      ],
    },
  ];
  const runs = programs.map((): (Measured | Error)[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { args }] of programs.entries()) {
      const run = measuredRun(args(join(folder, `round-${round}`)), env);
      runs[index]?.push(await run.catch((error: Error) => error));
    }
  }
  const best = runs.map((each) => fastest(each));
  for (const run of best) if (run instanceof Error) console.error(run.message.slice(0, MOST_TOLD));
  const [peer] = best;
  if (!peer || peer instanceof Error) throw peer ?? new Error("nothing was measured");
  return programs.map(({ what }, index) => rowOf(what, best[index] ?? peer, peer));
}

function rowOf(what: string, run: Measured | Error, peer: Measured): GenerationRow {
  if (run instanceof Error) {
    const none = { "× CPU": "", "× memory": "", "clock s": "", "CPU s": "", MB: "" };
    return { what, "× clock": "fails", ...none };
  }
  const { seconds, cpuSeconds, megabytes } = run;
  return {
    what,
    "× clock": (seconds / peer.seconds).toFixed(2),
    "× CPU": (cpuSeconds / peer.cpuSeconds).toFixed(2),
    "× memory": (megabytes / peer.megabytes).toFixed(2),
    "clock s": seconds.toFixed(2),
    "CPU s": cpuSeconds.toFixed(2),
    MB: megabytes.toFixed(0),
  };
}

/** Of runs of which none has failed; otherwise the failure. */
function fastest(runs: readonly (Measured | Error)[]): Measured | Error {
  return runs.reduce((best, run) => {
    if (best instanceof Error || run instanceof Error) return best instanceof Error ? best : run;
    return run.seconds < best.seconds ? run : best;
  });
}
