import type { LoadOptions } from "../../generator/document/load.ts";
import type { LintProblem } from "../../generator/lint/lint-document.ts";

/**
 * Says where a document contradicts itself, and which of its mistakes are mended when it is read.
 *
 * @param document - path, relative to the working folder
 * @throws DocumentError when the document cannot be used
 */
export async function lint(document: string, options: LoadOptions = {}): Promise<LintProblem[]> {
  const { loadDocument } = await import("../../generator/document/load.ts");
  const { lintDocument } = await import("../../generator/lint/lint-document.ts");
  return lintDocument(await loadDocument(document, options));
}
