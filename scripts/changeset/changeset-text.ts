import type { ChangeKind, VersionStep } from "../../generator/diff/change.ts";
import { type DiffReport, verdictText } from "../diff/diff-report.ts";
import { type ChangeGroup, groupChanges, othersText } from "../diff/group-changes.ts";
import { code, plain } from "../diff/markdown.ts";

/** What a changeset is about. */
export interface ChangesetSubject {
  /** The package's name. */
  name: string;
  /** The version that it has, where that is known. */
  version?: string;
}

/** Of each kind, more than so many changes are counted and not listed. */
const MOST_LISTED = 50;

const TITLES: Record<ChangeKind, string> = {
  breaking: "Breaking",
  unproved: "May break, which could not be proved either way",
  "non-breaking": "Compatible",
};

/**
 * A comparison as a changeset of a package: the step of its version, and what changes as the text of its
 * CHANGELOG.md. Below 1.0.0, a breaking change is a minor step and any other one a patch, as npm's `^` reads
 * such versions.
 *
 * @returns `undefined` when nothing has changed
 */
export function changesetText({ summary, changes }: DiffReport, subject: ChangesetSubject): string | undefined {
  const { step } = summary;
  if (step === "none") return undefined;
  const groups = groupChanges(changes);
  const sections = (["breaking", "unproved", "non-breaking"] as const).flatMap((kind) =>
    section(
      TITLES[kind],
      groups.filter((group) => group.kind === kind),
    ),
  );
  const head = `---\n${JSON.stringify(subject.name)}: ${releaseStep(step, subject.version)}\n---`;
  return `${[head, `The contract: ${verdictText(summary)}.`, ...sections].join("\n\n")}\n`;
}

function releaseStep(step: Exclude<VersionStep, "none">, version: string | undefined): VersionStep {
  if (!version?.startsWith("0.")) return step;
  return step === "major" ? "minor" : "patch";
}

/** What a comparison calls BASE and HEAD are versions to the reader of a changelog. */
function named(what: string): string {
  return what.replaceAll(/\bBASE\b/g, "the last version").replaceAll(/\bHEAD\b/g, "this version");
}

function section(title: string, groups: ChangeGroup[]): string[] {
  if (groups.length === 0) return [];
  const lines = groups
    .slice(0, MOST_LISTED)
    .map((group) => `- ${code(group.operation)}${othersText(group)} ${plain(named(group.what))}`);
  const others = groups.length - lines.length;
  if (others > 0) lines.push(`- and ${others} more`);
  return [`${title}:\n\n${lines.join("\n")}`];
}
