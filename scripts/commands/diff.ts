import { diffDocuments } from "../../generator/diff/diff-documents.ts";
import { sideOf } from "../../generator/diff/side.ts";
import type { LoadOptions } from "../../generator/document/load.ts";
import { DocumentError, type Problem } from "../../generator/document/problem.ts";
import { ConfigError } from "../config/config-error.ts";
import { fromWorkingFolder } from "../contract-folder.ts";
import { type DiffReport, diffReport } from "../diff/diff-report.ts";
import { formerDocument } from "../diff/former-document.ts";
import { diffForGithub } from "../diff/github.ts";
import { diffForMarkdown } from "../diff/markdown.ts";
import { newDocumentReport } from "../diff/new-document.ts";
import { comparisonProgress } from "../diff/progress.ts";
import { diffForTerminal } from "../diff/terminal.ts";
import { withoutHead } from "../diff/without-head.ts";
import { documentAt, NOT_IN_REVISION } from "../document-at.ts";

/** Options of {@link runDiff}. */
export interface DiffCommandOptions extends LoadOptions {
  format: "terminal" | "markdown" | "json" | "github";
  /** What is unproved alone does not fail. */
  allowUnproved?: boolean;
  /** Overlays of one side, applied after those of both. */
  baseOverlay?: readonly string[];
  headOverlay?: readonly string[];
}

/** `contract-kit diff`: what changes for those who rely on BASE when HEAD takes its place. */
export async function runDiff(base: string, head: string, options: DiffCommandOptions): Promise<void> {
  tell(await compareDocuments(base, head, options), options);
}

/** Reads and compares both documents. @throws DocumentError when one of them cannot be used */
export async function compareDocuments(base: string, head: string, options: DiffCommandOptions): Promise<DiffReport> {
  const { overlay = [], baseOverlay = [], headOverlay = [] } = options;
  const read = async (source: string, own: readonly string[]) =>
    withoutHead(await documentAt(source, { ...options, overlay: [...overlay, ...own] }));
  const own = sideOf("base", await read(base, baseOverlay));
  const sides = { base: own, head: sideOf("head", await read(head, headOverlay), own) };
  const progress = comparisonProgress();
  const diff = diffDocuments({ ...sides, onOperation: progress.tell });
  progress.end();
  return diffReport(diff, sides, Date.now());
}

/**
 * The document that is compared with what it was.
 *
 * @throws ConfigError when there is none, or it is not a file of the working folder
 */
export function singleDocument(document: string | undefined): string {
  if (document === undefined) {
    const hint =
      "name one or two: `contract-kit diff old.yaml new.yaml`; or let `contract-kit init` write a configuration";
    throw new ConfigError("contract-kit diff", "there is no document and no contract-kit.config.ts", hint);
  }
  if (/^(?:git|https?):/.test(document))
    throw new ConfigError(document, "has nothing to be compared with", "name the document that takes its place, too");
  return fromWorkingFolder(document);
}

/** The same for a file and what it was in a revision, be it under another name. */
export async function runDiffSince(revision: string, file: string, options: DiffCommandOptions): Promise<void> {
  const base = `git:${revision}:./${file}`;
  try {
    await runDiff(base, file, options);
  } catch (error) {
    const isNew = ({ file: place, rule }: Problem) => place === base && rule === NOT_IN_REVISION;
    if (!(error instanceof DocumentError) || !error.problems.every(isNew)) throw error;
    const { renamed, gone } = await formerDocument(revision, file);
    if (renamed !== undefined) return runDiff(`git:${revision}:${renamed}`, file, options);
    const { loaded } = sideOf("head", await documentAt(file, options));
    tell(newDocumentReport({ revision, base, head: loaded.file, gone }), options);
  }
}

function tell(report: DiffReport, { format, allowUnproved }: DiffCommandOptions): void {
  process.stdout.write(FORMATS[format](report));
  const { breaking, unproved } = report.summary;
  if (breaking > 0 || (unproved > 0 && !allowUnproved)) process.exitCode = 1;
}

const FORMATS: Record<DiffCommandOptions["format"], (report: DiffReport) => string> = {
  terminal: diffForTerminal,
  markdown: (report) => `${diffForMarkdown(report)}\n`,
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
  github: diffForGithub,
};
