import type { RequestTemplate } from "../../spec/interchange/case.ts";
import type { Text } from "../../spec/interchange/expression.ts";
import { mediaTypeFor } from "../../spec/interchange/media-type.ts";
import { createProver } from "../cases/prover.ts";
import { requestSource } from "../cases/request-source.ts";
import { readRequest } from "../read-request.ts";
import type { RequestWitness } from "./change.ts";
import { hasForeignMembers } from "./foreign-members.ts";
import { partPairs, unknownType } from "./part-pairs.ts";
import { hasOwnParametersAlone, rendered, requestRefusals } from "./refused-request.ts";
import { isDoubtful, isDoubtfulFor, searchStages } from "./search-stages.ts";
import type { Doubt } from "./settle-doubts.ts";
import type { OperationPair } from "./side.ts";

/**
 * Searches requests that BASE takes and HEAD refuses, those with the fewest reasons first: near the doubtful
 * constraints of both documents, then near all others.
 */
export function searchRequests(pair: OperationPair, doubts: readonly Doubt[]): RequestWitness[] {
  const { base, head, sides } = pair;
  const prover = createProver(base);
  const credentials = (base.security[0] ?? []).map((scheme) => ({ scheme, as: "given" as const }));
  const counterparts = new Map(partPairs(pair).map((part) => [part.base, part.head]));
  const own = requestSource(base, sides.base.loaded.document);
  const other = requestSource(head, sides.head.loaded.document);
  return searchStages(
    [
      function* nearDoubts() {
        if (own) yield own.base;
        yield* other?.proposed((part, visit) => isDoubtful(doubts, part, visit)) ?? [];
        yield* own?.proposed((part, visit) => isDoubtfulFor(doubts, counterparts.get(part), visit)) ?? [];
      },
      function* travelling() {
        for (const request of own?.protocol() ?? []) {
          yield request;
          yield* underUnknownType(request);
        }
        if (own) yield* underUnknownType(own.base);
      },
      () => own?.proposed() ?? [],
      () => other?.proposed() ?? [],
    ],
    doubts,
    (template) => {
      const request = { ...template, credentials };
      const refusals = requestRefusals(pair, request);
      const isWitness = refusals.length > 0 && prover.judge(request) === "valid" && isExpected(request);
      return isWitness ? { kind: "request", operationId: base.id, request, refusals } : undefined;
    },
    sides.budget,
  );

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

  /** A body of a range of types, as one of those that HEAD does not take. */
  function underUnknownType({ body, ...request }: RequestTemplate): RequestTemplate[] {
    const content = base.body?.content ?? [];
    const media = body?.contentType == null ? undefined : mediaTypeFor(body.contentType, content);
    const type = media && unknownType(media, content, head.body?.content ?? []);
    return body && type !== undefined ? [{ ...request, body: { ...body, contentType: type as string & Text } }] : [];
  }
}
