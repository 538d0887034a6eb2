import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** What to run, against what. */
export interface SchemathesisRun {
  command: string;
  /** The path of the OpenAPI document. */
  document: string;
  /** Of the server, without a slash at its end. */
  url: string;
  /** The header field that carries the credentials, as `Name: value`. */
  header: string;
  /** Whether it also follows links from operation to operation. */
  isStateful: boolean;
  seed: number;
  /** For the whole run, without its start. */
  seconds: number;
  /** For what it writes. */
  folder: string;
}

/** What it has found. */
export interface SchemathesisReport {
  /** One text for each kind of failure of an operation, such as `RejectedPositiveData of POST /orders`, or error. */
  failures: string[];
  /** How many requests it has made up. */
  cases: number;
}

/** Its report in JSON, as far as it is read. */
interface JsonReport {
  failures: { type: string; operations: string[] }[];
  /** What it calls errors are requests without an answer, among others. */
  errors: { title: string }[];
  test_cases: { generated: number };
}

const run = promisify(execFile);
/** Longer than its own budget, for its start and its end. */
const GRACE_MS = 120_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * Runs Schemathesis with what finds most: all checks, valid and invalid data, on after a failure, and no time spent on
 * making failures smaller.
 *
 * @throws Error when it could not run
 */
export async function runSchemathesis(options: SchemathesisRun): Promise<SchemathesisReport> {
  const { command, document, url, header, isStateful, seed, seconds, folder } = options;
  const report = join(folder, "report.json");
  await rm(report, { force: true });
  const parameters = [
    ...["run", document, "--url", url, "--header", header, "--seed", String(seed), "--max-time", String(seconds)],
    ...["--phases", `examples,coverage,fuzzing${isStateful ? ",stateful" : ""}`, "--checks", "all", "--mode", "all"],
    ...["--continue-on-failure", "--no-shrink", "--suppress-health-check", "all", "--request-timeout", "5"],
    ...["--generation-database", "none", "--no-color", "--report", "json", "--report-json-path", report],
  ];
  const timeout = seconds * 1_000 + GRACE_MS;
  try {
    await run(command, parameters, { cwd: folder, timeout, maxBuffer: MAX_OUTPUT_BYTES });
  } catch (error) {
    // 1 says that it has found something.
    if ((error as { code?: unknown }).code !== 1) throw notRun(error as Error & { stdout?: string; stderr?: string });
  }
  return readReport(JSON.parse(await readFile(report, "utf8")) as JsonReport);
}

function readReport({ failures, errors, test_cases: { generated } }: JsonReport): SchemathesisReport {
  const kinds = failures.flatMap(({ type, operations }) => operations.map((operation) => `${type} of ${operation}`));
  return { failures: [...new Set([...kinds, ...errors.map(({ title }) => title)])].sort(), cases: generated };
}

function notRun(cause: Error & { stdout?: string; stderr?: string }): Error {
  const said = `${cause.stdout ?? ""}\n${cause.stderr ?? ""}`.trim().slice(-2_000) || cause.message;
  return new Error(`schemathesis: it could not run: ${said}`, { cause });
}
