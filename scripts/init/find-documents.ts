import { open, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** Folders in which no document of a project's own is. */
const SKIPPED = new Set(["node_modules", "generated", "dist", "build", "coverage"]);

/** How deep the documents of a project lie at most, and how much of a file tells whether it is one. */
const DEEPEST = 4;
const HEAD_BYTES = 4_096;

/** The documents of a project, relative to its folder with `/`, sorted. */
export interface FoundDocuments {
  documents: string[];
  /** Those of Swagger 2.0, which nothing is made of. */
  older: string[];
}

/** The OpenAPI documents of a project. */
export async function findDocuments(root: string): Promise<FoundDocuments> {
  const found: FoundDocuments = { documents: [], older: [] };
  await visit(root, 0);
  return { documents: found.documents.sort(), older: found.older.sort() };

  async function visit(folder: string, depth: number): Promise<void> {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && depth < DEEPEST && !entry.name.startsWith(".") && !SKIPPED.has(entry.name))
        await visit(path, depth + 1);
      if (!entry.isFile() || !/\.(?:ya?ml|json)$/i.test(entry.name)) continue;
      const head = await headOf(path);
      const list = isDocument(head) ? found.documents : isOlder(head) ? found.older : undefined;
      list?.push(relative(root, path).split(sep).join("/"));
    }
  }
}

/** Whether a file is a document of Swagger 2.0. */
export async function isOlderDocument(path: string): Promise<boolean> {
  return isOlder(await headOf(path));
}

/** `openapi` stands at the top of a document, and by custom before all else. */
function isDocument(head: string): boolean {
  return /^(?:\s*\{)?\s*["']?openapi["']?\s*:\s*["']?3\.\d/m.test(head);
}

function isOlder(head: string): boolean {
  return /^(?:\s*\{)?\s*["']?swagger["']?\s*:\s*["']?2\.\d/m.test(head);
}

async function headOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}
