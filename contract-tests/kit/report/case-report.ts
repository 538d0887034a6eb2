import { isBaseCase } from "../base-case.ts";
import { inDocument } from "../checks/check.ts";
import { describeExpectation } from "../checks/expectation.ts";
import { toCurl } from "../curl.ts";
import { describeChange } from "../describe-change.ts";
import type { CaseResult } from "../result.ts";
import type { Mask } from "../secrets.ts";
import { requestView, responseView } from "./exchange-views.ts";
import type { Place, Places } from "./place.ts";
import type { CaseReport } from "./run-report.ts";

/** Characters of a body that a report holds at most, of a case that failed and of one that did not. */
const LONGEST_BODY = { failed: 16 * 1024, other: 1024 };
/** A longer command would not be pasted, and make reports heavy. */
const LONGEST_COMMAND = { failed: 512 * 1024, other: 4 * 1024 };

/** A result as plain data. */
export function caseReport(
  {
    name,
    operation,
    tests,
    status,
    findings,
    reason,
    isUndecided,
    reproduce,
    fuzz,
    testCase,
    exchange,
    durationMs,
  }: CaseResult,
  index: number,
  mask: Mask,
  places: Places,
): CaseReport {
  const size = findings.length > 0 ? "failed" : "other";
  const report: CaseReport = {
    ...{ index, case: name, operation, status, tests },
    ...optional("place", places(inDocument(tests.pointer))),
    ...optional("alsoPlaces", alsoPlaces(tests, places)),
    ...optional("expected", testCase && describeExpectation(testCase.expect)),
    ...optional("sends", testCase && exchange && describeChange(testCase.request, exchange.template)),
    ...(testCase && isBaseCase(testCase) && reproduce === undefined ? { isBase: true } : {}),
    ...optional("reason", reason),
    ...optional("isUndecided", isUndecided),
    ...optional("reproduce", reproduce),
    ...optional("fuzz", fuzz),
    findings: findings.map((finding) => ({ ...finding, ...optional("place", places(finding.where)) })),
    durationMs,
  };
  if (!exchange) return mask.all(report);
  const curl = toCurl(exchange);
  return {
    ...mask.all({ ...report, ...optional("curl", curl.length <= LONGEST_COMMAND[size] ? curl : undefined) }),
    request: requestView(exchange, mask, LONGEST_BODY[size]),
    response: responseView(exchange, mask, LONGEST_BODY[size]),
  };
}

function alsoPlaces({ also = [] }: CaseResult["tests"], places: Places): Place[] | undefined {
  const found = also.map((pointer) => places(inDocument(pointer))).filter((place) => place !== undefined);
  return found.length === 0 ? undefined : found;
}

function optional<N extends string, V>(name: N, value: V | undefined): { [name in N]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { [name in N]?: V });
}
