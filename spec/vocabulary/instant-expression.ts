import { formatInstant, parseInstant } from "./instant.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Further from `now` an expression may not be, or the years that RFC 3339 can write would run out. */
const FURTHEST = 366_000 * DAY;

/** Why a text is no instant expression, and how to mend it; `undefined` when it is one. */
export function instantFault(expression: string): string | undefined {
  const term = parseInstant(expression);
  if (term === undefined) {
    return /^now[+-]P\d+[YM]/.test(expression)
      ? `"${expression}" counts years or months, which have no fixed length; count in smaller units, e.g. "now+P30D"`
      : `"${expression}" is no instant; write an RFC 3339 date-time, "now", or e.g. "now+PT2M" or "now-P1D"`;
  }
  if (!Number.isInteger(term.ms)) {
    return `"${expression}" is finer than a millisecond; write at most three digits of a fraction`;
  }
  if (term.fromNow && Math.abs(term.ms) > FURTHEST) {
    return `"${expression}" is more than 366000 days from now; write an RFC 3339 date-time, or a shorter duration`;
  }
  return undefined;
}

/**
 * The expression for an instant so many milliseconds later (or earlier, when negative).
 *
 * @throws RangeError when the expression is malformed, or the result is no year of RFC 3339
 */
export function shiftInstant(expression: string, ms: number): string {
  const term = parseInstant(expression);
  if (term === undefined) throw new RangeError(instantFault(expression));
  const shifted = term.ms + ms;
  if (!term.fromNow) return formatInstant(shifted);
  return shifted === 0 ? "now" : `now${shifted > 0 ? "+" : "-"}${formatDuration(Math.abs(shifted))}`;
}

/** A positive number of milliseconds as an ISO 8601 duration: `P1DT2H30M5.5S`. */
function formatDuration(ms: number): string {
  const { days, hours, minutes, seconds } = fieldsOf(ms);
  const part = (count: number, unit: string) => (count === 0 ? "" : `${count}${unit}`);
  const time = part(hours, "H") + part(minutes, "M") + part(seconds, "S");
  return `P${part(days, "D")}${time && `T${time}`}`;
}

/** An expression in words: `now + 2 minutes`, `2026-01-01T00:00:00Z`. A malformed one stays as it is. */
export function describeInstant(expression: string): string {
  const term = parseInstant(expression);
  if (term === undefined || !term.fromNow) return expression;
  if (term.ms === 0) return "now";
  const { days, hours, minutes, seconds } = fieldsOf(Math.abs(term.ms));
  const part = (count: number, unit: string) => (count === 0 ? [] : [`${count} ${unit}${count === 1 ? "" : "s"}`]);
  const parts = [part(days, "day"), part(hours, "hour"), part(minutes, "minute"), part(seconds, "second")];
  return `now ${term.ms > 0 ? "+" : "-"} ${parts.flat().join(" ")}`;
}

function fieldsOf(ms: number): { days: number; hours: number; minutes: number; seconds: number } {
  return {
    days: Math.floor(ms / DAY),
    hours: Math.floor((ms % DAY) / HOUR),
    minutes: Math.floor((ms % HOUR) / MINUTE),
    seconds: (ms % MINUTE) / SECOND,
  };
}
