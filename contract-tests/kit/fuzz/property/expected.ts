import type { Expectation } from "../../../../spec/interchange/case.ts";
import type { Operation } from "../../../../spec/interchange/contract.ts";

/** What the document lets a server answer to valid data. */
export function acceptance(operation: Operation): Expectation {
  const documented = operation.responses.map(({ status }) => status).filter((status) => status.startsWith("2"));
  return { outcome: "accepted", status: documented.length > 0 ? documented : ["2XX"] };
}

/** What it lets a server answer to data that breaks a rule (RFC 9110, section 15.5.1; RFC 4918, section 11.2). */
export function rejection(operation: Operation): Expectation {
  const documented = ["400", "422"].filter((code) => operation.responses.some(({ status }) => status === code));
  return { outcome: "rejected", because: "data", status: documented.length > 0 ? documented : ["4XX"] };
}

/** What it lets a server answer to bytes that may be anything. */
export const ANYTHING: Expectation = { outcome: "either", status: ["2XX", "3XX", "4XX"] };
