import type { CaseReport, RunReport } from "../../report/run-report.ts";
import type { CaseStatus } from "../../result.ts";

/** How many cases ended how. */
export type Counts = Record<CaseStatus, number>;

/** Operations by constraints, with how their cases ended. */
export interface Matrix {
  /** The constraints: what the request as a whole keeps first, then the keywords of values. */
  columns: string[];
  rows: {
    operation: string;
    method: string;
    path: string;
    /** One per column; `undefined` where the operation has no such case. */
    cells: (Counts | undefined)[];
    all: Counts;
  }[];
}

/** Keywords of JSON Schema in the order of its specification; what is none of them comes before, what starts with `x-` after. */
const KEYWORDS = (
  "type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern format " +
  "maxItems minItems uniqueItems contains maxContains minContains prefixItems items maxProperties minProperties required " +
  "dependentRequired properties patternProperties additionalProperties unevaluatedItems unevaluatedProperties propertyNames " +
  "dependentSchemas allOf anyOf oneOf not if then else discriminator"
).split(" ");

/** Counts the cases of a report by operation and by what they test. */
export function matrixOf({ operations, cases }: RunReport): Matrix {
  const keywords = [...new Set(cases.map(({ tests }) => tests.keyword))];
  const columns = keywords.toSorted((one, other) => rankOf(one) - rankOf(other));
  const byOperation = Map.groupBy(cases, ({ operation }) => operation);
  const rows = operations.flatMap(({ id, method, path }) => {
    const own = byOperation.get(id);
    if (!own) return [];
    const byKeyword = Map.groupBy(own, ({ tests }) => tests.keyword);
    const cells = columns.map((keyword) => {
      const members = byKeyword.get(keyword);
      return members && countsOf(members);
    });
    return [{ operation: id, method, path, cells, all: countsOf(own) }];
  });
  return { columns, rows };
}

function rankOf(keyword: string): number {
  if (keyword.startsWith("x-")) return KEYWORDS.length;
  return KEYWORDS.indexOf(keyword);
}

/** How many of the cases ended how. */
export function countsOf(cases: readonly Pick<CaseReport, "status">[]): Counts {
  const counts: Counts = { failed: 0, "known-failing": 0, passed: 0, skipped: 0 };
  for (const { status } of cases) counts[status]++;
  return counts;
}
