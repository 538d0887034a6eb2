import type { LoadOptions } from "../../generator/document/load.ts";
import type { DiffReport } from "../diff/diff-report.ts";

/** How {@link diff} reads both documents, and what it goes by. */
export interface DiffOptions extends LoadOptions {
  /** The moment that instants in witnesses refer to, in epoch milliseconds. Default: now. */
  now?: number;
}

/**
 * Says what changes for those who rely on a document when another one takes its place; every breaking
 * change comes with a request or an answer that shows it.
 *
 * @param base - the document that is relied on: a path, or `git:REV:path`
 * @param head - the one that takes its place
 * @throws DocumentError when one of them cannot be used
 */
export async function diff(
  base: string,
  head: string,
  { now = Date.now(), ...options }: DiffOptions = {},
): Promise<DiffReport> {
  const { documentAt } = await import("../document-at.ts");
  const { withoutHead } = await import("../diff/without-head.ts");
  const { sideOf } = await import("../../generator/diff/side.ts");
  const { diffDocuments } = await import("../../generator/diff/diff-documents.ts");
  const { diffReport } = await import("../diff/diff-report.ts");
  const sides = {
    base: sideOf("base", withoutHead(await documentAt(base, options))),
    head: sideOf("head", withoutHead(await documentAt(head, options))),
  };
  return diffReport(diffDocuments(sides), sides, now);
}
