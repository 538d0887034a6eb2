import type { RequestTemplate } from "../../../spec/interchange/case.ts";
import type { Contract, Operation } from "../../../spec/interchange/contract.ts";
import { type Credentials, type Secret, secretName } from "../credentials.ts";
import type { CaseExchange } from "../result.ts";
import { type CaseContext, exchangeTemplate } from "../run-case.ts";
import { RunError } from "../run-error.ts";
import { secretHeaders } from "../secrets.ts";
import { baseUrl } from "../target.ts";
import { reasonNotToFollow, reasonNotToWrite } from "../write-guard.ts";
import { UnresolvedError } from "./scope.ts";
import { describeValue, type Value } from "./value.ts";

/** A call of an operation. */
export interface Call {
  operation: Operation;
  /** Without credentials: those of the run are presented. */
  template: Omit<RequestTemplate, "credentials">;
  /** Goes there, byte for byte, in place of the operation's URL. */
  url?: string;
}

/** What calls are made with. */
export interface CallContext extends CaseContext {
  /** Whether a server that is not this machine may be changed. */
  allowWrites: boolean;
}

/** A call that must not be made; the message says why. It is no fault of the server. */
export class NotSentError extends Error {
  override readonly name = "NotSentError";
}

/**
 * Calls an operation with the credentials of the run. A URL that a response gave may lead anywhere:
 * credentials and the header fields of the run go only to the origin of the target.
 *
 * @throws RunError (`missing-credentials`) when no alternative of the operation's `security` has its credentials
 * @throws NotSentError when it may change something unasked, or leads to a server that nobody has named
 */
export async function call(
  { operation, template, url }: Call,
  name: string,
  context: CallContext,
): Promise<CaseExchange> {
  const full: RequestTemplate = { ...template, credentials: [] };
  const reason =
    url === undefined ? reasonNotToWrite(operation, full, context) : reasonNotToFollow(url, operation, full, context);
  if (reason !== undefined) throw new NotSentError(reason);
  const isOurs = url === undefined || isSameOrigin(url, baseUrl(context.target, operation));
  const credentials = isOurs ? presented(operation, template, context) : [];
  const rerouted: CaseContext = {
    ...context,
    headers: isOurs ? context.headers : [],
    transport: {
      send: (request, options) => context.transport.send(url === undefined ? request : { ...request, url }, options),
    },
  };
  const exchange = await exchangeTemplate({ ...template, credentials }, name, operation, rerouted);
  const secrets = [...exchange.secrets, ...ownSecrets(template, context.artefacts.contract)];
  return { ...exchange, secrets, request: { ...exchange.request, url: url ?? exchange.request.url } };
}

/**
 * The path parameters of an operation in a URL whose path ends like the operation's.
 *
 * @throws UnresolvedError when it is no such URL
 */
export function pathParametersIn(url: Value, operation: Operation): { url: string; path: Record<string, string> } {
  if (typeof url !== "string") throw new UnresolvedError(`${describeValue(url)} is no URL`);
  // A transport takes it byte for byte, so nothing may be in it that ends a request line or is not sent.
  if (!/^https?:\/\/[\x21-\x7e]+$/i.test(url) || url.includes("#") || !URL.canParse(url)) {
    throw new UnresolvedError(`${describeValue(url)} is no absolute http or https URL without a fragment`);
  }
  const names: string[] = [];
  const pattern = operation.path
    .split(/\{([^{}]+)\}/)
    .map((piece, index) => {
      if (index % 2 === 0) return piece.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
      names.push(piece);
      return "([^/]+)";
    })
    .join("");
  const match = new RegExp(`${pattern}$`).exec(url.replace(/^https?:\/\/[^/?]*/i, "").replace(/\?.*$/, ""));
  if (!match) throw new UnresolvedError(`${url} does not end like ${operation.path}, the path of ${operation.id}`);
  try {
    return {
      url,
      path: Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? "")])),
    };
  } catch {
    throw new UnresolvedError(`${url} has a percent sign that encodes nothing`);
  }
}

/** The first alternative for which all credentials are given; none where the step presents its own. */
function presented(
  { id, security }: Operation,
  template: Call["template"],
  context: CaseContext,
): RequestTemplate["credentials"] {
  if (security.length === 0 || security.some((schemes) => schemes.some((name) => isPresent(name, template, context)))) {
    return [];
  }
  const { credentials } = context;
  const alternative = security.find((schemes) => schemes.every((scheme) => isGiven(scheme, credentials)));
  if (alternative) return alternative.map((scheme) => ({ scheme, as: "given" }));
  const alternatives = security.map((names) => names.join(" with ")).join(", or ");
  const what = `needs credentials that were not given: ${alternatives}`;
  throw new RunError("missing-credentials", id, what, "Give them as header fields, e.g. -H 'Authorization: Bearer …'.");
}

/** What a step presents by itself: header fields by their names, and API keys wherever the document has them. */
function ownSecrets({ headers, query, cookies }: Call["template"], { securitySchemes }: Contract): Secret[] {
  const fields = textsOf(Object.entries(headers));
  const places = {
    header: fields,
    query: textsOf(query.map(({ name, value }) => [name, value])),
    cookie: textsOf(Object.entries(cookies)),
  };
  const keys = Object.entries(securitySchemes).flatMap(([scheme, description]): Secret[] => {
    if (description.kind !== "apiKey") return [];
    const { in: place } = description;
    return places[place]
      .filter(([name]) => name === schemeName(description))
      .map(([, value]) => ({ name: secretName(scheme), value, at: { in: place, name: description.name } }));
  });
  return [...keys, ...secretHeaders(fields)];
}

function textsOf(entries: readonly [string, unknown][]): [string, string][] {
  return entries.flatMap(([name, value]): [string, string][] => (typeof value === "string" ? [[name, value]] : []));
}

function isGiven(scheme: string, credentials: Credentials): boolean {
  return Object.hasOwn(credentials, scheme);
}

function isPresent(name: string, template: Call["template"], { artefacts }: CaseContext): boolean {
  const scheme = artefacts.contract.securitySchemes[name];
  if (scheme?.kind !== "apiKey") return Object.hasOwn(template.headers, "authorization");
  if (scheme.in === "query") return template.query.some((pair) => pair.name === scheme.name);
  return Object.hasOwn(scheme.in === "header" ? template.headers : template.cookies, schemeName(scheme));
}

function schemeName({ in: place, name }: { in: string; name: string }): string {
  return place === "header" ? name.toLowerCase() : name;
}

function isSameOrigin(url: string, other: string): boolean {
  return new URL(url).origin === new URL(other).origin;
}
