import type { CaseReport } from "../../../report/run-report.ts";
import type { CaseStatus } from "../../../result.ts";

/** Which cases are shown. */
export interface Filter {
  /** Words that a case has, anywhere in its name, its findings, its request or its response. */
  text: string;
  /** Empty: any. */
  statuses: ReadonlySet<CaseStatus>;
  /** Empty: any. */
  operation: string;
  /** Empty: any. */
  keyword: string;
  /** Positions in the plan, and what these cases are; `undefined`: any. */
  only: { indices: ReadonlySet<number>; label: string } | undefined;
}

/** All cases. */
export const ALL: Filter = { text: "", statuses: new Set(), operation: "", keyword: "", only: undefined };

/** What is searched in a case, in lower case. */
export function searchText({ case: name, findings, sends, reason, request, response }: CaseReport): string {
  const said = response && ("failure" in response ? response.message : `${response.status} ${response.body}`);
  const found = findings.flatMap(({ check, what, where }) => [check, what, where]);
  return [name, ...found, sends, reason, request?.method, request?.url, said].join("\n").toLowerCase();
}

/** The cases that a filter shows, whatever their status, and those of its statuses among them. */
export function applied(
  filter: Filter,
  cases: readonly CaseReport[],
  texts: ReadonlyMap<CaseReport, string>,
): { any: CaseReport[]; shown: CaseReport[] } {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const any = cases.filter(
    (each) =>
      (filter.operation === "" || each.operation === filter.operation) &&
      (filter.keyword === "" || each.tests.keyword === filter.keyword) &&
      (filter.only === undefined || filter.only.indices.has(each.index)) &&
      words.every((word) => texts.get(each)?.includes(word)),
  );
  const { statuses } = filter;
  return { any, shown: statuses.size === 0 ? any : any.filter(({ status }) => statuses.has(status)) };
}
