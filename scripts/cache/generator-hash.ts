import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, resolve, sep } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");

/** `.ts` in the repository, `.js` in the package. */
const EXTENSION = extname(import.meta.filename);

/** What shapes the artefacts of a document, besides `package.json` for the versions: folders and files. */
const SOURCES = [
  "generator",
  "spec",
  "scripts/client-package",
  `scripts/generate-to${EXTENSION}`,
  `scripts/contract-folder${EXTENSION}`,
];

/**
 * SHA-256 over the sources of the generator, the versions of its dependencies and that of Node, whose
 * regular expressions decide about patterns: a generator that was changed makes everything anew.
 */
export async function generatorHash(root: string = ROOT): Promise<string> {
  const manifest = ["package.json", "../package.json"].map((path) => join(root, path)).find((path) => existsSync(path));
  const sources = (await Promise.all(SOURCES.map((source) => filesOf(join(root, source))))).flat();
  const files = [...sources, ...(manifest === undefined ? [] : [manifest])].sort();
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash("sha256").update(process.version);
  for (const [index, file] of files.entries()) {
    const content = contents[index] ?? "";
    // The length keeps what one file loses and the next one gains from going unseen.
    hash.update(`\n${relative(root, file).split(sep).join("/")} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

async function filesOf(path: string): Promise<string[]> {
  if (/\.\w+$/.test(path)) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /(?<!\.test|\.d)\.[jt]s$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
