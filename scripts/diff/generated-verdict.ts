import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MOST_OPERATIONS } from "../../generator/cases/most-operations.ts";
import { diffDocuments } from "../../generator/diff/diff-documents.ts";
import { type Side, sideOf } from "../../generator/diff/side.ts";
import { loadDocument } from "../../generator/document/load.ts";
import { DocumentError } from "../../generator/document/problem.ts";
import { diffReport, verdictText } from "./diff-report.ts";
import { withoutHead } from "./without-head.ts";

/**
 * The verdict on two states of a generated `openapi.json`, in a line: `major: 1 breaking change`.
 *
 * @returns `undefined` when the older one is no document, or there are more than 200 operations, which would take long
 */
export async function generatedVerdict(before: string, after: string): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "contract-kit-"));
  const read = async (document: "base" | "head", text: string): Promise<Side> => {
    const file = join(folder, `${document}.json`);
    await writeFile(file, text);
    return sideOf(document, withoutHead(await loadDocument(file)));
  };
  try {
    const sides = { base: await read("base", before), head: await read("head", after) };
    if ([sides.base, sides.head].some(({ contract }) => contract.operations.length > MOST_OPERATIONS)) return undefined;
    const { summary } = diffReport(diffDocuments(sides), sides, Date.now());
    return `${summary.step}: ${verdictText(summary)}`;
  } catch (error) {
    if (error instanceof DocumentError) return undefined;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
