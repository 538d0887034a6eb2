import { formatInstant } from "../vocabulary/instant.ts";

/**
 * Ways to write an instant that no calendar and no clock knows, but that lenient parsers take for that very
 * instant: a unit less of one field, and that much more in the next.
 */
export const OVERFULL_FORMS = [
  ...(["overfull-month", "overfull-day", "overfull-hour", "overfull-minute", "overfull-second"] as const),
  ...(["overfull-offset-hours", "overfull-offset-minutes", "month-zero", "day-zero", "stray-leap-second"] as const),
];

/** One of {@link OVERFULL_FORMS}. */
export type OverfullForm = (typeof OVERFULL_FORMS)[number];

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A field has two digits: there is room for this much and sixty more. */
const ROOM = 39;

/**
 * Writes an instant as no RFC 3339 date-time, in UTC and whole seconds. Where a field has no room for as much as
 * sixty more, it is an instant up to 20 minutes (or seconds) earlier. `month-zero` is that instant in December
 * alone, and `day-zero` on the last day of a month.
 *
 * @param ms - epoch milliseconds
 * @throws RangeError when the instant is in no year from 0000 to 9999
 */
export function overfullInstant(ms: number, form: OverfullForm): string {
  const whole = Math.floor(ms / SECOND) * SECOND;
  const at = new Date(whole);
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
  switch (form) {
    case "overfull-month":
      return withDate(whole, year - 1, month + 12, day);
    case "month-zero":
      return withDate(whole, year + 1, 0, day);
    case "overfull-day": {
      const before = new Date(Date.UTC(year, month - 1, 0));
      return withDate(whole, before.getUTCFullYear(), before.getUTCMonth() + 1, before.getUTCDate() + day);
    }
    case "day-zero": {
      const after = new Date(Date.UTC(year, month, 1));
      return withDate(whole, after.getUTCFullYear(), after.getUTCMonth() + 1, 0);
    }
    case "overfull-hour":
      return withField(whole - DAY, 11, at.getUTCHours() + 24);
    case "overfull-minute": {
      const early = at.getUTCMinutes() > ROOM ? whole - 20 * MINUTE : whole;
      return withField(early - HOUR, 14, new Date(early).getUTCMinutes() + 60);
    }
    case "overfull-second": {
      const early = at.getUTCSeconds() > ROOM ? whole - 20 * SECOND : whole;
      // 60 alone may be a leap second.
      return withField(early - MINUTE, 17, Math.max(61, new Date(early).getUTCSeconds() + 60));
    }
    case "stray-leap-second": {
      const minute = whole - (whole % MINUTE);
      return withField(minute % DAY === 0 ? minute - 2 * MINUTE : minute - MINUTE, 17, 60);
    }
    case "overfull-offset-hours":
      return text(whole + DAY).replace("Z", "+24:00");
    case "overfull-offset-minutes":
      return text(whole + HOUR).replace("Z", "+00:60");
  }
}

function text(ms: number): string {
  return formatInstant(ms, { fraction: "" });
}

/** A date-time with another number in the two digits at a place. */
function withField(ms: number, at: number, value: number): string {
  const sound = text(ms);
  return sound.slice(0, at) + String(value).padStart(2, "0") + sound.slice(at + 2);
}

/** A date-time on another date, of whatever numbers. */
function withDate(ms: number, year: number, month: number, day: number): string {
  const date = [String(year).padStart(4, "0"), ...[month, day].map((field) => String(field).padStart(2, "0"))];
  return date.join("-") + text(ms).slice(10);
}
