import { isDeepStrictEqual } from "node:util";
import type { RequestTemplate } from "../../../spec/interchange/case.ts";
import type { Contract } from "../../../spec/interchange/contract.ts";
import { documentedResponse } from "../checks/documented.ts";
import type { CaseExchange } from "../result.ts";
import { isTransportFailure } from "../transport.ts";
import { linkCall } from "../workflow/link-call.ts";
import { ExpressionError } from "../workflow/runtime-expression.ts";
import { UnresolvedError } from "../workflow/scope.ts";
import { requestView } from "./request-view.ts";
import type { ResourceLink } from "./resource-links.ts";

/** The request that a link leads to. */
export interface ResourceCall {
  template: RequestTemplate;
  /** Where it goes, byte for byte, in place of the operation's URL. */
  url?: string;
}

/**
 * The request that a link of an answer leads to, with the credentials of the target's base request.
 *
 * @param bases - the base requests of all operations, by id: what the link does not yield is taken from there
 * @returns why there is none, in words, when the answer is none that has the link, or lacks what it takes
 */
export function resourceCall(
  { declared, source, target }: ResourceLink,
  exchange: CaseExchange,
  { contract, bases }: { contract: Contract; bases: ReadonlyMap<string, RequestTemplate> },
): ResourceCall | string {
  const { answer } = exchange;
  if (isTransportFailure(answer)) return `${source.id} was not answered: ${answer.message}`;
  if (documentedResponse(source, answer.status)?.status !== declared.status) {
    return `${source.id} was answered ${answer.status}; the link is one of the response ${declared.status}`;
  }
  const scope = { inputs: {}, steps: {}, workflows: {}, request: requestView(exchange), response: answer };
  try {
    const { template, url } = linkCall(declared, scope, { artefacts: { contract }, bases });
    const { credentials = [], query = [] } = bases.get(target.id) ?? {};
    const own = url === undefined ? template.query : othersThan(query, template.query);
    return { template: { ...template, query: own, credentials }, ...(url === undefined ? {} : { url }) };
  } catch (error) {
    if (error instanceof UnresolvedError || error instanceof ExpressionError) return error.message;
    throw error;
  }
}

/** A URL that a response gives has its query: only what is not in the base is added to it. */
export function othersThan(base: RequestTemplate["query"], query: RequestTemplate["query"]): RequestTemplate["query"] {
  return query.filter((pair) => !base.some((each) => isDeepStrictEqual(each, pair)));
}
