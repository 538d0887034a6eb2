import type { Secret } from "../credentials.ts";
import type { Finding } from "../result.ts";
import { hiddenRequest } from "../secret-pieces.ts";
import { maskOf } from "../secrets.ts";
import { judgeCondition } from "./judge-condition.ts";
import { printExpression } from "./runtime-expression.ts";
import { evaluate, type Scope } from "./scope.ts";
import { describeValue, textOfValue } from "./value.ts";
import type { Criterion } from "./workflow-document.ts";

/** The id of the check that the criteria of success are. */
export const SUCCESS_CRITERIA = "success-criteria";

/** Whether a criterion is met, and what its expressions yielded. */
export function judgeCriterion(criterion: Criterion, scope: Scope): { holds: boolean; seen: string } {
  if (criterion.kind === "simple") return judgeCondition(criterion.condition, scope);
  const value = evaluate(criterion.context, scope);
  const text = textOfValue(value);
  return {
    holds: text !== undefined && criterion.pattern.test(text),
    seen: `${printExpression(criterion.context)} is ${describeValue(value)}`,
  };
}

/**
 * A finding for each criterion of success that is not met. A step without criteria succeeds with any 2xx.
 *
 * @param place - of the step, and what no report may show
 */
export function judgeSuccess(
  criteria: readonly Criterion[],
  scope: Scope,
  place: { file: string; pointer: string; secrets: readonly Secret[] },
): Finding[] {
  const { file, pointer, secrets } = place;
  const unmet = (at: string, text: string, seen: string): Finding => ({
    check: SUCCESS_CRITERIA,
    where: `${file}#${at}`,
    what: maskOf(secrets).text(`${text} does not hold${seen === "" ? "" : `: ${seen}`}`),
    hint: "Mend the server; or the workflow, if it asks for more than the document says.",
  });
  const wire = scope.request?.wire;
  const shown =
    scope.request && wire
      ? { ...scope, request: { ...scope.request, wire: { ...wire, ...hiddenRequest(wire, secrets) } } }
      : scope;
  if (criteria.length === 0) {
    const status = scope.response?.status ?? 0;
    return status >= 200 && status < 300 ? [] : [unmet(pointer, "success", `$statusCode is ${status}`)];
  }
  return criteria.flatMap((criterion) => {
    const { holds } = judgeCriterion(criterion, scope);
    const { seen } = judgeCriterion(criterion, shown);
    const text = criterion.kind === "regex" ? `/${criterion.text}/` : criterion.text;
    return holds ? [] : [unmet(criterion.pointer, text, seen)];
  });
}
