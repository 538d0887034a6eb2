const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

/** The first instant that RFC 3339 can write: 0000-01-01T00:00:00Z in epoch milliseconds. */
export const EARLIEST_INSTANT = -62_167_219_200_000;

/** The last millisecond that RFC 3339 can write: 9999-12-31T23:59:59.999Z in epoch milliseconds. */
export const LATEST_INSTANT = 253_402_300_799_999;

/**
 * The instant of an RFC 3339 `date-time` in epoch milliseconds, with the fraction of a millisecond;
 * `NaN` for any other text. Strict (section 5.6): `T` and a zone are required, offsets are `±hh:mm`,
 * `t` and `z` may be lower case, days exist, `:60` only where UTC is 23:59:60. A leap second counts
 * as the instant that follows it, so that order is kept.
 */
export function instantOf(text: string): number {
  if ((text.charCodeAt(10) | 32) !== 116) return NaN;
  return dayAt(text) * DAY + timeAt(text, 11);
}

/** Whether a text is a strict RFC 3339 `date-time`; see {@link instantOf}. */
export function isDateTime(text: string): boolean {
  return !Number.isNaN(instantOf(text));
}

/** Whether a text is an RFC 3339 `full-date`: a day of the Gregorian calendar, years 0000 to 9999. */
export function isFullDate(text: string): boolean {
  return text.length === 10 && !Number.isNaN(dayAt(text));
}

/** Whether a text is an RFC 3339 `full-time`, zone included; a leap second only at 23:59:60 UTC. */
export function isFullTime(text: string): boolean {
  return !Number.isNaN(timeAt(text, 0));
}

/**
 * The length of an ISO 8601 duration in milliseconds: weeks alone, or days, hours, minutes and
 * seconds (these with a decimal fraction). `NaN` for any other text; years and months are refused
 * because they have no fixed length.
 */
export function durationOf(text: string): number {
  const match = /^P(?:(\d+)W|(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?)$/.exec(text);
  if (match === null || text.endsWith("P") || text.endsWith("T")) return NaN;
  const [, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match;
  const whole = Number(weeks) * 7 * DAY + Number(days) * DAY + Number(hours) * HOUR + Number(minutes) * MINUTE;
  return whole + Number(`${seconds}e3`);
}

/** What an instant expression says: an epoch time, or a distance from `now`; both in milliseconds. */
export interface InstantTerm {
  fromNow: boolean;
  ms: number;
}

/** Reads `now`, `now+PT2M`, `now-P1D` or an RFC 3339 date-time; `undefined` when malformed. */
export function parseInstant(expression: string): InstantTerm | undefined {
  const fromNow = expression.startsWith("now");
  let ms = 0;
  if (!fromNow) ms = instantOf(expression);
  else if (expression[3] === "+") ms = durationOf(expression.slice(4));
  else if (expression[3] === "-") ms = 0 - durationOf(expression.slice(4));
  else if (expression !== "now") ms = NaN;
  return Number.isNaN(ms) ? undefined : { fromNow, ms };
}

/** The instant that an expression means at the time `nowMs`, in epoch milliseconds; `NaN` when malformed. */
export function resolveInstant(expression: string, nowMs: number): number {
  const term = parseInstant(expression);
  if (term === undefined) return NaN;
  return term.fromNow ? nowMs + term.ms : term.ms;
}

/** How {@link formatInstant} writes an instant. */
export interface InstantStyle {
  /** `Z` (the default) or `±hh:mm`. */
  offset?: string;
  /** Digits to write in place of the real fraction of a second; empty for none. */
  fraction?: string;
  /** Writes `t` and `z` in lower case. */
  lowerCase?: boolean;
}

/**
 * An instant as an RFC 3339 date-time, with three digits of a second (seven if it has a fraction
 * of a millisecond).
 *
 * @throws RangeError when the year would not be 0000 to 9999, or the style is no RFC 3339
 */
export function formatInstant(ms: number, style: InstantStyle = {}): string {
  const { offset = "Z", lowerCase = false } = style;
  const whole = Math.floor(ms);
  const minutes = offsetAt(offset, 0);
  if (Number.isNaN(minutes)) throw new RangeError(`offset "${offset}": write it as Z or ±hh:mm`);
  const local = whole + minutes * MINUTE;
  if (!(local >= EARLIEST_INSTANT && local <= LATEST_INSTANT)) {
    throw new RangeError(`instant ${ms}: RFC 3339 writes the years 0000 to 9999 only`);
  }
  const iso = new Date(local).toISOString();
  const beyond = ms === whole ? "" : String(Math.floor((ms - whole) * 10_000)).padStart(4, "0");
  const fraction = style.fraction ?? iso.slice(20, 23) + beyond;
  if (!/^\d*$/.test(fraction)) throw new RangeError(`fraction "${fraction}": it has to be decimal digits`);
  const text = `${iso.slice(0, 19)}${fraction && `.${fraction}`}${offset}`;
  return lowerCase ? text.toLowerCase() : text;
}

/** Days from 1970-01-01 to the `full-date` at the start of a text; `NaN` if there is none. */
function dayAt(text: string): number {
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 2);
  const day = digitsAt(text, 8, 2);
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return NaN;
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return NaN;
  // A year that starts in March has its leap day last; Date.UTC would take years below 100 for 19xx.
  const shifted = month > 2 ? year : year - 1;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return shifted * 365 + leapDays + dayOfYear - 719_468;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Milliseconds from 00:00 UTC to the `full-time` that ends a text; `NaN` if there is none. */
function timeAt(text: string, at: number): number {
  const hour = digitsAt(text, at, 2);
  const minute = digitsAt(text, at + 3, 2);
  const second = digitsAt(text, at + 6, 2);
  if (text.charCodeAt(at + 2) !== 58 || text.charCodeAt(at + 5) !== 58) return NaN;
  let end = at + 8;
  let fraction = 0;
  if (text.charCodeAt(end) === 46) {
    const start = end + 1;
    let scale = 1;
    for (end = start; isDigit(text.charCodeAt(end)); end++) {
      // Twelve digits keep the sum an exact integer; a double has no use for more.
      if (end - start >= 12) continue;
      fraction = fraction * 10 + text.charCodeAt(end) - 48;
      scale *= 10;
    }
    if (end === start) return NaN;
    fraction = (fraction * 1000) / scale;
  }
  const minutes = hour * 60 + minute - offsetAt(text, end);
  if (!(hour <= 23 && minute <= 59 && second <= 60) || Number.isNaN(minutes)) return NaN;
  if (second < 60) return minutes * MINUTE + second * 1000 + fraction;
  return (minutes + 1440) % 1440 === 1439 ? (minutes + 1) * MINUTE : NaN;
}

/** Minutes of the RFC 3339 `time-offset` that ends a text; `NaN` if there is none. */
function offsetAt(text: string, at: number): number {
  const sign = text.charCodeAt(at);
  if ((sign | 32) === 122) return text.length === at + 1 ? 0 : NaN;
  if ((sign !== 43 && sign !== 45) || text.length !== at + 6 || text.charCodeAt(at + 3) !== 58) return NaN;
  const hours = digitsAt(text, at + 1, 2);
  const minutes = digitsAt(text, at + 4, 2);
  if (!(hours <= 23 && minutes <= 59)) return NaN;
  return sign === 43 ? hours * 60 + minutes : 0 - hours * 60 - minutes;
}

/** The number that `count` ASCII digits write; `NaN` if one of them is none. */
function digitsAt(text: string, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index++) {
    const code = text.charCodeAt(index);
    if (!isDigit(code)) return NaN;
    value = value * 10 + code - 48;
  }
  return value;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
