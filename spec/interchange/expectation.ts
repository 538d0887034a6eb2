import type { Expectation, RejectionReason, RequestPatch } from "./case.ts";

/** An operation by the statuses that it documents. */
interface Documented {
  responses: readonly { status: string }[];
}

/** Statuses that say why a request was rejected, the plainest first (RFC 9110, section 15.5; RFC 4918, section 11.2). */
const STATUSES: Record<Exclude<RejectionReason, "method">, string[]> = {
  credentials: ["401", "403"],
  "media-type": ["415"],
  data: ["400", "422"],
};

/**
 * What counts where none of them is documented: whatever says that this was the reason, and nothing that
 * says another. A request without a body may lack its length, and one with long texts be too large.
 */
const UNDOCUMENTED: Record<Exclude<RejectionReason, "method">, string[]> = {
  credentials: ["401", "403"],
  "media-type": ["415", "400", "422"],
  data: ["400", "422", "411", "413", "414", "431"],
};

/**
 * What the document lets a server answer to a valid request: a documented 2xx or 3xx.
 *
 * @param request - the case's changes; another value in the path may name nothing, which a documented 404 says
 */
export function accepted(operation: Documented, request: readonly RequestPatch[] = []): Expectation {
  const documented = operation.responses.map(({ status }) => status);
  const good = documented.filter((status) => /^[23]/.test(status));
  const mayNameNothing = request.some(({ path }) => path.startsWith("/path/")) && documented.includes("404");
  return {
    outcome: "accepted",
    status: [...(good.length > 0 ? good : ["2XX"]), ...(mayNameNothing ? ["404"] : [])],
  };
}

/** What the document lets a server answer to a request that is wrong in this way; several reasons where it can be seen as either. */
export function rejected(
  operation: Documented,
  because: Exclude<RejectionReason, "method">,
  ...also: Exclude<RejectionReason, "method">[]
): Expectation {
  const documented = new Set(operation.responses.map(({ status }) => status));
  const status = [because, ...also].flatMap((reason) => {
    const own = STATUSES[reason].filter((code) => documented.has(code));
    if (own.length === 0) return UNDOCUMENTED[reason];
    // Where 401 is documented, a 403 would say that the credentials were recognised.
    return reason === "credentials" ? own.slice(0, 1) : own;
  });
  return { outcome: "rejected", because, status: [...new Set(status)] };
}

/**
 * What the document lets a server answer to data that is wrong. A path that does not match names nothing: where only
 * the path is wrong, a documented 404 refuses it, unless the document names a status for bad data. Then a 404 would
 * hide that nobody has looked at the value but for looking it up.
 *
 * @param request - the case's changes: what is wrong with it
 */
export function rejectedData(operation: Documented, request: readonly RequestPatch[]): Expectation {
  const expected = rejected(operation, "data");
  const documented = new Set(operation.responses.map(({ status }) => status));
  const namesNothing = request.length > 0 && request.every(({ path }) => path.startsWith("/path/"));
  const isNamed = [...STATUSES.data, "4XX"].some((status) => documented.has(status));
  if (!namesNothing || !documented.has("404") || isNamed) return expected;
  return { ...expected, status: ["404", ...expected.status] };
}

/**
 * What a server may answer where the standards leave it open whether it reads a request: as to a valid one, or as to bad
 * data.
 *
 * @param also - further reasons for which it may be refused
 */
export function either(
  operation: Documented,
  request: readonly RequestPatch[] = [],
  ...also: Exclude<RejectionReason, "method">[]
): Expectation {
  const status = [...accepted(operation, request).status, ...rejected(operation, "data", ...also).status];
  return { outcome: "either", status: [...new Set(status)] };
}

/** The answers to a method that a path does not have (RFC 9110, sections 15.5.5, 15.5.6 and 15.6.2). */
export function refusedMethod(): Expectation {
  return { outcome: "rejected", because: "method", status: ["405", "404", "501"] };
}

/** The answers to OPTIONS where the document has none: it asks for the methods only, and CORS answers it (RFC 9110, section 9.3.7). */
export function optionsAnswer(): Expectation {
  return { ...refusedMethod(), status: ["200", "204", ...refusedMethod().status] };
}

/** The answers to a method that is none: whoever parses HTTP may take it for malformed (RFC 9110, section 9.1). */
export function unknownMethod(): Expectation {
  return { ...refusedMethod(), status: ["501", "405", "404", "400"] };
}

/** What counts as an answer to bytes that may be anything: all but a server error. */
export const ANYTHING: Readonly<Expectation> = { outcome: "either", status: ["2XX", "3XX", "4XX"] };
