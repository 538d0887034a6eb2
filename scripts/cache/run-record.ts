import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Problem } from "../../generator/document/problem.ts";
import { type FileStates, sha256 } from "./file-states.ts";

/** What a run of the generator read, was asked for, and left in the output folder. */
export interface RunRecord {
  /** SHA-256 of what the artefacts are made with. */
  generator: string;
  /** The document as it was named: problems name it so. */
  file: string;
  /** The command that makes the same files: it holds the options. */
  command: string;
  /** SHA-256 of the text of every file that was read, by its absolute path. */
  inputs: Record<string, string>;
  /** What was in the output folder. */
  outputs: FileStates;
  told: RunOutcome;
}

/** What is told of a run. */
export interface RunOutcome {
  warnings: Problem[];
  /** How many files. */
  files: number;
  operations: number;
  cases: { proved: number; skipped: number } | undefined;
  package?: { name: string; version: string };
}

const FOLDER = "runs";
const MOST_RECORDS = 100;

/**
 * The record of the last run that wrote a folder, if a run now would read the same texts, for the same
 * command and with the same generator. Whether the folder is still as it was left, `isAsRecorded` says.
 *
 * @param root - the folder of the cache
 */
export async function findRecord(
  root: string,
  output: string,
  asked: Pick<RunRecord, "generator" | "file" | "command">,
): Promise<RunRecord | undefined> {
  const record = await readRecord(recordOf(root, output));
  if (!record) return undefined;
  const { generator, file, command, inputs } = record;
  if (generator !== asked.generator || file !== asked.file || command !== asked.command) return undefined;
  for (const [path, expected] of Object.entries(inputs)) {
    const text = await readFile(path, "utf8").catch(() => undefined);
    if (text === undefined || sha256(text) !== expected) return undefined;
  }
  return record;
}

/** Keeps the record of a run. A cache that cannot be written is none. */
export async function keepRecord(root: string, output: string, record: RunRecord): Promise<void> {
  const path = recordOf(root, output);
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const aside = `${path}.${randomUUID()}`;
    await writeFile(aside, JSON.stringify(record));
    await rename(aside, path);
    await removeOldest(dirname(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}

function recordOf(root: string, output: string): string {
  return join(root, FOLDER, `${sha256(resolve(output)).slice(0, 40)}.json`);
}

async function readRecord(path: string): Promise<RunRecord | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as RunRecord;
  } catch {
    return undefined;
  }
}

async function removeOldest(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= MOST_RECORDS) return;
  const found = await Promise.all(
    names.map(async (name) => ({ name, ms: (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs ?? 0 })),
  );
  const oldest = found.sort((a, b) => b.ms - a.ms).slice(MOST_RECORDS);
  for (const { name } of oldest) await rm(join(folder, name), { force: true });
}
