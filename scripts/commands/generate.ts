import { relative, resolve } from "node:path";
import { styleText } from "node:util";
import { loadDocument } from "../../generator/document/load.ts";
import { formatProblem } from "../../generator/document/problem.ts";
import { type Generated, generate } from "../../generator/generate.ts";
import { type Drift, findDrift, writeFiles } from "../../generator/write.ts";
import { contractName, DEFAULT_DOCUMENT, defaultOutput, provenanceOf } from "../contract-folder.ts";
import { packageVersion } from "../package-version.ts";

/** Options of {@link runGenerate}. */
export interface GenerateCommandOptions {
  output?: string;
  check?: boolean;
}

/** `contract-kit generate`: writes the artefacts of a document, or says what differs from them. */
export async function runGenerate(document: string | undefined, options: GenerateCommandOptions): Promise<void> {
  const file = document ?? relative(process.cwd(), DEFAULT_DOCUMENT);
  const output = options.output ?? defaultOutput(file);
  const generated = await generateTo(file, output);
  for (const warning of generated.warnings) console.error(`warning: ${formatProblem(warning)}`);
  if (options.check) reportCheck(output, generated, await findDrift(output, generated.files));
  else reportWritten(file, output, generated, await writeFiles(output, generated.files));
}

/** The artefacts of a document as they belong into a folder; nothing is written. */
export async function generateTo(file: string, output: string): Promise<Generated> {
  const loaded = await loadDocument(file);
  return generate(loaded, {
    name: contractName(resolve(output)) || contractName(file),
    version: packageVersion(),
    provenance: provenanceOf(loaded, output),
  });
}

function reportCheck(output: string, { files }: Generated, drift: Drift[]): void {
  const folder = shown(output);
  if (drift.length === 0) {
    console.log(`${styleText("green", "✓")} ${folder} is up to date (${files.size} files)`);
    return;
  }
  for (const { path, state } of drift) console.error(`${folder}/${path}: ${state} [drift]`);
  console.error(
    `  hint: ${drift.length} of ${files.size} files differ; run \`contract-kit generate\` and review what changes`,
  );
  process.exitCode = 1;
}

function reportWritten(file: string, output: string, { files, cases }: Generated, drift: Drift[]): void {
  const change = drift.length === 0 ? "nothing changed" : `${drift.length} of ${files.size} files changed`;
  console.log(`${styleText("green", "✓")} ${shown(file)} → ${shown(output)}: ${change}`);
  const skipped = cases.skipped > 0 ? `, ${cases.skipped} could not be (see \`skipped\` in cases/)` : "";
  console.log(styleText("dim", `  ${cases.proved} cases proved${skipped}`));
}

function shown(path: string): string {
  return relative(process.cwd(), resolve(path)) || ".";
}
