import { resolve } from "node:path";
import { type LoadedDocument, loadDocument } from "../generator/document/load.ts";
import { type Generated, generate } from "../generator/generate.ts";
import { packageOptionsOf } from "./client-package/package-options.ts";
import { type ContentOptions, contractName, provenanceOf } from "./contract-folder.ts";
import { packageVersion } from "./package-version.ts";

/** The artefacts of a document as they belong into a folder; nothing is written. */
export async function generateTo(file: string, output: string, options: ContentOptions = {}): Promise<Generated> {
  return generateFrom(await loadDocument(file, options), output, options);
}

/** The artefacts of a document that is loaded, as they belong into a folder; nothing is written. */
export async function generateFrom(
  loaded: LoadedDocument,
  output: string,
  options: ContentOptions = {},
): Promise<Generated> {
  const { cases } = options;
  const made = await packageOptionsOf(output, options);
  return generate(loaded, {
    name: contractName(resolve(output)),
    version: packageVersion(),
    provenance: provenanceOf(loaded, output, options),
    ...(cases !== undefined && { cases }),
    ...(made && { package: made }),
  });
}
