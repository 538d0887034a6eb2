import { readFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { styleText } from "node:util";
import { MOST_OPERATIONS } from "../../generator/cases/most-operations.ts";
import { formatProblem } from "../../generator/document/problem.ts";
import type { Manifest } from "../../generator/emit/manifest.ts";
import type { GenerateOptions } from "../../generator/generate.ts";
import { removeLeftOvers, restoreFolder } from "../../generator/write/replace-folder.ts";
import type { Drift } from "../../generator/write.ts";
import { cacheFolder } from "../cache/cache-folder.ts";
import { isAsRecorded, readStates, sha256 } from "../cache/file-states.ts";
import { generatorHash } from "../cache/generator-hash.ts";
import { findRecord, keepRecord, type RunOutcome } from "../cache/run-record.ts";
import { CLIENT_DEPENDENCY, lacksClientDependency } from "../client-dependency.ts";
import {
  type ContentOptions,
  commandOf,
  contractName,
  DEFAULT_DOCUMENT,
  defaultOutput,
  fromWorkingFolder,
} from "../contract-folder.ts";

/** Options of {@link runGenerate}. */
export interface GenerateCommandOptions extends ContentOptions {
  output?: string;
  check?: boolean;
  /** Warnings count as errors: nothing is written. */
  strict?: boolean;
  /** Is told the absolute path of each file that is read. */
  onInput?: (path: string) => void;
  /** Nothing is told when nothing has changed. */
  quiet?: boolean;
  /** What derives the cases, if it is not `deriveCases`. */
  derive?: GenerateOptions["derive"];
}

/** `contract-kit generate`: writes the artefacts of a document, or says what differs from them. */
export async function runGenerate(document: string | undefined, options: GenerateCommandOptions): Promise<void> {
  const file = document ?? relative(process.cwd(), DEFAULT_DOCUMENT);
  const output = options.output ?? defaultOutput(file);
  await restoreFolder(output);
  // It may have to be made, or mended, before it can be read.
  options.onInput?.(resolve(file));
  const run = await unchangedRun(file, output, options);
  if (run) {
    for (const place of Object.keys(run.inputs)) options.onInput?.(place);
    if (options.quiet) return;
    if (!areAccepted(run.told, options)) return;
    if (options.check) reportCheck(output, run.told, [], run.command);
    else {
      await removeLeftOvers(output);
      reportWritten(file, output, run.told, []);
    }
    return;
  }
  await generateAnew(file, output, options);
}

/** That of this process, which has loaded its sources for good: one that watches asks for it again and again. */
function ownHash(): Promise<string> {
  known ??= generatorHash();
  return known;
}

let known: Promise<string> | undefined;

/** What is told of the last run, if one now would write what is there already: the generator is not even loaded. */
async function unchangedRun(file: string, output: string, options: GenerateCommandOptions) {
  const root = cacheFolder(file);
  if (root === undefined) return undefined;
  const asked = { generator: await ownHash(), file, command: commandOf(file, output, options) };
  const record = await findRecord(root, output, asked);
  return record && isAsRecorded(output, record.outputs) ? record : undefined;
}

async function generateAnew(file: string, output: string, options: GenerateCommandOptions): Promise<void> {
  const root = cacheFolder(file);
  // Before anything is read: what changes from now on is a change.
  const generator = root === undefined ? "" : await ownHash();
  const { generateTo } = await import("../generate-to.ts");
  const { findDrift, writeFiles } = await import("../../generator/write.ts");
  const inputs = new Map<string, string>();
  const onRead = (place: string, text: string) => {
    inputs.set(place, sha256(text));
    if (isLocal(place)) options.onInput?.(place);
  };
  const { files, ...made } = await generateTo(file, output, { ...options, onRead });
  const told: RunOutcome = { ...made, files: files.size };
  if (!areAccepted(told, options)) return;
  const command = commandOf(file, output, options);
  const before = options.check
    ? undefined
    : await readFile(join(output, "openapi.json"), "utf8").catch(() => undefined);
  const drift = options.check ? await findDrift(output, files) : await writeFiles(output, files);
  if (options.check) reportCheck(output, told, drift, commandOf(file, output, options, fromWorkingFolder));
  else reportWritten(file, output, told, drift);
  if (!options.check && isFirst(files.size, drift)) await reportUse(output, made.package?.name);
  if (before !== undefined) await reportVerdict(output, before, files.get("openapi.json") ?? "", drift);
  // What another machine answers may change at any time.
  if (root === undefined || ![...inputs.keys()].every(isLocal) || (options.check && drift.length > 0)) return;
  const manifest = files.get("manifest.json") ?? "";
  const known = (JSON.parse(manifest) as Manifest).files;
  const hashes = new Map([...files].map(([path, text]): [string, string] => [path, known[path] ?? sha256(text)]));
  const outputs = readStates(output, hashes, Date.now());
  if (!outputs) return;
  await keepRecord(root, output, { generator, file, command, inputs: Object.fromEntries(inputs), outputs, told });
}

function isLocal(place: string): boolean {
  return !/^https?:/i.test(place);
}

/** Tells the warnings; with `strict` there must be none. */
function areAccepted({ warnings }: RunOutcome, { strict = false }: GenerateCommandOptions): boolean {
  for (const warning of warnings) console.error(`${strict ? "error" : "warning"}: ${formatProblem(warning)}`);
  if (!strict || warnings.length === 0) return true;
  process.exitCode = 1;
  return false;
}

function reportCheck(output: string, { files }: RunOutcome, drift: Drift[], command: string): void {
  const folder = shown(output);
  if (drift.length === 0) {
    console.log(`${styleText("green", "✔")} ${folder} is up to date (${files} files)`);
    return;
  }
  const heads = drift.filter(({ state }) => state === "header");
  for (const { path, state } of drift) if (state !== "header") console.error(`${folder}/${path}: ${state} [drift]`);
  if (heads.length > 0) console.error(`${folder}: ${heads.length} files name another state of the document [drift]`);
  console.error(`  hint: run \`${command}\` and review what changes`);
  process.exitCode = 1;
}

function reportWritten(file: string, output: string, told: RunOutcome, drift: Drift[]): void {
  const { files, cases, operations, package: made } = told;
  console.log(`${styleText("green", "✔")} ${shown(file)} → ${shown(output)}: ${changeOf(files, drift)}`);
  if (made) console.log(styleText("dim", `  ${made.name} ${made.version}: npm publish ./${shown(output)}`));
  else if (lacksClientDependency(output)) {
    const install = styleText("bold", `npm install ${CLIENT_DEPENDENCY}`);
    console.log(`  ${install}: the client needs it in production too`);
  }
  if (!cases) {
    const why = operations > MOST_OPERATIONS ? `: ${operations} operations are more than ${MOST_OPERATIONS}` : "";
    console.log(styleText("dim", `  cases left out${why}; --cases derives them`));
    return;
  }
  const skipped = cases.skipped > 0 ? `, ${cases.skipped} could not be (see \`skipped\` in cases/)` : "";
  console.log(styleText("dim", `  ${cases.proved} cases proved${skipped}`));
}

/** Whether there was nothing in the folder before. */
function isFirst(count: number, drift: Drift[]): boolean {
  return drift.length === count && drift.every(({ state }) => state === "missing");
}

/** How a program gets the client. */
async function reportUse(output: string, name = moduleAt(join(output, "client.ts"))): Promise<void> {
  const { clientNames } = await import("../../generator/emit/client/factories.ts");
  console.log(styleText("dim", `  import { ${clientNames(contractName(resolve(output))).create} } from "${name}";`));
}

/** How a module in the working folder names a file. */
function moduleAt(path: string): string {
  const place = shown(path).split(sep).join("/");
  return place.startsWith("../") ? place : `./${place}`;
}

/** What a changed document changes for those who rely on what was generated before. */
async function reportVerdict(output: string, before: string, after: string, drift: Drift[]): Promise<void> {
  if (!drift.some(({ path, state }) => path === "openapi.json" && state === "changed")) return;
  const { generatedVerdict } = await import("../diff/generated-verdict.ts");
  const verdict = await generatedVerdict(before, after);
  if (verdict === undefined) return;
  const file = `${shown(output)}/openapi.json`;
  console.log(`  ${verdict}`);
  console.log(styleText("dim", `  contract-kit diff git:HEAD:./${file} ${file} shows it`));
}

/** What a run has changed; that every file names the document's state is not worth a line. */
function changeOf(count: number, drift: Drift[]): string {
  if (drift.length === 0) return "nothing changed";
  if (isFirst(count, drift)) return `${count} files`;
  const real = drift
    .filter(({ state }) => state !== "header")
    .map(({ path, state }) => `${state === "unexpected" ? "-" : state === "missing" ? "+" : ""}${path}`);
  if (real.length === 0) return "only the document's state in the heads of the files";
  const shownFiles = real.slice(0, 8).join(", ");
  return `${real.length} of ${count} files changed: ${shownFiles}${real.length > 8 ? ", …" : ""}`;
}

function shown(path: string): string {
  return relative(process.cwd(), resolve(path)) || ".";
}
