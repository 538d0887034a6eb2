import { sep } from "node:path";
import { diffDocuments } from "../../generator/diff/diff-documents.ts";
import { sideOf } from "../../generator/diff/side.ts";
import type { LoadOptions } from "../../generator/document/load.ts";
import { DocumentError, type Problem } from "../../generator/document/problem.ts";
import { type DiffReport, diffReport } from "../diff/diff-report.ts";
import { diffForGithub } from "../diff/github.ts";
import { diffForMarkdown } from "../diff/markdown.ts";
import { diffForTerminal } from "../diff/terminal.ts";
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
  const { overlay = [], baseOverlay = [], headOverlay = [] } = options;
  const sides = {
    base: sideOf("base", await documentAt(base, { ...options, overlay: [...overlay, ...baseOverlay] })),
    head: sideOf("head", await documentAt(head, { ...options, overlay: [...overlay, ...headOverlay] })),
  };
  const report = diffReport(diffDocuments(sides), sides, Date.now());
  process.stdout.write(FORMATS[options.format](report));
  const { breaking, unproved } = report.summary;
  if (breaking > 0 || (unproved > 0 && !options.allowUnproved)) process.exitCode = 1;
}

/** The same for a file and what it was in a revision; one that was not there breaks nothing. */
export async function runDiffSince(revision: string, file: string, options: DiffCommandOptions): Promise<void> {
  const base = `git:${revision}:./${file.split(sep).join("/")}`;
  try {
    await runDiff(base, file, options);
  } catch (error) {
    const isNew = (problem: Problem) => problem.file === base && /does not exist in|but not in '/.test(problem.what);
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
