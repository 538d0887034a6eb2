import type { Case, RequestTemplate } from "../../spec/interchange/case.ts";
import { type DerivedCases, deriveCases } from "../cases/derive.ts";
import { createProver } from "../cases/prover.ts";
import { readRequest } from "../read-request.ts";
import type { RequestWitness } from "./change.ts";
import { hasForeignMembers } from "./foreign-members.ts";
import { partPairs } from "./part-pairs.ts";
import { hasOwnParametersAlone, rendered, requestRefusals } from "./refused-request.ts";
import type { OperationPair } from "./side.ts";

/**
 * Searches requests that BASE takes and HEAD refuses, those with the fewest reasons first: among the valid
 * cases of BASE, and among the near misses of HEAD's own cases.
 */
export function searchRequests(pair: OperationPair): RequestWitness[] {
  const { base, head, sides } = pair;
  const prover = createProver(base);
  const credentials = (base.security[0] ?? []).map((scheme) => ({ scheme, as: "given" as const }));
  const counterparts = new Map(partPairs(pair).map((part) => [part.base, part.head]));

  const valid = requestsOf(
    deriveCases(base, sides.base.loaded.document),
    ({ expect }) => expect.outcome === "accepted",
  );
  const misses = requestsOf(
    deriveCases(head, sides.head.loaded.document),
    ({ expect }) => expect.outcome === "rejected",
  );
  return [...valid, ...misses]
    .map((request): RequestTemplate => ({ ...request, credentials }))
    .flatMap((request): RequestWitness[] => {
      const refusals = requestRefusals(pair, request);
      const isWitness = refusals.length > 0 && prover.judge(request) === "valid" && isExpected(request);
      return isWitness ? [{ kind: "request", operationId: base.id, request, refusals }] : [];
    })
    .sort((one, two) => one.refusals.length - two.refusals.length);

  function requestsOf(
    { base: template, cases, skipped }: DerivedCases,
    isWanted: (each: Case) => boolean,
  ): RequestTemplate[] {
    if (sides.budget) sides.budget.candidates -= cases.length + skipped.length;
    return cases.filter((each) => isWanted(each) && isOwn(each)).map(({ request }) => prover.change(template, request));
  }

  /** Whether BASE's readers would send it: it has nothing that HEAD alone has a name for. */
  function isExpected(template: RequestTemplate): boolean {
    const request = rendered(template);
    return (
      hasOwnParametersAlone(base, request) &&
      readRequest(base, request).instances.every(
        ({ part, instance }) => !hasForeignMembers(part, instance, counterparts.get(part) ?? part),
      )
    );
  }
}

/** Whether a case is a call of the operation itself: not another method. */
function isOwn({ request, expect }: Case): boolean {
  return expect.because !== "credentials" && !request.some(({ path }) => path === "/method");
}
