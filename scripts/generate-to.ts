import { statSync } from "node:fs";
import { resolve } from "node:path";
import { type LoadedDocument, readDocument } from "../generator/document/load.ts";
import { type Generated, type GenerateOptions, generate } from "../generator/generate.ts";
import { startGeneratorThreads } from "../generator/threads/generator-threads.ts";
import { packageOptionsOf } from "./client-package/package-options.ts";
import { type ContentOptions, contractName, provenanceOf } from "./contract-folder.ts";
import { packageVersion } from "./package-version.ts";

/** Files of more bytes have so many operations that threads pay. */
const LARGE_BYTES = 1_000_000;

/** The artefacts of a document as they belong into a folder; nothing is written. */
export async function generateTo(
  file: string,
  output: string,
  options: ContentOptions & Pick<GenerateOptions, "derive"> = {},
): Promise<Generated> {
  const { include = [] } = options;
  const isLarge = include.length === 0 && (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGE_BYTES;
  // They load what they need while the document is read.
  const threads = isLarge ? startGeneratorThreads() : undefined;
  try {
    return await generateFrom(await readDocument(file, options), output, {
      ...options,
      threads,
      checksStructure: true,
    });
  } finally {
    threads?.stop();
  }
}

/** The artefacts of a document that is loaded, as they belong into a folder; nothing is written. */
export async function generateFrom(
  loaded: LoadedDocument,
  output: string,
  options: ContentOptions & Pick<GenerateOptions, "threads" | "checksStructure" | "derive"> = {},
): Promise<Generated> {
  const { cases, derive, threads, checksStructure = false } = options;
  const made = await packageOptionsOf(output, options);
  return generate(loaded, {
    name: contractName(resolve(output)),
    version: packageVersion(),
    provenance: provenanceOf(loaded, output, options),
    ...(cases !== undefined && { cases }),
    ...(made && { package: made }),
    derive,
    threads,
    checksStructure,
  });
}
