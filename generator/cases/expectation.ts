import type { Expectation, RejectionReason } from "../../spec/interchange/case.ts";
import type { Operation } from "../../spec/interchange/contract.ts";
import type { SchemaPart } from "../schema-part.ts";

/** Statuses that say why a request was rejected, the plainest first (RFC 9110, section 15.5; RFC 4918, section 11.2). */
const STATUSES: Record<RejectionReason, string[]> = {
  credentials: ["401", "403"],
  "media-type": ["415"],
  data: ["400", "422"],
  method: ["405", "404", "501"],
};

/** What the document lets a server answer to a valid request. */
export function accepted(operation: Operation<SchemaPart>): Expectation {
  const documented = operation.responses.map(({ status }) => status).filter((status) => status.startsWith("2"));
  return {
    outcome: "accepted",
    status: documented.length > 0 ? documented : ["2XX"],
  };
}

/** What the document lets a server answer to a request that is wrong in this way; several reasons where it can be seen as either. */
export function rejected(
  operation: Operation<SchemaPart>,
  because: RejectionReason,
  ...also: RejectionReason[]
): Expectation {
  const documented = new Set(operation.responses.map(({ status }) => status));
  const status = [because, ...also].flatMap((reason) => {
    const own = STATUSES[reason].filter((code) => documented.has(code));
    if (own.length === 0) return ["4XX"];
    // Where 401 is documented, a 403 would say that the credentials were recognised.
    return reason === "credentials" ? own.slice(0, 1) : own;
  });
  return { outcome: "rejected", because, status: [...new Set(status)] };
}
