import type { Operation, ParameterPlace, Response } from "../../../spec/interchange/contract.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import type { Violation } from "../../../spec/interchange/violation.ts";

/** Why a request is refused. */
export type RefusalReason = "rate-limit" | "credentials" | "media-type" | "data" | "too-large" | "not-found" | "method";

/** A violation and the part of the request that it is in. */
export interface RequestViolation extends Violation {
  place: ParameterPlace | "body" | "credentials" | "request";
}

/** A request that does not keep the contract. */
export interface Refusal {
  refused: RefusalReason;
  /** The status to answer with. */
  status: number;
  /** Absent when the request is for no operation. */
  operation?: Operation;
  /** The methods that the path has, if the method is what is wrong. */
  methods?: string[];
  violations: RequestViolation[];
}

const STATUSES: Record<RefusalReason, readonly [number, ...number[]]> = {
  "rate-limit": [429],
  credentials: [401, 403],
  "media-type": [415, 400, 422],
  data: [400, 422],
  "too-large": [413],
  "not-found": [404],
  method: [405],
};

/**
 * The status of a refusal: the first one of its reason that the operation documents, by itself or as
 * `4XX` or `default`; else the first at all.
 */
export function refusalStatus(reason: RefusalReason, operation?: Operation): number {
  const candidates = STATUSES[reason];
  const exact = (status: number) => operation?.responses.some((response) => response.status === String(status));
  const own = candidates.slice(0, 1).find((status) => operation && responseFor(operation, status));
  return (reason === "data" ? candidates.find(exact) : (own ?? candidates.find(exact))) ?? candidates[0];
}

/** The response of an operation for a status: exact, else its class (`4XX`), else `default`. */
export function responseFor(operation: Operation, status: number): Response | undefined {
  const find = (wanted: string) => operation.responses.find((response) => response.status === wanted);
  return find(String(status)) ?? find(`${Math.floor(status / 100)}XX`) ?? find("default");
}

/** A refusal of one reason. */
export function refuse(reason: RefusalReason, operation: Operation, violations: RequestViolation[]): Refusal {
  return { refused: reason, status: refusalStatus(reason, operation), operation, violations };
}

/** A violation of the protocol, for which no schema has a keyword. */
export function protocolViolation(
  place: RequestViolation["place"],
  keyword: string,
  message: string,
  pointer = "",
): RequestViolation {
  return { place, pointer, keyword, schemaPointer: "", message };
}

/** The JSON Pointer to a member of the whole instance (RFC 6901, section 3). */
export function memberPointer(name: string): string {
  return below("", name);
}
