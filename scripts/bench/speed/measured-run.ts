import { spawn } from "node:child_process";

/** What a run of a program has taken, that of its threads included. */
export interface Measured {
  /** By the clock. */
  seconds: number;
  /** Of all cores together. */
  cpuSeconds: number;
  /** Most memory at a time (resident set), in megabytes. */
  megabytes: number;
}

/** Loaded before the program; it writes what was used to a pipe of its own. */
const PROBE = `import { writeSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
if (isMainThread) process.on("exit", () => writeSync(3, JSON.stringify(process.resourceUsage())));`;

/**
 * Runs a program of Node to its end.
 *
 * @param args - the program's file and its arguments
 * @throws Error with what the program says when it ends with another code than 0
 */
export async function measuredRun(args: readonly string[], env: Record<string, string> = {}): Promise<Measured> {
  const start = performance.now();
  const child = spawn(process.execPath, ["--import", `data:text/javascript,${encodeURIComponent(PROBE)}`, ...args], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  const texts = ["", ""];
  for (const [index, stream] of [child.stderr, child.stdio[3]].entries()) {
    stream?.on("data", (bytes: Buffer) => {
      texts[index] += bytes.toString();
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  const seconds = (performance.now() - start) / 1_000;
  if (code !== 0) throw new Error(`${args.join(" ")} has ended with code ${code}:\n${texts[0]}`);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(texts[1] ?? "") as NodeJS.ResourceUsage;
  return { seconds, cpuSeconds: (userCPUTime + systemCPUTime) / 1_000_000, megabytes: maxRSS / 1_024 };
}
