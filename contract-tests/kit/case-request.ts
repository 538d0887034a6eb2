import { applyPatch } from "rfc6902";
import type { Case, PresentedScheme, RequestTemplate } from "../../spec/interchange/case.ts";
import type { Contract, Operation } from "../../spec/interchange/contract.ts";
import {
  encodePairs,
  encodeWire,
  fillPath,
  percentEncode,
  type RenderedPair,
  type RenderedWire,
} from "../../spec/interchange/percent-encoding.ts";
import { type RenderContext, render } from "../../spec/interchange/render.ts";
import { encodeBody, type RenderedBody } from "./body.ts";
import {
  type Credentials,
  type PresentedCredential,
  presentCredential,
  type Secret,
  sampleCredential,
} from "./credentials.ts";
import { RunError } from "./run-error.ts";
import { secretHeaders } from "./secrets.ts";
import { type SentInstant, sentInstants } from "./sent-instants.ts";
import { baseUrl, type Target } from "./target.ts";
import type { Header, WireRequest } from "./wire-message.ts";

/** What a request depends on besides its template. */
export interface RequestContext {
  operation: Operation;
  securitySchemes: Contract["securitySchemes"];
  target: Target;
  credentials: Credentials;
  /** Header fields that every request carries. */
  headers?: readonly Header[];
  /** The moment of sending, the guard and the source of fresh texts. */
  expressions: RenderContext;
}

/** A request that is ready to be sent. */
export interface PreparedRequest {
  request: WireRequest;
  /** What it was made from. */
  template: RequestTemplate;
  /** The texts in it that no report may show. */
  secrets: Secret[];
  /** When its instants were computed, in epoch milliseconds; absent when it has none. */
  instantsAt?: number;
  /** Its instants that are relative to that moment; absent when it has none. */
  instants?: SentInstant[];
  /** The values in it, expressions resolved. */
  rendered?: RenderedRequest;
}

/**
 * Applies a case's JSON Patch to the base request of its operation. Both are left as they are.
 *
 * @throws RunError (`bad-case`) when the patch does not apply
 */
export function patchedTemplate(
  base: RequestTemplate,
  { name, request }: Pick<Case, "name" | "request">,
): RequestTemplate {
  const template = structuredClone(base);
  for (const [index, operation] of structuredClone(request).entries()) {
    const problem = attempt(() => applyPatch(template, [operation])[0] ?? undefined);
    if (problem === undefined) continue;
    const place = `request/${index} (${operation.op} ${operation.path})`;
    throw new RunError("bad-case", name, `its patch does not apply at ${place}: ${problem.message}`, GENERATE_AGAIN);
  }
  return template;
}

/**
 * Turns a template into the request that travels. Instants are those of `context.expressions.now`,
 * so it is to be called at the moment of sending.
 *
 * @param name - for messages, and as the seed of a form's boundary
 * @throws RunError (`bad-case`) when an expression is malformed, or a path parameter or a scheme is missing
 */
export function prepareRequest(template: RequestTemplate, name: string, context: RequestContext): PreparedRequest {
  const { operation, expressions } = context;
  try {
    const rendered = render(template as object, expressions) as unknown as RenderedRequest;
    const presented = rendered.credentials.map((each) => present(each, context));
    const body = rendered.body && encodeBody(rendered.body, name);
    const request: WireRequest = {
      method: template.method ?? operation.method,
      url: `${baseUrl(context.target, operation)}${fillPath(operation.path, rendered.path)}${queryOf(rendered, presented)}`,
      headers: headersOf(rendered, presented, body?.contentType ?? null, context.headers ?? []),
      ...(body ? { body: body.bytes } : {}),
    };
    const secrets = [...presented.flatMap(({ secrets }) => secrets), ...secretHeaders(context.headers ?? [])];
    const instants = sentInstants(template, expressions);
    const at = instants.length > 0 ? { instantsAt: expressions.now, instants } : {};
    return { request, template, secrets, rendered, ...at };
  } catch (error) {
    if (error instanceof RunError) throw error;
    throw new RunError("bad-case", name, (error as Error).message, GENERATE_AGAIN, { cause: error });
  }
}

const GENERATE_AGAIN = "The case files do not fit together; generate them again.";

/** A {@link RequestTemplate} with its expressions resolved. */
export interface RenderedRequest {
  path: Record<string, RenderedWire>;
  query: RenderedPair[];
  headers: Record<string, string>;
  cookies: Record<string, RenderedWire>;
  credentials: RequestTemplate["credentials"];
  body: RenderedBody | null;
}

function present({ scheme, as, prefix }: PresentedScheme, context: RequestContext): PresentedCredential {
  const { securitySchemes, credentials } = context;
  const description = Object.hasOwn(securitySchemes, scheme) ? securitySchemes[scheme] : undefined;
  if (!description) throw new Error(`the contract has no security scheme "${scheme}"`);
  const sample = as !== "given" ? sampleCredential(scheme, description) : undefined;
  const value = Object.hasOwn(credentials, scheme) ? credentials[scheme] : sample;
  if (value === undefined) throw new Error(`no credentials are given for the security scheme "${scheme}"`);
  return presentCredential(scheme, description, value, as, prefix);
}

function queryOf({ query }: RenderedRequest, presented: PresentedCredential[]): string {
  const pairs = [...query, ...presented.filter((credential) => credential.in === "query")];
  if (pairs.length === 0) return "";
  return `?${encodePairs(pairs)}`;
}

function headersOf(
  { headers, cookies }: RenderedRequest,
  presented: PresentedCredential[],
  contentType: string | null,
  everywhere: readonly Header[],
): Header[] {
  const pairs = [
    ...Object.entries(cookies).map(([name, value]) => ({ name, value })),
    ...presented.filter((credential) => credential.in === "cookie"),
  ].map(({ name, value }) => `${percentEncode(name)}=${encodeWire(value)}`);
  const own: Header[] = [
    ...presented.filter((credential) => credential.in === "header").map(({ name, value }): Header => [name, value]),
    ...Object.entries(headers),
    ...(pairs.length > 0 ? [["Cookie", pairs.join("; ")] satisfies Header] : []),
    ...(contentType === null ? [] : [["Content-Type", contentType] satisfies Header]),
  ];
  const names = new Set(own.map(([name]) => name.toLowerCase()));
  return [...everywhere.filter(([name]) => !names.has(name.toLowerCase())), ...own];
}

function attempt(action: () => Error | undefined): Error | undefined {
  try {
    return action();
  } catch (error) {
    return error as Error;
  }
}
