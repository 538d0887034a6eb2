import type { Json } from "../../spec/interchange/json.ts";
import type { Refusal } from "./gate/refusal.ts";
import type { Acceptance } from "./gate.ts";
import type { RateLimitRule } from "./rate-limit.ts";

/**
 * What a mock does beyond answering with examples: it remembers, and says why it refuses. Operations
 * that have no handler are answered by Prism.
 */
export interface Behaviour {
  /** By operation id. */
  handlers: Readonly<Record<string, OperationHandler>>;
  /** The answer to a request that the gate refuses; `undefined` leaves it to the documented example. */
  refusal?(refusal: Refusal): HandlerAnswer | undefined;
  /** Operations that own every path of their kind: their last parameter holds slashes, although nothing fixed stands before it. */
  slashesAnywhere?: readonly string[];
  /** How many requests the service allows that the mock stands for: told in every answer, and refused only when it is asked to. */
  rateLimit?: RateLimitRule;
}

/** Answers a request that keeps the contract. */
export type OperationHandler = (request: Acceptance, context: HandlerContext) => Promise<HandlerAnswer> | HandlerAnswer;

/** What a handler depends on besides the request. */
export interface HandlerContext {
  /** The mock's time, in epoch milliseconds. */
  now: number;
  /** The base URL under which clients reach the mock, without a slash at its end. */
  publicUrl: string;
}

/** An answer before it is written. A JSON body is held against the contract like any other answer. */
export interface HandlerAnswer {
  status: number;
  /** By lower-case name, `content-type` aside. */
  headers?: Readonly<Record<string, string>>;
  body: { json: Json } | { bytes: Buffer; contentType: string } | null;
  /** The rule that refuses the request, for the log and the `x-contract-violation` field; absent on success. */
  violation?: { place: string; keyword: string; message: string };
}
