import type { RequestTemplate } from "../../../spec/interchange/case.ts";
import type { Operation } from "../../../spec/interchange/contract.ts";
import { isJsonObject, type Json } from "../../../spec/interchange/json.ts";
import type { CaseExchange, Finding } from "../result.ts";
import { isTransportFailure } from "../transport.ts";
import { type Call, call, pathParametersIn } from "./call.ts";
import type { DeclaredLink } from "./declared-links.ts";
import { checkResponse, type StepContext } from "./run-step.ts";
import { ExpressionError } from "./runtime-expression.ts";
import { type Scope, UnresolvedError } from "./scope.ts";
import { bodyTemplate } from "./step-request.ts";
import { describeValue, type Present, textOfValue } from "./value.ts";
import { fillValue, parseValue } from "./value-template.ts";

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
  const exchange = await call(prepared, name, context);
  const findings = checkResponse(prepared.operation, name, exchange, context);
  const { answer } = exchange;
  if (isTransportFailure(answer) || (answer.status >= 200 && answer.status < 300)) return { findings, exchange };
  const what = `the link leads to ${exchange.request.method} ${prepared.operation.path}, which answers ${answer.status}`;
  const hint = "What a link yields must be accepted by the operation that it names: mend the link, or the server.";
  return { findings: [finding(what, hint), ...findings], exchange };
}

function linkCall({ link }: DeclaredLink, scope: Scope, { artefacts, bases }: LinkContext): Call {
  const operation = targetOf(link, artefacts.contract.operations);
  const { credentials: _, ...template } = structuredClone(bases.get(operation.id)) ?? EMPTY;
  const url = link["x-url"] === undefined ? undefined : pathParametersIn(filled(link["x-url"], scope), operation);
  if (url) template.path = url.path;
  const parameters = isJsonObject(link["parameters"]) ? Object.entries(link["parameters"]) : [];
  for (const [key, value] of parameters) place(template, operation, key, filled(value, scope));
  if (link["requestBody"] !== undefined) {
    const contentType = operation.body?.content[0]?.mediaType ?? "application/json";
    template.body = bodyTemplate(contentType, filled(link["requestBody"], scope));
  }
  return { operation, template, ...(url ? { url: url.url } : {}) };
}

const EMPTY: RequestTemplate = { path: {}, query: [], headers: {}, cookies: {}, credentials: [], body: null };

function filled(value: Json, scope: Scope): Present {
  return fillValue(parseValue(value), scope);
}

function targetOf(link: Record<string, Json>, operations: readonly Operation[]): Operation {
  const { operationId, operationRef } = link;
  const found = operations.find(({ id, pointer }) => id === operationId || `#${pointer}` === operationRef);
  if (found) return found;
  throw new UnresolvedError(`the document has no operation ${operationId ?? operationRef ?? "that it names"}`);
}

/** Puts a value where the parameter travels; a key may say where: `path.id` (OpenAPI 3.1.1, section 4.8.20.1). */
function place(template: Call["template"], operation: Operation, key: string, value: Present): void {
  const [, where, rest = key] = /^(path|query|header|cookie)\.(.+)$/.exec(key) ?? [];
  const isMeant = (each: Operation["parameters"][number]) =>
    each.name === key || (each.name === rest && each.in === where);
  const parameter = operation.parameters.find(isMeant);
  const text = value === null ? undefined : textOfValue(value);
  if (!parameter) throw new UnresolvedError(`${operation.id} has no parameter ${key}`);
  if (text === undefined) throw new UnresolvedError(`the parameter ${key} is ${describeValue(value)}`);
  const { name } = parameter;
  if (parameter.in === "path") template.path[name] = text;
  else if (parameter.in === "header") template.headers[name.toLowerCase()] = text;
  else if (parameter.in === "cookie") template.cookies[name] = text;
  else template.query = [...template.query.filter((pair) => pair.name !== name), { name, value: text }];
}
