import { createHash } from "node:crypto";
import type { SecurityScheme } from "../../spec/interchange/contract.ts";
import type { HeaderFields } from "./gate/header-fields.ts";

/** How many requests a caller may send in which time. */
export interface RateLimitRule {
  requests: number;
  seconds: number;
}

/** What a limit says of one request. */
export interface RateVerdict {
  allowed: boolean;
  /** Fields for the answer, `retry-after` only when it is not allowed. */
  headers: Record<string, string>;
}

/** Counts a request and judges it. */
export type RateLimit = (headers: HeaderFields, address: string) => RateVerdict;

/** Callers that are remembered; the one whose window began first is forgotten. */
const MOST_CALLERS = 10_000;

/**
 * A fixed window for each caller, which begins with its first request. A caller is who presents the
 * same credentials in header fields, and without any the network address. Credentials are kept as
 * digests.
 *
 * @param now - the time in epoch milliseconds; when it is moved past the end of a window, a new one begins
 */
export function createRateLimit(
  { requests, seconds }: RateLimitRule,
  schemes: Record<string, SecurityScheme>,
  now: () => number,
): RateLimit {
  const windows = new Map<string, { began: number; used: number }>();
  const fields = new Set(["authorization"]);
  for (const scheme of Object.values(schemes)) {
    if (scheme.kind === "apiKey" && scheme.in === "header") fields.add(scheme.name.toLowerCase());
  }
  const length = seconds * 1000;

  return (headers, address) => {
    const time = now();
    const caller = callerOf(fields, headers, address);
    let window = windows.get(caller);
    if (!window || time >= window.began + length || time < window.began) {
      windows.delete(caller);
      const [oldest] = windows.keys();
      if (windows.size >= MOST_CALLERS && oldest !== undefined) windows.delete(oldest);
      window = { began: time, used: 0 };
      windows.set(caller, window);
    }
    const allowed = window.used < requests;
    if (allowed) window.used++;
    const end = window.began + length;
    // Both are in whole seconds, and never before the window has ended.
    const reset = Math.ceil(end / 1000) * 1000;
    return {
      allowed,
      headers: {
        "x-ratelimit-limit": String(requests),
        "x-ratelimit-remaining": String(requests - window.used),
        "x-ratelimit-reset": new Date(reset).toUTCString(),
        ...(!allowed && { "retry-after": String(Math.max(1, Math.ceil((end - time) / 1000))) }),
      },
    };
  };
}

function callerOf(fields: ReadonlySet<string>, headers: HeaderFields, address: string): string {
  const presented = [...fields].flatMap((name) => (headers.has(name) ? [`${name}: ${headers.get(name)}`] : []));
  return presented.length === 0 ? address : createHash("sha256").update(presented.join("\n")).digest("base64");
}
