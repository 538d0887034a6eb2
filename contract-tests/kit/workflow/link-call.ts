import type { RequestTemplate } from "../../../spec/interchange/case.ts";
import type { Contract, Operation, Parameter } from "../../../spec/interchange/contract.ts";
import { isJsonObject, type Json } from "../../../spec/interchange/json.ts";
import { type Call, pathParametersIn } from "./call.ts";
import type { DeclaredLink } from "./declared-links.ts";
import { type Scope, UnresolvedError } from "./scope.ts";
import { bodyTemplate } from "./step-request.ts";
import { describeValue, type Present, textOfValue } from "./value.ts";
import { fillValue, parseValue } from "./value-template.ts";

/** What the call of a link is made with. */
export interface LinkCallContext {
  artefacts: { contract: Contract };
  /** The base requests of the operations: what a link does not yield is taken from there. */
  bases: ReadonlyMap<string, RequestTemplate>;
}

/**
 * The call that a link of a response leads to. The extension `x-url` of a link gives the whole URL.
 *
 * @throws UnresolvedError or ExpressionError when the response lacks what the link takes from it
 */
export function linkCall(
  { link }: Pick<DeclaredLink, "link">,
  scope: Scope,
  { artefacts, bases }: LinkCallContext,
): Call {
  const operation = linkTarget(link, artefacts.contract.operations);
  if (!operation)
    throw new UnresolvedError(
      `the document has no operation ${link["operationId"] ?? link["operationRef"] ?? "that it names"}`,
    );
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

/** The operation that a link names, by its id or by its place. */
export function linkTarget(
  { operationId, operationRef }: Readonly<Record<string, Json>>,
  operations: readonly Operation[],
): Operation | undefined {
  return operations.find(({ id, pointer }) => id === operationId || `#${pointer}` === operationRef);
}

/** The parameter that a key of a link means; it may say where that travels: `path.id` (OpenAPI 3.1.1, section 4.8.20.1). */
export function linkParameter({ parameters }: Operation, key: string): Parameter | undefined {
  const [, where, rest = key] = /^(path|query|header|cookie)\.(.+)$/.exec(key) ?? [];
  return parameters.find(({ name, in: place }) => name === key || (name === rest && place === where));
}

/** Puts a value where the parameter travels. */
function place(template: Call["template"], operation: Operation, key: string, value: Present): void {
  const parameter = linkParameter(operation, key);
  const text = value === null ? undefined : textOfValue(value);
  if (!parameter) throw new UnresolvedError(`${operation.id} has no parameter ${key}`);
  if (text === undefined) throw new UnresolvedError(`the parameter ${key} is ${describeValue(value)}`);
  const { name } = parameter;
  if (parameter.in === "path") template.path[name] = text;
  else if (parameter.in === "header") template.headers[name.toLowerCase()] = text;
  else if (parameter.in === "cookie") template.cookies[name] = text;
  else template.query = [...template.query.filter((pair) => pair.name !== name), { name, value: text }];
}
