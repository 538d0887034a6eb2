import type { LoadOptions } from "../../generator/document/load.ts";
import type { Problem } from "../../generator/document/problem.ts";
import type { Generated } from "../../generator/generate.ts";
import type { Drift } from "../../generator/write.ts";

/** How {@link generate} makes the artefacts, and where to. */
export interface GenerateOptions extends LoadOptions {
  /** The folder that takes the artefacts; everything in it is replaced. Default: `generated/<name>` in the document's project. */
  output?: string;
  /** Whether test cases are derived. Default: for documents of up to 200 operations. */
  cases?: boolean;
  /** Makes the folder an npm package of this name. */
  package?: string;
  /** The package's version. Default: that of the document. `keep`: a release tool changes it, and CHANGELOG.md. */
  packageVersion?: string;
  /** Nothing is written: what differs is told. */
  check?: boolean;
}

/** What {@link generate} has made. */
export interface GenerateResult {
  /** The output folder, as it was given. */
  output: string;
  /** Contents by path in the output folder, with `/`. */
  files: ReadonlyMap<string, string>;
  /** Mistakes of the document that keep nothing from being generated. */
  warnings: Problem[];
  /** What differed from the artefacts before they were written. With `check`, the contract is broken where it is not empty. */
  drift: Drift[];
  /** How many cases were proved, and how many candidates could not be; `undefined` when they were left out. */
  cases: Generated["cases"];
}

/**
 * Makes the artefacts of an OpenAPI document: types, client, schemas, validators and test cases. All files
 * are written or none.
 *
 * @param document - path, relative to the working folder
 * @throws DocumentError when the document cannot be used
 * @throws ForeignFilesError when the folder holds files that the generator did not write
 */
export async function generate(document: string, options: GenerateOptions = {}): Promise<GenerateResult> {
  const { generateTo } = await import("../generate-to.ts");
  const { findDrift, writeFiles } = await import("../../generator/write.ts");
  const { defaultOutput } = await import("../contract-folder.ts");
  const { output = defaultOutput(document), check = false, ...content } = options;
  const { files, warnings, cases } = await generateTo(document, output, content);
  const drift = check ? await findDrift(output, files) : await writeFiles(output, files);
  return { output, files, warnings, drift, cases };
}
