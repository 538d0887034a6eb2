import { createHash, timingSafeEqual } from "node:crypto";
import type { Operation, SecurityScheme } from "../../../spec/interchange/contract.ts";
import { cookiePairs, type HeaderFields } from "./header-fields.ts";
import { protocolViolation, type RequestViolation } from "./refusal.ts";
import type { Target } from "./target.ts";

/**
 * The credentials that are accepted, by security scheme: a bearer token, an API key, `user:password`
 * for basic, for other HTTP schemes what stands after the scheme's name. A scheme that is not named
 * accepts whatever is not empty and well formed.
 */
export type AcceptedCredentials = Record<string, string | readonly string[]>;

/** Checks the credentials of a request; `undefined` when one alternative is complete. */
export type CredentialCheck = (
  operation: Operation,
  headers: HeaderFields,
  query: Target["query"],
) => RequestViolation | undefined;

type Digest = Buffer;

/** Makes the check. Credentials are kept and compared as digests, in constant time, and never written anywhere. */
export function createCredentialCheck(
  schemes: Record<string, SecurityScheme>,
  accepted: AcceptedCredentials = {},
): CredentialCheck {
  const digests = new Map<string, Digest[]>();
  for (const [scheme, values] of Object.entries(accepted)) {
    if (!Object.hasOwn(schemes, scheme)) throw new Error(unknownScheme(scheme, Object.keys(schemes)));
    digests.set(
      scheme,
      [values].flat().map((value) => digest(Buffer.from(value, "utf8"))),
    );
  }
  const holds = (name: string, headers: HeaderFields, query: Target["query"]) => {
    const presented = Object.hasOwn(schemes, name)
      ? present(schemes[name] as SecurityScheme, headers, query)
      : undefined;
    return presented !== undefined && isAccepted(presented, digests.get(name));
  };
  return (operation, headers, query) => {
    const { security } = operation;
    if (security.length === 0 || security.some((names) => names.every((name) => holds(name, headers, query))))
      return undefined;
    const alternatives = security.map((names) => names.join(" with ")).join(", or ");
    return protocolViolation("credentials", "security", `must present credentials that are accepted: ${alternatives}`);
  };
}

/** The `WWW-Authenticate` challenges of an operation (RFC 9110, section 11.6.1). */
export function challenges(operation: Operation, schemes: Record<string, SecurityScheme>): string[] {
  const names = new Set<string>();
  for (const name of operation.security.flat()) {
    const scheme = Object.hasOwn(schemes, name) ? schemes[name] : undefined;
    if (scheme?.kind === "http") names.add(scheme.scheme.replace(/^[a-z]/, (first) => first.toUpperCase()));
    if (scheme?.kind === "other" && isTokenBased(scheme)) names.add("Bearer");
  }
  return [...names].map((name) => `${name} realm="contract"`);
}

/** What a request presents for a scheme; `undefined` when nothing, or nothing well formed. */
function present(scheme: SecurityScheme, headers: HeaderFields, query: Target["query"]): Buffer | undefined {
  if (scheme.kind === "apiKey") return apiKey(scheme, headers, query);
  if (scheme.kind === "other" && !isTokenBased(scheme)) return undefined;
  const name = scheme.kind === "http" ? scheme.scheme.toLowerCase() : "bearer";
  const [, presented = "", rest = ""] = /^([^\s,]+) +(\S.*)$/.exec(headers.get("authorization") ?? "") ?? [];
  if (presented.toLowerCase() !== name) return undefined;
  if (name === "basic") return basic(rest);
  // b64token of RFC 6750, section 2.1.
  if (name === "bearer" && !/^[A-Za-z0-9._~+/-]+=*$/.test(rest)) return undefined;
  return Buffer.from(rest, "latin1");
}

/** OAuth 2 and OpenID Connect travel as a bearer token (RFC 6750); mutual TLS cannot be seen in plain HTTP. */
function isTokenBased(scheme: { type: string }): boolean {
  return scheme.type === "oauth2" || scheme.type === "openIdConnect";
}

function basic(text: string): Buffer | undefined {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return undefined;
  const pair = Buffer.from(text, "base64");
  return pair.includes(":") && pair.length > 1 ? pair : undefined;
}

function apiKey(
  scheme: { in: "query" | "header" | "cookie"; name: string },
  headers: HeaderFields,
  query: Target["query"],
): Buffer | undefined {
  if (scheme.in === "header") {
    const value = headers.get(scheme.name.toLowerCase())?.trim();
    // Node hands header bytes on as Latin-1.
    return value ? Buffer.from(value, "latin1") : undefined;
  }
  const place = scheme.in;
  const pairs = place === "query" ? query : cookiePairs(headers);
  const [pair, second] = pairs.filter(({ name }) => decode(name, place) === scheme.name);
  const value = pair && !second ? decode(pair.value, place) : undefined;
  return value ? Buffer.from(value, "utf8") : undefined;
}

function decode(text: string, place: "query" | "cookie"): string | undefined {
  try {
    return decodeURIComponent(place === "query" ? text.replaceAll("+", " ") : text);
  } catch {
    return undefined;
  }
}

function digest(value: Buffer): Digest {
  return createHash("sha256").update(value).digest();
}

function isAccepted(presented: Buffer, expected: Digest[] | undefined): boolean {
  if (expected === undefined) return true;
  const actual = digest(presented);
  let accepted = false;
  for (const candidate of expected) accepted = timingSafeEqual(candidate, actual) || accepted;
  return accepted;
}

function unknownScheme(scheme: string, known: string[]): string {
  const list = known.length > 0 ? known.join(", ") : "none";
  return `credentials: the contract has no security scheme ${JSON.stringify(scheme)}. It has: ${list}.`;
}
