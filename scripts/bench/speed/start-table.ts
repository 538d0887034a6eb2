import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DEFAULT_DOCUMENT } from "../../contract-folder.ts";
import { packageRoot } from "../../package-root.ts";
import { measuredRun } from "./measured-run.ts";

/** A row of a table. */
export interface StartRow {
  what: string;
  ms: string;
  "CPU ms": string;
}

const CLI = join(packageRoot(), "scripts/contract-kit.js");
/** What is changed of the direct upload, to another length each time. */
const LENGTH = "maxLength: 1024";

/**
 * What `--help` takes, and how long after a change of its document `generate --watch` has generated again. Of several
 * runs the fastest counts.
 *
 * @param folder - takes a copy of the document and what is generated
 */
export async function startTable(folder: string, { rounds }: { rounds: number }): Promise<StartRow[]> {
  const env = { CONTRACT_KIT_CACHE: join(folder, "start-cache") };
  const runs = [];
  // The first one compiles what the others find compiled.
  for (let round = 0; round <= 3 * rounds; round++) runs.push(await measuredRun([CLI, "--help"], env));
  const best = runs.reduce((least, run) => (run.seconds < least.seconds ? run : least));
  const from = existsSync(join(packageRoot(), "scripts/cli.ts")) ? "from the sources" : "of the package";
  return [
    {
      what: `contract-kit --help, ${from}`,
      ms: (best.seconds * 1_000).toFixed(0),
      "CPU ms": (best.cpuSeconds * 1_000).toFixed(0),
    },
    {
      what: "a change of the direct upload's schema, watched",
      ms: (await watchedChange(join(folder, "watched"), 4 * rounds)).toFixed(0),
      "CPU ms": "",
    },
  ];
}

/** Milliseconds from a change of the document to the line that tells what has changed. */
async function watchedChange(folder: string, changes: number): Promise<number> {
  await mkdir(folder);
  const text = await readFile(DEFAULT_DOCUMENT, "utf8");
  const write = async (length: number) => {
    await writeFile(join(folder, "aside"), text.replace(LENGTH, `maxLength: ${length}`));
    await rename(join(folder, "aside"), join(folder, "api.yaml"));
  };
  await write(1024);
  const child = spawn(process.execPath, [CLI, "generate", "api.yaml", "-o", "out", "--watch"], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1", CONTRACT_KIT_CACHE: join(folder, "cache") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let told = "";
  let wake = (): void => undefined;
  child.once("exit", () => wake());
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    told += chunk;
    wake();
  });
  const until = async (part: string): Promise<void> => {
    while (!told.includes(part)) {
      if (child.exitCode !== null) throw new Error(`generate --watch has ended: ${told}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    told = "";
  };
  try {
    await until("watching");
    let least = Number.POSITIVE_INFINITY;
    for (let change = 0; change < changes; change++) {
      const start = performance.now();
      await write(1000 + change);
      await until("files changed");
      least = Math.min(least, performance.now() - start);
      // What follows compares the old document with the new one.
      await until("contract-kit diff");
    }
    return least;
  } finally {
    child.kill();
  }
}
