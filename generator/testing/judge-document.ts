import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { loadDocument } from "../document/load.ts";
import { DocumentError } from "../document/problem.ts";
import { emitProject } from "./emit-project.ts";
import type { createTypeCheck } from "./type-errors.ts";

/** What became of a document. */
export type Judgement =
  | { outcome: "generated" }
  | { outcome: "refused"; rules: string[]; problems: string[] }
  /** It was neither: an error without a place. */
  | { outcome: "crashed"; what: string }
  | { outcome: "uncompilable"; what: string[] }
  | { outcome: "unloadable"; what: string };

/**
 * Generates from a document, compiles what was generated, and loads its validators.
 *
 * @param project - a folder made by `prepareProject`
 */
export async function judgeDocument(
  file: string,
  project: string,
  typeErrors: ReturnType<typeof createTypeCheck>,
): Promise<Judgement> {
  const folder = await mkdtemp(join(project, "document-"));
  try {
    const files = await emitProject(await loadDocument(file), folder);
    const errors = typeErrors(files.filter((path) => path.endsWith(".ts")).map((path) => join(folder, path)));
    if (errors.length > 0) return { outcome: "uncompilable", what: errors };
    return await load(join(folder, "validators.js"));
  } catch (error) {
    if (!(error instanceof DocumentError)) return { outcome: "crashed", what: String((error as Error).stack) };
    const problems = error.problems;
    return {
      outcome: "refused",
      rules: [...new Set(problems.map(({ rule }) => rule))],
      problems: problems.map(({ what, pointer = "" }) => `${pointer}: ${what}`),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function load(module: string): Promise<Judgement> {
  try {
    await import(pathToFileURL(module).href);
    return { outcome: "generated" };
  } catch (error) {
    return { outcome: "unloadable", what: String(error) };
  }
}
