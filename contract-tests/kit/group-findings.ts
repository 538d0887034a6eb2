import type { CaseResult, Finding } from "./result.ts";

/** Failed cases with one cause. */
export interface FindingGroup {
  /** The check that fails. */
  check: string;
  /** What the cases test, e.g. `createDirectUpload › body/expiry › x-formatMinimum`; for a response, the operation. */
  subject: string;
  /** In the order of the run. */
  members: { result: CaseResult; finding: Finding }[];
  /** The member that is the easiest to look at: the one with the smallest request. */
  example: { result: CaseResult; finding: Finding };
  /** Other checks that fail in the same cases. */
  also: string[];
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
 * document that the case tests, or with what is wrong with the response. First those in which a base
 * request itself fails, as every case of its operation builds on it; then those with most cases.
 */
export function groupFindings(results: readonly CaseResult[]): FindingGroup[] {
  const failed = results.flatMap((result) => {
    const [finding] = result.findings;
    return result.status === "failed" && finding ? [{ result, finding }] : [];
  });
  const groups = [...Map.groupBy(failed, causeOf).values()].map(groupOf);
  return groups.toSorted(
    (one, other) => Number(isOfBase(other)) - Number(isOfBase(one)) || other.members.length - one.members.length,
  );
}

function isOfBase({ members }: FindingGroup): boolean {
  return members.some(({ result }) => result.testCase?.request.length === 0);
}

function causeOf({ result, finding }: { result: CaseResult; finding: Finding }): string {
  const { tests, operation } = result;
  if (finding.check === "known-failing") return JSON.stringify([finding.check, finding.where]);
  if (OF_THE_RESPONSE.has(finding.check))
    return JSON.stringify([finding.check, operation, finding.where, finding.what]);
  return JSON.stringify([finding.check, operation, tests.keyword, tests.pointer]);
}

function groupOf(members: FindingGroup["members"]): FindingGroup {
  const example = members.reduce((smallest, member) =>
    sizeOf(member.result) < sizeOf(smallest.result) ? member : smallest,
  );
  const { check } = example.finding;
  const others = members.flatMap(({ result }) => result.findings.map((finding) => finding.check));
  const also = [...new Set(others)].filter((id) => id !== check);
  return { check, subject: subjectOf(example, OF_THE_RESPONSE.has(check)), members, example, also };
}

/** The name of the case without its last piece, which tells the cases of one keyword apart. */
function subjectOf({ result }: { result: CaseResult }, isOfTheResponse: boolean): string {
  if (isOfTheResponse) return result.operation;
  const place = result.name.split("/").slice(1, -1).join("/");
  return `${result.operation} › ${place}`;
}

function sizeOf({ exchange }: CaseResult): number {
  return exchange ? exchange.request.url.length + (exchange.request.body?.length ?? 0) : 0;
}
