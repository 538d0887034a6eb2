import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { KnownFailing } from "../kit/known-failing.ts";
import { RunError } from "../kit/run-error.ts";
import type { Subject } from "../kit/subject.ts";

const START_TIMEOUT_MS = 60_000;
/** How long a process whose port is closed may take to end. */
const EXIT_GRACE_MS = 2_000;
/** How much of its output is kept, to be shown when it fails. */
const KEPT_OUTPUT = 2_000;

/** Options of {@link prismCli}. */
export interface PrismCliOptions {
  /** The document, as a path. */
  document: string;
  knownFailing?: readonly KnownFailing[];
}

/**
 * The stock Prism CLI as a child process on a free port of 127.0.0.1. Prism leaves the base path of
 * the document's server out of its URLs. When a request ends its process, it is started again on the
 * same port.
 */
export function prismCli({ document, knownFailing = [] }: PrismCliOptions): Subject {
  return {
    name: "stock Prism",
    knownFailing,
    async start() {
      const path = resolve(document);
      let stopped = false;
      let running = await launch(path, 0);
      const { port } = running;
      let restart: Promise<void> | undefined;
      const relaunch = async () => {
        // A closed port is noticed before the end of its process.
        if (await hasEnded(running.child)) running = await launch(path, port);
      };
      return {
        url: `http://127.0.0.1:${port}`,
        recover() {
          if (stopped) return Promise.resolve();
          restart ??= relaunch().finally(() => {
            restart = undefined;
          });
          return restart;
        },
        async stop() {
          stopped = true;
          await restart?.catch(() => undefined);
          await end(running.child);
        },
      };
    },
  };
}

interface RunningPrism {
  child: ChildProcess;
  port: number;
}

async function launch(document: string, port: number): Promise<RunningPrism> {
  // Several processes, Prism's default in production, do not work in a child process.
  const options = ["--host", "127.0.0.1", "--port", String(port), "--multiprocess=false"];
  const child = spawn(process.execPath, [prismBin(), "mock", document, ...options], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "test", NO_COLOR: "1", FORCE_COLOR: "0" },
  });
  // Whatever ends this process must not leave a server behind.
  const killAtExit = () => child.kill("SIGKILL");
  process.on("exit", killAtExit);
  child.once("exit", () => process.off("exit", killAtExit));
  let output = "";
  const overdue = new AbortController();
  try {
    const listening = new Promise<number>((found, fail) => {
      const read = (chunk: Buffer) => {
        output = (output + chunk.toString("utf8")).slice(-KEPT_OUTPUT);
        const match = /Prism is listening on http:\/\/[^\s:]+:(\d+)/.exec(output);
        if (match) found(Number(match[1]));
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      child.once("error", fail);
      child.once("exit", (code, signal) => fail(new Error(`it ended with ${signal ?? `exit code ${code}`}`)));
      setTimeout(START_TIMEOUT_MS, undefined, { signal: overdue.signal }).then(
        () => fail(new Error(`it did not listen within ${START_TIMEOUT_MS} ms`)),
        () => undefined,
      );
    });
    return { child, port: await listening };
  } catch (error) {
    await end(child);
    const what = `the Prism CLI did not start: ${(error as Error).message}. It said: ${output.trim() || "nothing"}`;
    const hint = "Run `npx prism mock` on the document yourself; it must be an OpenAPI document with paths.";
    throw new RunError("subject-failed", document, what, hint, { cause: error });
  } finally {
    overdue.abort();
  }
}

async function hasEnded(child: ChildProcess): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return true;
  return Promise.race([once(child, "exit").then(() => true), setTimeout(EXIT_GRACE_MS, false, { ref: false })]);
}

function prismBin(): string {
  const manifest = createRequire(import.meta.url).resolve("@stoplight/prism-cli/package.json");
  return join(dirname(manifest), "dist", "index.js");
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}
