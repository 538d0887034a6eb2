import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { type Artefacts, loadArtefacts } from "../contract-tests/artefacts.ts";
import type { LoadOptions } from "../generator/document/load.ts";
import { readSource } from "../generator/document/read.ts";
import { restoreFolder } from "../generator/write/replace-folder.ts";
import { type CacheKey, findEntry, keepEntry } from "./cache/artefact-cache.ts";
import { cacheFolder } from "./cache/cache-folder.ts";
import { generatorHash } from "./cache/generator-hash.ts";
import { contractName, DEFAULT_DOCUMENT, defaultOutput } from "./contract-folder.ts";
import { manifestOf, unlikeManifest } from "./unlike-manifest.ts";

/** Of how many states of documents the artefacts are kept. */
const MOST_ENTRIES = 20;

/** Which artefacts {@link artefactsOf} gives. */
export interface ArtefactOptions extends LoadOptions {
  /** Whether artefacts whose cases were left out will not do; they are derived by default. */
  needsCases?: boolean;
  /** The document's output folder. Default: `generated/<name>` in its project. */
  output?: string;
  /** Hears of a document whose artefacts are made now, which can take a while. */
  onAnew?: (file: string) => void;
}

/**
 * The artefacts to test or to serve: those of the given folder; otherwise those in the document's
 * output folder if they were made from this document; otherwise those that were kept when they were
 * last made from it; otherwise new ones, which are kept.
 *
 * @param folder - a generated folder to take as it is
 * @throws EditedArtefactsError when files are not as the generator wrote them
 */
export async function artefactsOf(
  document: string | undefined,
  folder?: string,
  { needsCases = true, output: given, onRead: _, onAnew, ...reading }: ArtefactOptions = {},
): Promise<Artefacts> {
  // A run of the generator may have been killed.
  const file = document ?? relative(process.cwd(), DEFAULT_DOCUMENT);
  const { overlay = [], include = [] } = reading;
  const output = given ?? defaultOutput(file);
  await restoreFolder(folder ?? output);
  if (folder !== undefined) return loadUnedited(folder);
  const manifest = await manifestOf(output);
  const made = needsCases && manifest?.cases === false ? undefined : manifest?.document.sha256;
  // The hash is that of the bundled document, which one in a single file is as it stands.
  const source = include.length > 0 ? undefined : await sourceHash(file, overlay);
  if (source !== undefined && made === source) return loadUnedited(output);
  const root = cacheFolder(file);
  const generator = root === undefined ? "" : await generatorHash();
  const keyOf = (sha256: string, hasCases: boolean): CacheKey => ({
    name: basename(file),
    sha256,
    generator,
    hasCases,
  });
  const find = async (sha256: string) => {
    for (const hasCases of root === undefined ? [] : needsCases ? [true] : [true, false]) {
      const entry = await findEntry(root ?? "", keyOf(sha256, hasCases), Date.now());
      if (entry !== undefined) return entry;
    }
    return undefined;
  };
  const known = source === undefined ? undefined : await find(source);
  if (known) return loadForGood(known);
  const loaded = await (await import("../generator/document/load.ts")).loadDocument(file, reading);
  if (made === loaded.sha256) return loadUnedited(output);
  const bundled = loaded.sha256 === source ? undefined : await find(loaded.sha256);
  if (bundled) return loadForGood(bundled);
  onAnew?.(file);
  // The generator takes longer to load than all else together.
  const { generateFrom } = await import("./generate-to.ts");
  // As if it were made beside the document: what is kept must not depend on where it is kept.
  const { files, cases } = await generateFrom(loaded, join(dirname(file), contractName(file)), {
    ...reading,
    ...(needsCases && { cases: true }),
  });
  const keep = (where: string) =>
    keepEntry(where, keyOf(loaded.sha256, cases !== undefined), files, { now: Date.now(), most: MOST_ENTRIES });
  return loadForGood(await (root === undefined ? keep(await temporary()) : keep(root).catch(inTemporary)));

  async function inTemporary(error: NodeJS.ErrnoException): Promise<string> {
    // A cache that cannot be written is none; what is no matter of the file system is a mistake of ours.
    if (error.code === undefined) throw error;
    return keep(await temporary());
  }
}

/** A folder that is gone at exit. */
async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "contract-kit-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What is read at its first use is read now: another process may remove what it takes for old. */
async function loadForGood(folder: string): Promise<Artefacts> {
  const artefacts = await loadArtefacts(folder);
  const schemas = Object.keys((await manifestOf(folder))?.files ?? {}).filter((path) => path.startsWith("schemas/"));
  for (const path of schemas) artefacts.schema(path.slice("schemas/".length, -".json".length));
  return artefacts;
}

async function sourceHash(file: string, overlay: readonly string[]): Promise<string> {
  const source = await readSource(file);
  const { value } =
    overlay.length === 0
      ? source
      : await (await import("../generator/document/overlay/apply-overlays.ts")).applyOverlays(source, overlay);
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

/** A verdict counts only if it is that of the files that were generated. */
async function loadUnedited(folder: string): Promise<Artefacts> {
  const unlike = await unlikeManifest(folder, (await manifestOf(folder)) ?? {});
  if (unlike) throw new EditedArtefactsError(join(folder, unlike.path), unlike.is);
  return loadArtefacts(folder);
}

/** A generated file is not as it was written. */
export class EditedArtefactsError extends Error {
  override readonly name = "EditedArtefactsError";

  constructor(file: string, is: "missing" | "edited") {
    super(
      `${file}: ${is === "missing" ? "is missing" : "has been edited"} since it was generated [edited-artefacts]\n` +
        "  hint: generate it again, and review what changes",
    );
  }
}
