import type { IncomingHttpHeaders } from "node:http";

/** A request as a reference server sees it. */
export interface Call {
  method: string;
  /** The path as it travels, percent-encoded. */
  path: string;
  /** The query as it travels, without `?`. */
  query: string;
  /** Header fields by lower-case name. */
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

/** What a reference server answers: JSON or bytes, or nothing at all. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  json?: unknown;
  bytes?: Uint8Array;
  /** How long it takes, in milliseconds. */
  delayMs?: number;
  /** In place of an answer: silence, or the end of the connection. */
  instead?: "silence" | "reset";
}

/** An answer with a JSON body. */
export function jsonAnswer(status: number, json: unknown, headers: Record<string, string> = {}): Answer {
  return { status, headers: { "Content-Type": "application/json", ...headers }, json };
}
