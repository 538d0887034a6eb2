import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { type Artefacts, loadArtefacts } from "../contract-tests/artefacts.ts";
import { readSource } from "../generator/document/read.ts";
import type { Manifest } from "../generator/emit/manifest.ts";
import { DEFAULT_DOCUMENT, defaultOutput } from "./contract-folder.ts";

/**
 * The artefacts to test or to serve: those of the given folder; otherwise those in the document's
 * output folder if they were made from this document; otherwise new ones, which are gone at exit.
 *
 * @throws EditedArtefactsError when files are not as the generator wrote them
 */
export async function artefactsOf(document: string | undefined, folder?: string): Promise<Artefacts> {
  if (folder !== undefined) return loadUnedited(folder);
  const file = document ?? relative(process.cwd(), DEFAULT_DOCUMENT);
  const output = defaultOutput(file);
  const made = (await manifestOf(output))?.document.sha256;
  // The hash is that of the bundled document, which one in a single file is as it stands.
  if (made !== undefined && (made === (await sourceHash(file)) || made === (await bundleHash(file)))) {
    return loadUnedited(output);
  }
  // The generator takes longer to load than all else together.
  const [{ generateTo }, { writeFiles }] = await Promise.all([
    import("./commands/generate.ts"),
    import("../generator/write.ts"),
  ]);
  const temporary = await mkdtemp(join(tmpdir(), "contract-kit-"));
  process.once("exit", () => rmSync(temporary, { recursive: true, force: true }));
  const { files } = await generateTo(file, join(temporary, "contract"));
  await writeFiles(join(temporary, "contract"), files);
  // Without it Node would have to guess what kind of module the validators are.
  await writeFile(join(temporary, "package.json"), '{ "type": "module" }\n');
  return loadArtefacts(join(temporary, "contract"));
}

async function sourceHash(file: string): Promise<string> {
  const { value } = await readSource(file);
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

async function bundleHash(file: string): Promise<string> {
  return (await (await import("../generator/document/load.ts")).loadDocument(file)).sha256;
}

/** A verdict counts only if it is that of the files that were generated. */
async function loadUnedited(folder: string): Promise<Artefacts> {
  const { files = {} } = (await manifestOf(folder)) ?? {};
  for (const [path, expected] of Object.entries(files)) {
    const found = await readFile(join(folder, path)).catch(() => undefined);
    if (found === undefined || createHash("sha256").update(found).digest("hex") !== expected) {
      throw new EditedArtefactsError(join(folder, path), found === undefined ? "is missing" : "has been edited");
    }
  }
  return loadArtefacts(folder);
}

/** A generated file is not as it was written. */
export class EditedArtefactsError extends Error {
  override readonly name = "EditedArtefactsError";

  constructor(file: string, what: string) {
    super(
      `${file}: ${what} since it was generated [edited-artefacts]\n  hint: generate it again, and review what changes`,
    );
  }
}

async function manifestOf(folder: string): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, "manifest.json"), "utf8")) as Manifest;
  } catch {
    return undefined;
  }
}
