import type { WireRequest, WireResponse } from "./wire-message.ts";

/**
 * Why there is no response to look at.
 *
 * - `refused`: no connection could be made, so the request was not processed;
 * - `timeout`: no complete response in time;
 * - `reset`: the connection ended before the response did;
 * - `malformed`: what came back is not an HTTP/1.1 response, or a boundless one.
 */
export type TransportFailureKind = "refused" | "timeout" | "reset" | "malformed";

/** A request that got no response. */
export interface TransportFailure {
  failure: TransportFailureKind;
  /** What happened, for a person: `connect ECONNREFUSED 127.0.0.1:4010`. */
  message: string;
  /** The system's or TLS library's name for it, e.g. `ECONNREFUSED`, `CERT_HAS_EXPIRED`. */
  code?: string;
  durationMs: number;
}

/** How long to wait for an answer, and what ends the waiting early. */
export interface SendOptions {
  /** From the start of sending to the end of the response, in milliseconds. */
  timeoutMs: number;
  /** Aborting it makes `send` reject with the signal's reason. */
  signal?: AbortSignal;
  /** Whether an answer with this head need not end. Then what came first is the answer, and the connection is closed. */
  isStream?(head: Pick<WireResponse, "status" | "headers">): boolean;
}

/** Carries requests to a server. A failure of the server or the network is a value, never an exception. */
export interface Transport {
  send(request: WireRequest, options: SendOptions): Promise<WireResponse | TransportFailure>;
}

/** Whether a request got no response. */
export function isTransportFailure(answer: WireResponse | TransportFailure): answer is TransportFailure {
  return "failure" in answer;
}
