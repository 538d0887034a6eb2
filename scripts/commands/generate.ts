import { relative, resolve } from "node:path";
import { styleText } from "node:util";
import { type LoadedDocument, loadDocument } from "../../generator/document/load.ts";
import { formatProblem } from "../../generator/document/problem.ts";
import { type Generated, generate, MOST_OPERATIONS } from "../../generator/generate.ts";
import { restoreFolder } from "../../generator/write/replace-folder.ts";
import { type Drift, findDrift, writeFiles } from "../../generator/write.ts";
import {
  type ContentOptions,
  contractName,
  DEFAULT_DOCUMENT,
  defaultOutput,
  provenanceOf,
} from "../contract-folder.ts";
import { packageVersion } from "../package-version.ts";

/** Options of {@link runGenerate}. */
export interface GenerateCommandOptions extends ContentOptions {
  output?: string;
  check?: boolean;
  /** Warnings count as errors: nothing is written. */
  strict?: boolean;
}

/** `contract-kit generate`: writes the artefacts of a document, or says what differs from them. */
export async function runGenerate(document: string | undefined, options: GenerateCommandOptions): Promise<void> {
  const file = document ?? relative(process.cwd(), DEFAULT_DOCUMENT);
  const output = options.output ?? defaultOutput(file);
  const generated = await generateTo(file, output, options);
  const level = options.strict ? "error" : "warning";
  for (const warning of generated.warnings) console.error(`${level}: ${formatProblem(warning)}`);
  if (options.strict && generated.warnings.length > 0) {
    process.exitCode = 1;
    return;
  }
  if (options.check) {
    await restoreFolder(output);
    reportCheck(output, generated, await findDrift(output, generated.files));
  } else reportWritten(file, output, generated, await writeFiles(output, generated.files));
}

/** Artefacts, and the command that writes them. */
export type GeneratedFor = Generated & { command: string };

/** The artefacts of a document as they belong into a folder; nothing is written. */
export async function generateTo(file: string, output: string, options: ContentOptions = {}): Promise<GeneratedFor> {
  return generateFrom(await loadDocument(file, options), output, options);
}

/** The artefacts of a document that is loaded, as they belong into a folder; nothing is written. */
export async function generateFrom(
  loaded: LoadedDocument,
  output: string,
  options: ContentOptions = {},
): Promise<GeneratedFor> {
  const provenance = provenanceOf(loaded, output, options);
  const name = contractName(resolve(output));
  const { cases } = options;
  const generated = await generate(loaded, {
    name,
    version: packageVersion(),
    provenance,
    ...(cases !== undefined && { cases }),
  });
  return { ...generated, command: provenance.command };
}

function reportCheck(output: string, { files, command }: GeneratedFor, drift: Drift[]): void {
  const folder = shown(output);
  if (drift.length === 0) {
    console.log(`${styleText("green", "✔")} ${folder} is up to date (${files.size} files)`);
    return;
  }
  const heads = drift.filter(({ state }) => state === "header");
  for (const { path, state } of drift) if (state !== "header") console.error(`${folder}/${path}: ${state} [drift]`);
  if (heads.length > 0) console.error(`${folder}: ${heads.length} files name another state of the document [drift]`);
  console.error(`  hint: run \`${command}\` and review what changes`);
  process.exitCode = 1;
}

function reportWritten(file: string, output: string, { files, cases, operations }: Generated, drift: Drift[]): void {
  console.log(`${styleText("green", "✔")} ${shown(file)} → ${shown(output)}: ${changeOf(files.size, drift)}`);
  if (!cases) {
    const why = operations > MOST_OPERATIONS ? `: ${operations} operations are more than ${MOST_OPERATIONS}` : "";
    console.log(styleText("dim", `  cases left out${why}; --cases derives them`));
    return;
  }
  const skipped = cases.skipped > 0 ? `, ${cases.skipped} could not be (see \`skipped\` in cases/)` : "";
  console.log(styleText("dim", `  ${cases.proved} cases proved${skipped}`));
}

/** What a run has changed; that every file names the document's state is not worth a line. */
function changeOf(count: number, drift: Drift[]): string {
  if (drift.length === 0) return "nothing changed";
  if (drift.every(({ state }) => state === "missing") && drift.length === count) return `${count} files`;
  const real = drift
    .filter(({ state }) => state !== "header")
    .map(({ path, state }) => (state === "unexpected" ? `-${path}` : path));
  if (real.length === 0) return "only the document's state in the heads of the files";
  const shownFiles = real.slice(0, 8).join(", ");
  return `${real.length} of ${count} files changed: ${shownFiles}${real.length > 8 ? ", …" : ""}`;
}

function shown(path: string): string {
  return relative(process.cwd(), resolve(path)) || ".";
}
