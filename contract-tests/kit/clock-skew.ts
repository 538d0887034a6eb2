import type { WireResponse } from "./wire-message.ts";
import { headerValue } from "./wire-message.ts";

/** A `Date` field has whole seconds (RFC 9110, section 6.6.1). */
const RESOLUTION_MS = 1_000;
/** A smaller difference is no news to anybody. */
const WORTH_TELLING_MS = 5_000;

/** An answer, and when its request was sent and it was received, in epoch milliseconds of the runner's clock. */
export interface TimedAnswer {
  answer: WireResponse;
  sentAt: number;
  receivedAt: number;
}

/** How far a server's clock is ahead of the runner's; behind when negative. */
export interface ClockSkew {
  skewMs: number;
  /** The true value is at most so far from `skewMs`. */
  uncertaintyMs: number;
}

/**
 * Measures a server's clock by the `Date` fields of its answers. Each was written some time between the
 * sending of the request and the receipt of the answer, and has lost its fraction of a second; what all
 * of them allow is the estimate. Where they contradict each other, as several servers behind one name
 * may, it spans them all. Answers out of a cache (`Age`) say nothing.
 *
 * @returns `undefined` when no answer has a usable `Date`
 */
export function measureClockSkew(answers: readonly TimedAnswer[]): ClockSkew | undefined {
  const ranges = answers.flatMap(({ answer: { headers }, sentAt, receivedAt }) => {
    const date = Date.parse(headerValue(headers, "date") ?? "");
    if (Number.isNaN(date) || headerValue(headers, "age") !== undefined) return [];
    return [{ least: date - receivedAt, most: date + RESOLUTION_MS - sentAt }];
  });
  if (ranges.length === 0) return undefined;
  const common = {
    least: Math.max(...ranges.map(({ least }) => least)),
    most: Math.min(...ranges.map(({ most }) => most)),
  };
  const { least, most } =
    common.least <= common.most
      ? common
      : {
          least: Math.min(...ranges.map(({ least }) => least)),
          most: Math.max(...ranges.map(({ most }) => most)),
        };
  if (least <= 0 && most >= 0) return { skewMs: 0, uncertaintyMs: Math.max(-least, most) };
  return { skewMs: Math.round((least + most) / 2), uncertaintyMs: Math.ceil((most - least) / 2) };
}

/**
 * Whether two answers have the same `Date`, though more than a second lies between them: it is no clock
 * then, but a text that somebody wrote once.
 */
export function isSameDate(one: TimedAnswer | undefined, other: TimedAnswer | undefined): boolean {
  if (!one || !other || other.sentAt - one.receivedAt < RESOLUTION_MS) return false;
  const date = headerValue(one.answer.headers, "date");
  return date !== undefined && date === headerValue(other.answer.headers, "date");
}

/**
 * How far guarded instants have to keep from a bound: as far as they do anyway, or farther when what
 * is not known of the server's clock would leave less than half of that for the way of the request.
 */
export function guardFor(guardMs: number, { uncertaintyMs }: ClockSkew): number {
  return Math.max(guardMs, uncertaintyMs + guardMs / 2);
}

/** One line about a difference that a person should know of; `undefined` for a small one. */
export function skewNotice({ skewMs }: ClockSkew): string | undefined {
  if (Math.abs(skewMs) < WORTH_TELLING_MS) return undefined;
  const side = skewMs > 0 ? "ahead of" : "behind";
  return `the target's clock is ${inWords(Math.abs(skewMs))} ${side} this machine's; instants in requests are those of the target's clock`;
}

function inWords(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const parts = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3_600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ] as const;
  return parts.flatMap(([count, unit]) => (count > 0 ? `${count} ${unit}` : [])).join(" ");
}
