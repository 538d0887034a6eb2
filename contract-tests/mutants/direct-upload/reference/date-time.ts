const SHAPE = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The instant of an RFC 3339 date-time in epoch milliseconds; `undefined` when the text is none. */
export function instantOf(text: string): number | undefined {
  const found = SHAPE.exec(text);
  if (!found) return undefined;
  const fields = found.slice(1).map(Number) as [number, number, number, number, number, number];
  const [year, month, day, hour, minute, second] = fields;
  const offset = offsetMinutes(found[8], Number(found[9] ?? ""), Number(found[10] ?? ""));
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 60 || offset === undefined) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute - offset, second);
  // A leap second ends a day of UTC (RFC 3339, section 5.7); by then, the date has reached the next one.
  if (second === 60 && date.getTime() % 86_400_000 !== 0) return undefined;
  return date.getTime() + Number(`0${found[7] ?? ""}`) * 1000;
}

function offsetMinutes(sign: string | undefined, hours: number, minutes: number): number | undefined {
  if (hours > 23 || minutes > 59) return undefined;
  return (sign === "-" ? -1 : 1) * (hours * 60 + minutes);
}

function daysOf(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : (DAYS[month - 1] as number);
}

const EARLIEST_MS = 2 * 60_000;
const LATEST_MS = 6 * 3_600_000;

/** Whether an instant is within the window in which an upload URL may end, counted from now. */
export function isInWindow(instant: number, now: number): boolean {
  return instant >= now + EARLIEST_MS && instant <= now + LATEST_MS;
}
