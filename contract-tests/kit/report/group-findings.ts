import type { CaseReport, FindingReport } from "./run-report.ts";

/** Failed cases with one cause. */
export interface FindingGroup {
  /** The check that fails. */
  check: string;
  /** What the cases test, e.g. `createDirectUpload › body/expiry › x-formatMinimum`; for a response, the operation. */
  subject: string;
  /** In the order of the run. */
  members: Member[];
  /** The member that is the easiest to look at: the one with the smallest request; a random one only among its like. */
  example: Member;
  /** Other checks that fail in the same cases. */
  also: string[];
}

/** A failed case with the finding that leads it. */
export interface Member {
  case: CaseReport;
  finding: FindingReport;
}

/** Checks that look at the response alone: what the case tests is not the cause. */
const OF_THE_RESPONSE = new Set([
  "documented-status",
  "documented-content-type",
  "response-schema",
  "response-headers",
]);

/**
 * Groups failed cases by cause: the first check that fails, with the keyword and the place in the
 * document that the case tests, or with what is wrong with the response. A rule that several operations
 * share is one cause; so is a base request that fails, with every case of its operation that is answered
 * alike. First those of base requests, then those with most cases.
 */
export function groupFindings(cases: readonly CaseReport[]): FindingGroup[] {
  const failed = cases.flatMap((each): Member[] => {
    const [finding] = each.findings;
    return each.status === "failed" && finding ? [{ case: each, finding }] : [];
  });
  const bases = new Map(
    failed.filter((member) => member.case.isBase).map((member) => [member.case.operation, answerOf(member.case)]),
  );
  const isByBase = (member: Member) =>
    bases.has(member.case.operation) && bases.get(member.case.operation) === answerOf(member.case);
  const causes = Map.groupBy(failed, (member) =>
    isByBase(member) ? JSON.stringify(["base", member.case.operation]) : causeOf(member),
  );
  return [...causes.values()]
    .map(groupOf)
    .toSorted(
      (one, other) => Number(isOfBase(other)) - Number(isOfBase(one)) || other.members.length - one.members.length,
    );
}

/** Whether the cause is that a base request itself fails. */
function isOfBase({ members }: FindingGroup): boolean {
  return members.some((member) => member.case.isBase);
}

function answerOf({ response }: CaseReport): string {
  if (!response) return "";
  return "failure" in response ? response.failure : String(response.status);
}

function causeOf({ case: report, finding }: Member): string {
  const { tests, operation } = report;
  const { check, where, what } = finding;
  if (check === "known-failing") return JSON.stringify([check, where]);
  // What differs from case to case are numbers: lengths, positions in lists.
  if (OF_THE_RESPONSE.has(check)) return JSON.stringify([check, where, what.replaceAll(/\d+/g, "0")]);
  // A server keeps what is no value, such as credentials or media types, in one place for all operations.
  const concern = concernOf(report);
  if (concern !== undefined) return JSON.stringify([check, concern]);
  const isShared = !tests.pointer.startsWith("/paths/");
  return JSON.stringify([check, tests.keyword, tests.pointer, isShared ? "" : operation]);
}

const OTHER_CONCERNS = ["path", "query", "header", "cookie", "body", "link"];

/** The protocol's concern that a case is about; `undefined` when it is about a value, a random one or a link. */
function concernOf({ case: name, operation, reproduce }: CaseReport): string | undefined {
  const [first, place = ""] = name.split("/");
  return first !== operation || OTHER_CONCERNS.includes(place) || reproduce !== undefined ? undefined : place;
}

function groupOf(members: Member[]): FindingGroup {
  const bases = members.filter((member) => member.case.isBase);
  const derived = members.filter((member) => member.case.reproduce === undefined);
  const example = ([bases, derived].find((some) => some.length > 0) ?? members).reduce((smallest, member) =>
    sizeOf(member.case) < sizeOf(smallest.case) ? member : smallest,
  );
  const { check } = example.finding;
  const others = members.flatMap((member) => member.case.findings.map((finding) => finding.check));
  const also = [...new Set(others)].filter((id) => id !== check);
  return { check, subject: subjectOf(example.case, members, check), members, example, also };
}

/** The name of the case without its last piece, which tells the cases of one keyword apart. */
function subjectOf(report: CaseReport, members: Member[], check: string): string {
  const { operation, case: name, reproduce, tests } = report;
  const operations = new Set(members.map((member) => member.case.operation));
  const of = operations.size === 1 ? operation : `${operation} and ${operations.size - 1} more`;
  if (OF_THE_RESPONSE.has(check)) return of;
  if (reproduce === undefined) return `${of} › ${name.split("/").slice(1, -1).join("/")}`;
  // What a random request has been made for says less than the rule that it breaks.
  if (tests.keyword === "fuzz") return `${of} › random ${name.endsWith("/bytes") ? "bytes" : "valid data"}`;
  return `${of} › ${ruleOf(tests)}`;
}

/** The member that a rule is about, and the rule: `title/maxLength`. */
function ruleOf({ keyword, pointer }: CaseReport["tests"]): string {
  const [, member] = /\/properties\/([^/]+)\/[^/]+$/.exec(pointer) ?? [];
  return member === undefined ? keyword : `${member.replaceAll("~1", "/").replaceAll("~0", "~")}/${keyword}`;
}

function sizeOf({ curl = "" }: CaseReport): number {
  return curl.length;
}
