import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LoadedDocument } from "../document/load.ts";
import { generate } from "../generate.ts";
import { createAjv } from "../judge.ts";

const PROVENANCE = { document: "document.yaml", sha256: "0".repeat(64), command: "generate" };
const MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));

/** Makes a folder in which generated code can be compiled and loaded: a module package with the dependencies. */
export async function prepareProject(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  await symlink(MODULES, join(folder, "node_modules"), "junction");
}

/**
 * Writes the artefacts of a document into a folder; no cases, which take longer.
 *
 * @returns the paths in the folder
 * @throws DocumentError when the document cannot be used
 * @throws Error of Ajv when a schema is none in its strict mode
 */
export async function emitProject(loaded: LoadedDocument, folder: string, name = "api"): Promise<string[]> {
  const { files } = await generate(loaded, { name, version: "0.0.0", provenance: PROVENANCE, cases: false });
  const ajv = createAjv({ allErrors: true });
  for (const [file, text] of files) {
    if (file.startsWith("schemas/")) ajv.compile(JSON.parse(text));
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  return [...files.keys()];
}
