import { diffDocuments } from "../../generator/diff/diff-documents.ts";
import { sideOf } from "../../generator/diff/side.ts";
import type { LoadOptions } from "../../generator/document/load.ts";
import { DocumentError, type Problem } from "../../generator/document/problem.ts";
import { ConfigError } from "../config/config-error.ts";
import { fromWorkingFolder } from "../contract-folder.ts";
import { type DiffReport, diffReport } from "../diff/diff-report.ts";
import { diffForGithub } from "../diff/github.ts";
import { diffForMarkdown } from "../diff/markdown.ts";
import { comparisonProgress } from "../diff/progress.ts";
import { diffForTerminal } from "../diff/terminal.ts";
import { withoutHead } from "../diff/without-head.ts";
import { documentAt } from "../document-at.ts";

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
  const report = await compareDocuments(base, head, options);
  process.stdout.write(FORMATS[options.format](report));
  const { breaking, unproved } = report.summary;
  if (breaking > 0 || (unproved > 0 && !options.allowUnproved)) process.exitCode = 1;
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

/** The same for a file and what it was in a revision; one that was not there breaks nothing. */
export async function runDiffSince(revision: string, file: string, options: DiffCommandOptions): Promise<void> {
  const base = `git:${revision}:./${file}`;
  try {
    await runDiff(base, file, options);
  } catch (error) {
    // Before the first commit, there is no HEAD.
    const absent =
      revision === "HEAD" ? /does not exist in|but not in '|Needed a single/ : /does not exist in|but not in '/;
    const isNew = (problem: Problem) => problem.file === base && absent.test(problem.what);
    if (!(error instanceof DocumentError) || !error.problems.every(isNew)) throw error;
    const { loaded } = sideOf("head", await documentAt(file, options));
    const summary = { step: "minor", breaking: 0, unproved: 0, nonBreaking: 0 } as const;
    process.stdout.write(FORMATS[options.format]({ base, head: loaded.file, summary, changes: [] }));
    console.error(`${file}: is new since ${revision}`);
  }
}

const FORMATS: Record<DiffCommandOptions["format"], (report: DiffReport) => string> = {
  terminal: diffForTerminal,
  markdown: (report) => `${diffForMarkdown(report)}\n`,
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
  github: diffForGithub,
};
