import { readFile } from "node:fs/promises";
import type { KnownFailing } from "../../../contract-tests/kit/known-failing.ts";
import { RunError } from "../../../contract-tests/kit/run-error.ts";

/** Reads a list of known failures. @throws RunError (`bad-options`) when the file is none */
export async function readKnownFailing(file: string): Promise<KnownFailing[]> {
  const where = `--known-failing ${file}`;
  const text = await readFile(file, "utf8").catch((error: Error) => {
    throw usage(where, `cannot be read: ${error.message}`, "Give the path of a JSON file.");
  });
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    throw usage(where, `is no JSON: ${(error as Error).message}`, "Mend the syntax.");
  }
  const isEntry = (entry: unknown): entry is KnownFailing =>
    typeof entry === "object" &&
    entry !== null &&
    typeof (entry as KnownFailing).case === "string" &&
    typeof (entry as KnownFailing).reason === "string";
  if (Array.isArray(list) && list.every(isEntry)) return list;
  throw usage(where, "is no list of known failures", 'Write [{ "case": "pattern", "reason": "why" }].');
}

function usage(where: string, what: string, hint: string): RunError {
  return new RunError("bad-options", where, what, hint);
}
