import type { Case } from "../../../spec/interchange/case.ts";
import type { Operation } from "../../../spec/interchange/contract.ts";
import type { Plan } from "../plan.ts";
import { speaksOfState } from "../probe/of-state.ts";
import type { CaseExchange, CaseResult } from "../result.ts";
import type { CaseContext } from "../run-case.ts";

/** An operation of which hardly anything could be judged, as what it needs is not there. */
export interface Untested {
  /** Its id. */
  operation: string;
  what: string;
  /** How to mend it. */
  hint: string;
}

/**
 * The operations of a plan whose base request is refused as the document allows: before the first case,
 * or when it was sent as one. Those whose base is known to fail are left out.
 *
 * @param undecided - results of cases whose answers prove nothing
 */
export function untestedIn(
  { bases }: Pick<Plan, "bases">,
  { refusals, knownFailing }: Pick<CaseContext, "refusals" | "knownFailing">,
  undecided: readonly CaseResult[],
): Untested[] {
  const found = new Map<Case, CaseExchange>(
    undecided.flatMap(({ testCase, exchange }) => (testCase && exchange ? [[testCase, exchange] as const] : [])),
  );
  return bases.flatMap(({ operation, testCase }) => {
    if (testCase && knownFailing.means(testCase)) return [];
    const refused = refusals?.get(operation.id);
    if (refused !== undefined && speaksOfState(refused)) return [untestedOperation(operation, refused)];
    const answer = testCase && found.get(testCase)?.answer;
    return answer && "status" in answer ? [untestedOperation(operation, answer.status)] : [];
  });
}

/**
 * Says that an operation is not tested: the API refuses its base request as the document allows, so
 * that neither this request nor those that change it tell anything.
 *
 * @param status - with which the base request is refused
 */
function untestedOperation({ id, parameters }: Operation, status: number): Untested {
  const names = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
  const given = names.map((name) => `--param ${name}=…`).join(" ");
  return {
    operation: id,
    what: `its base request is answered ${status}, as the document allows, so that nothing which builds on it can be judged`,
    hint:
      (status === 404 || status === 410) && names.length > 0
        ? `name something that is there: ${given}, or an example in the document; or add a link to the document that leads there`
        : "bring the target into a state that takes it, give other values (--param NAME=…, or an example in the document)",
  };
}

/** How to leave operations out that cannot be tested. */
export function leavingOut(untested: readonly Untested[]): string {
  return `To leave ${untested.length === 1 ? "it" : "them"} out: ${untested.map(({ operation }) => `--skip '${operation}/**'`).join(" ")}`;
}
