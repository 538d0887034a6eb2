import type { RequestTemplate } from "../../spec/interchange/case.ts";
import type { Operation } from "../../spec/interchange/contract.ts";
import { baseUrl, type Target } from "./target.ts";

/** Methods that ask for nothing but an answer (RFC 9110, section 9.2.1). */
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

/** The method that a request is sent with: a case may try another one than its operation's. */
export function methodOf(operation: Pick<Operation, "method">, template: RequestTemplate): string {
  return "method" in template && typeof template.method === "string" ? template.method : operation.method;
}

/** Whether a method only reads. */
export function isSafeMethod(method: string): boolean {
  return SAFE_METHODS.has(method);
}

/** Whether a URL leads to this machine and no other: `localhost`, `127.0.0.0/8` or `::1` (RFC 6761, RFC 1122, RFC 4291). */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]+\])$/.test(hostname);
}

/**
 * Why a request is not sent although a case of it exists: it may create, change or delete something on
 * a server that others may need. On this machine everything may be tried.
 *
 * @returns `undefined` for a request that may be sent
 */
export function reasonNotToWrite(
  operation: Operation,
  template: RequestTemplate,
  { target, allowWrites }: { target: Target; allowWrites: boolean },
): string | undefined {
  const method = methodOf(operation, template);
  const url = baseUrl(target, operation);
  if (allowWrites || isSafeMethod(method) || isLoopback(url)) return undefined;
  return mayChange(method, new URL(url).origin);
}

/**
 * Why a URL that a response has given is not called: it may lead anywhere. A target on this machine may
 * lead to anything else there; any other only to what a person has named, and not into this machine.
 *
 * @returns `undefined` for a URL that may be called
 */
export function reasonNotToFollow(
  url: string,
  operation: Operation,
  template: RequestTemplate,
  { target, allowWrites }: { target: Target; allowWrites: boolean },
): string | undefined {
  if (isLoopback(url) && isLoopback(baseUrl(target, operation))) return undefined;
  const { origin } = new URL(url);
  const named = [target.url, ...Object.values(target.servers ?? {})];
  if (!named.some((each) => new URL(each).origin === origin)) {
    return `an answer leads to ${origin}, which is neither the target nor a --server`;
  }
  const method = methodOf(operation, template);
  return allowWrites || isSafeMethod(method) ? undefined : mayChange(method, origin);
}

function mayChange(method: string, origin: string): string {
  return `${method} may change data at ${origin}; --allow-writes sends it`;
}
