import type { Case } from "../../spec/interchange/case.ts";
import { casePattern } from "./case-pattern.ts";
import type { Check } from "./checks/check.ts";
import type { Finding } from "./result.ts";
import { RunError } from "./run-error.ts";

/** Cases that a subject is known to fail. They still run, and must fail. */
export interface KnownFailing {
  /** Names one or more cases, see `casePattern`. */
  case: string;
  /**
   * The checks of which at least one fails; none but these may. All checks when absent. The entry
   * means only cases that one of them judges: with `accepted-when-valid`, the valid ones.
   */
  checks?: readonly string[];
  /** Why, for a person. */
  reason: string;
}

/** The verdict on a case, with the list considered. */
export interface KnownFailingVerdict {
  status: "passed" | "failed" | "known-failing";
  findings: Finding[];
  reason?: string;
}

/** A list of known failures that is ready to be asked. */
export interface KnownFailingList {
  /** Judges what the checks of a case found. */
  judge(testCase: Case, findings: Finding[]): KnownFailingVerdict;
  /** Whether an entry means a case. */
  means(testCase: Case): boolean;
  /** A finding for each entry that means none of these cases: it is stale. */
  stale(cases: readonly Case[]): { entry: KnownFailing; finding: Finding }[];
}

/**
 * Reads a list of known failures.
 *
 * @param checks - the checks of the run
 * @throws RunError (`bad-options`) when an entry names a check that does not exist
 */
export function knownFailingList(
  entries: readonly KnownFailing[],
  checks: readonly Pick<Check, "id" | "judges">[],
): KnownFailingList {
  const compiled = entries.map((entry) => ({ entry, means: meaning(entry, checks) }));
  return {
    judge(testCase, findings) {
      const meant = compiled.filter(({ means }) => means(testCase)).map(({ entry }) => entry);
      if (meant.length === 0) return { status: findings.length === 0 ? "passed" : "failed", findings };
      const unmet = meant.filter((entry) => !findings.some((finding) => covers(entry, finding))).map(passedAnyway);
      const others = findings.filter((finding) => !meant.some((entry) => covers(entry, finding)));
      if (unmet.length + others.length > 0) return { status: "failed", findings: [...others, ...unmet] };
      return { status: "known-failing", findings, reason: meant.map(({ reason }) => reason).join("; ") };
    },
    means: (testCase) => compiled.some(({ means }) => means(testCase)),
    stale(cases) {
      return compiled
        .filter(({ means }) => !cases.some(means))
        .map(({ entry }) => ({ entry, finding: staleFinding(entry) }));
    },
  };
}

function meaning(entry: KnownFailing, checks: readonly Pick<Check, "id" | "judges">[]): (testCase: Case) => boolean {
  const own = (entry.checks ?? checks.map(({ id }) => id)).map((id) => {
    const check = checks.find((each) => each.id === id);
    if (check) return check;
    const known = `The checks are: ${checks.map((each) => each.id).join(", ")}.`;
    throw new RunError("bad-options", whereOf(entry), `there is no check "${id}"`, known);
  });
  const matches = casePattern([entry.case]);
  return (testCase) => matches(testCase.name) && own.some(({ judges }) => judges?.(testCase) ?? true);
}

function covers(entry: KnownFailing, finding: Finding): boolean {
  return entry.checks === undefined || entry.checks.includes(finding.check);
}

function whereOf(entry: KnownFailing): string {
  return `known-failing "${entry.case}"`;
}

function passedAnyway(entry: KnownFailing): Finding {
  const checks = entry.checks === undefined ? "" : ` ${entry.checks.join(" or ")}`;
  return {
    check: "known-failing",
    where: whereOf(entry),
    what: `expected to fail${checks} but passed; listed because: ${entry.reason}`,
    hint: "If the subject has been mended, take the entry out of the list; otherwise narrow its pattern.",
  };
}

function staleFinding(entry: KnownFailing): Finding {
  return {
    check: "known-failing",
    where: whereOf(entry),
    what: `means no case; listed because: ${entry.reason}`,
    hint: "Mend the pattern, or take the entry out of the list: cases have been renamed or are gone.",
  };
}
