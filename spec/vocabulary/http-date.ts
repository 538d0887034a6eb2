import { isFullDate } from "./instant.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const FORMS = [
  /^\w{3}, (?<day>\d\d) (?<month>\w{3}) (?<year>\d{4}) (?<time>[\d:]{8}) GMT$/,
  /^\w+day, (?<day>\d\d)-(?<month>\w{3})-(?<year>\d\d) (?<time>[\d:]{8}) GMT$/,
  /^\w{3} (?<month>\w{3}) (?<day>[ \d]\d) (?<time>[\d:]{8}) (?<year>\d{4})$/,
];

const WEEKDAY = /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? |(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, )/;

/**
 * An HTTP date (RFC 9110, section 5.6.7) in its present form or in one of the two obsolete ones.
 * The day has to exist; that it was a Tuesday is not checked.
 */
export function isHttpDate(text: string): boolean {
  if (!WEEKDAY.test(text)) return false;
  for (const form of FORMS) {
    const fields = form.exec(text)?.groups;
    if (fields === undefined) continue;
    const { day = "", month = "", year = "", time = "" } = fields;
    const number = String(MONTHS.indexOf(month) + 1).padStart(2, "0");
    // A year of two digits is of this century or the last; 20xx has all the leap days of both.
    const date = `${year.padStart(4, "20")}-${number}-${day.replace(" ", "0")}`;
    return isFullDate(date) && /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)$/.test(time);
  }
  return false;
}
