import { hash } from "node:crypto";
import type { SecurityScheme } from "../../spec/interchange/contract.ts";
import type { HeaderFields } from "./gate/header-fields.ts";

/** How many requests a caller may send in which time. */
export interface RateLimitRule {
  requests: number;
  seconds: number;
  /** For how many seconds whoever exceeds it is refused, from then on; what is left of the window by default. */
  blockSeconds?: number | undefined;
}

/** What a limit says of one request. */
export interface RateVerdict {
  allowed: boolean;
  /** Requests in a window. */
  limit: number;
  remaining: number;
  /** When the window, or the block, ends, in epoch milliseconds. */
  reset: number;
  /** Seconds until then, in whole ones and never too few; only when it is not allowed. */
  retryAfter?: number;
}

/** Counts a request and judges it. */
export type RateLimit = (headers: HeaderFields, address: string) => RateVerdict;

interface Window {
  began: number;
  used: number;
  /** Set when the caller is blocked. */
  blockedUntil?: number;
}

/** Callers that are remembered; the one whose window began first is forgotten. */
const MOST_CALLERS = 10_000;

/**
 * A fixed window for each caller, which begins with its first request. A caller is who presents the
 * same credentials in header fields, and without any the network address. Credentials are kept as
 * digests. What is sent while a caller is blocked does not make the block longer.
 *
 * @param now - the time in epoch milliseconds; when it is moved past the end of a window, a new one begins
 * @param isEnforced - false: it counts, and refuses nothing
 */
export function createRateLimit(
  { requests, seconds, blockSeconds }: RateLimitRule,
  schemes: Record<string, SecurityScheme>,
  now: () => number,
  isEnforced = true,
): RateLimit {
  const windows = new Map<string, Window>();
  const fields = new Set(["authorization"]);
  for (const scheme of Object.values(schemes)) {
    if (scheme.kind === "apiKey" && scheme.in === "header") fields.add(scheme.name.toLowerCase());
  }
  const endOf = ({ began, blockedUntil }: Window) => blockedUntil ?? began + seconds * 1000;

  function windowOf(caller: string, time: number): Window {
    const known = windows.get(caller);
    if (known && known.began <= time && time < endOf(known)) return known;
    windows.delete(caller);
    const [oldest] = windows.keys();
    if (windows.size >= MOST_CALLERS && oldest !== undefined) windows.delete(oldest);
    const window = { began: time, used: 0 };
    windows.set(caller, window);
    return window;
  }

  return (headers, address) => {
    const time = now();
    const window = windowOf(callerOf(fields, headers, address), time);
    const isWithin = window.used < requests;
    if (isWithin) window.used++;
    else if (isEnforced && blockSeconds !== undefined) window.blockedUntil ??= time + blockSeconds * 1000;
    const reset = endOf(window);
    const told = { limit: requests, remaining: requests - window.used, reset };
    if (isWithin || !isEnforced) return { allowed: true, ...told };
    return { allowed: false, ...told, retryAfter: Math.max(1, Math.ceil((reset - time) / 1000)) };
  };
}

function callerOf(fields: ReadonlySet<string>, headers: HeaderFields, address: string): string {
  const presented = [...fields].flatMap((name) => (headers.has(name) ? [`${name}: ${headers.get(name)}`] : []));
  return presented.length === 0 ? address : hash("sha256", presented.join("\n"), "base64");
}
