import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");

/** What shapes the artefacts of a document: folders and files of this package, `package.json` for the versions. */
const SOURCES = ["generator", "spec", "scripts/generate-to.ts", "scripts/contract-folder.ts", "package.json"];

/**
 * SHA-256 over the sources of the generator, the versions of its dependencies and that of Node, whose
 * regular expressions decide about patterns: a generator that was changed makes everything anew.
 */
export async function generatorHash(root: string = ROOT): Promise<string> {
  const files = (await Promise.all(SOURCES.map((source) => filesOf(join(root, source))))).flat().sort();
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
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}
