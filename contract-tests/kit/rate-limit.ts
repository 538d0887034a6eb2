import { setTimeout } from "node:timers/promises";
import type { Operation } from "../../spec/interchange/contract.ts";
import { namesStatus } from "./checks/documented.ts";
import { RunError } from "./run-error.ts";
import { isTransportFailure, type TransportFailure } from "./transport.ts";
import { headerValue, type WireResponse } from "./wire-message.ts";

const MOST_ATTEMPTS = 6;
const FIRST_WAIT_MS = 500;
/** A server that wants a longer pause than this gets none: a run has to end. */
const LONGEST_WAIT_MS = 90_000;

/** Waits for so many milliseconds. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

/** Sends a request again as long as a limit of the target's rate is in the way. */
export type Patience = (
  operation: Operation,
  send: () => Promise<WireResponse | TransportFailure>,
  signal?: AbortSignal,
) => Promise<WireResponse | TransportFailure>;

/** What waiting is done with. */
export interface PatienceOptions {
  /** In epoch milliseconds, for a `Retry-After` that names a moment. */
  now: () => number;
  /** Default: a timer. */
  wait?: Wait;
  /** Where the requests go, for messages. */
  target: string;
  /** How much of the run's time is left, in milliseconds; `undefined` when it has no end. */
  timeLeft?: () => number | undefined;
}

/**
 * Takes a 429 (RFC 6585, section 4) that the document names, or that has a `Retry-After`, for what it is:
 * nothing about the request, but a wish to be asked later. The request is sent again after the time that `Retry-After` names, in seconds or as a
 * date (RFC 9110, section 10.2.3), else after half a second, doubled each time; everything else
 * waits with it. Any other 429 is an answer like any other.
 *
 * @throws RunError (`rate-limited`), from what it returns, when the target wants a pause that is
 * too long, also for the time that is left, or one after the other
 */
export function patience({ now, wait = defaultWait, target, timeLeft = () => undefined }: PatienceOptions): Patience {
  let pause: Promise<void> | undefined;
  return async (operation, send, signal) => {
    for (let attempt = 1; ; attempt++) {
      while (pause) await pause;
      const answer = await send();
      if (isTransportFailure(answer) || answer.status !== 429) return answer;
      const wished = retryAfterMs(answer, now());
      if (wished === undefined && !namesStatus(operation, 429)) return answer;
      const ms = wished ?? FIRST_WAIT_MS * 2 ** (attempt - 1);
      const left = timeLeft() ?? Infinity;
      if (attempt === MOST_ATTEMPTS || ms > LONGEST_WAIT_MS || ms > left) throw tooMuch(target, attempt, ms, left);
      pause ??= wait(ms, signal).finally(() => {
        pause = undefined;
      });
    }
  };
}

/** How long `Retry-After` asks to wait, in milliseconds; `undefined` when it is absent or unreadable. */
export function retryAfterMs({ headers }: WireResponse, now: number): number | undefined {
  const text = headerValue(headers, "retry-after")?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function defaultWait(ms: number, signal?: AbortSignal): Promise<void> {
  return setTimeout(ms, undefined, signal ? { signal } : {});
}

function tooMuch(target: string, attempts: number, ms: number, left: number): RunError {
  const inTime =
    ms > left ? `, which is more than the time that is left (${Math.max(0, Math.floor(left / 1_000))} s)` : "";
  const what =
    ms > Math.min(LONGEST_WAIT_MS, left)
      ? `answers 429 and wants a pause of ${Math.ceil(ms / 1_000)} s${inTime}`
      : `still answers 429 after ${attempts} attempts with pauses`;
  const hint = "Raise the limit for this run, send fewer at once (--concurrency 1), or choose cases with --only.";
  return new RunError("rate-limited", `target ${target}`, what, hint);
}
