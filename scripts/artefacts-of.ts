import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { type Artefacts, loadArtefacts } from "../contract-tests/artefacts.ts";
import { loadDocument } from "../generator/document/load.ts";
import type { Manifest } from "../generator/emit/manifest.ts";
import { writeFiles } from "../generator/write.ts";
import { generateTo } from "./commands/generate.ts";
import { DEFAULT_DOCUMENT, defaultOutput } from "./contract-folder.ts";

/**
 * The artefacts of a document: those in its output folder if they were made from this document,
 * otherwise new ones in the system's temporary folder. The output folder itself is not touched.
 */
export async function artefactsOf(document: string | undefined): Promise<Artefacts> {
  const file = document ?? relative(process.cwd(), DEFAULT_DOCUMENT);
  const { sha256 } = await loadDocument(file);
  const output = defaultOutput(file);
  if ((await manifestOf(output))?.document.sha256 === sha256) return loadArtefacts(output);
  const temporary = join(tmpdir(), `contract-kit-${createHash("sha256").update(output).digest("hex").slice(0, 16)}`);
  const { files } = await generateTo(file, join(temporary, "contract"));
  await writeFiles(join(temporary, "contract"), files);
  // Without it Node would have to guess what kind of module the validators are.
  await writeFile(join(temporary, "package.json"), '{ "type": "module" }\n');
  return loadArtefacts(join(temporary, "contract"));
}

async function manifestOf(folder: string): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, "manifest.json"), "utf8")) as Manifest;
  } catch {
    return undefined;
  }
}
