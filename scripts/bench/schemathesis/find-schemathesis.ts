import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Schemathesis as it is on this machine. */
export interface FoundSchemathesis {
  command: string;
  /** Such as `4.32.5`. */
  version: string;
}

const run = promisify(execFile);
const TIMEOUT_MS = 60_000;

/**
 * Looks for Schemathesis: what the environment variable `SCHEMATHESIS` names, else `schemathesis` or `st` on the path.
 * What does not tell its version as Schemathesis does, such as another program that is called `st`, is none.
 *
 * @param environment - the variables, `PATH` among them
 * @returns `undefined` when there is none
 * @throws Error when the variable names something else
 */
export async function findSchemathesis(environment: NodeJS.ProcessEnv): Promise<FoundSchemathesis | undefined> {
  const named = environment["SCHEMATHESIS"];
  for (const command of named ? [named] : ["schemathesis", "st"]) {
    const version = await versionOf(command, environment);
    if (version !== undefined) return { command, version };
  }
  if (!named) return undefined;
  throw new Error(
    `SCHEMATHESIS=${named}: it is not Schemathesis\nhint: name its command, such as the bin/schemathesis of a virtual environment`,
  );
}

async function versionOf(command: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const { stdout } = await run(command, ["--version"], { env, timeout: TIMEOUT_MS });
    return /^\S+, version (\d+\.\d\S*)$/m.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}
