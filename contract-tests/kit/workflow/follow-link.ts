import type { RequestTemplate } from "../../../spec/interchange/case.ts";
import type { CaseExchange, Finding } from "../result.ts";
import { isTransportFailure } from "../transport.ts";
import { type Call, call, NotSentError } from "./call.ts";
import type { DeclaredLink } from "./declared-links.ts";
import { linkCall } from "./link-call.ts";
import { checkResponse, type StepContext } from "./run-step.ts";
import { ExpressionError } from "./runtime-expression.ts";
import { type Scope, UnresolvedError } from "./scope.ts";

/** The id of the check that links lead somewhere. */
export const LINKS = "links";

/** What following a link is made with, besides what a step is. */
export interface LinkContext extends StepContext {
  /** The base requests of the operations: what a link does not yield is taken from there. */
  bases: ReadonlyMap<string, RequestTemplate>;
}

/** A link that was followed. */
export interface FollowedLink {
  findings: Finding[];
  /** Absent when no request could be made. */
  exchange?: CaseExchange;
  /** Why the request must not be sent. */
  notSent?: string;
}

/**
 * Follows a link of a response: calls the operation that it names with the values that it yields, and
 * expects a 2xx that keeps the contract. The extension `x-url` of a link gives the whole URL.
 */
export async function followLink(
  declared: DeclaredLink,
  name: string,
  scope: Scope,
  context: LinkContext,
): Promise<FollowedLink> {
  const where = `openapi.json#${declared.pointer}`;
  const finding = (what: string, hint: string): Finding => ({ check: LINKS, where, what, hint });
  let prepared: Call;
  try {
    prepared = linkCall(declared, scope, context);
  } catch (error) {
    if (!(error instanceof UnresolvedError || error instanceof ExpressionError)) throw error;
    return { findings: [finding(`the link cannot be followed: ${error.message}`, "Mend the link, or the response.")] };
  }
  let exchange: CaseExchange;
  try {
    exchange = await call(prepared, name, context);
  } catch (error) {
    if (!(error instanceof NotSentError)) throw error;
    return { findings: [], notSent: error.message };
  }
  const findings = checkResponse(prepared.operation, name, exchange, context);
  const { answer } = exchange;
  if (isTransportFailure(answer) || (answer.status >= 200 && answer.status < 300)) return { findings, exchange };
  const what = `the link leads to ${exchange.request.method} ${prepared.operation.path}, which answers ${answer.status}`;
  const hint = "What a link yields must be accepted by the operation that it names: mend the link, or the server.";
  return { findings: [finding(what, hint), ...findings], exchange };
}
