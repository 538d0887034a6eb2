const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a text is a day of the calendar (RFC 3339, `full-date`). */
export function isDate(text: string): boolean {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!found) return false;
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && isLeap ? 29 : (DAYS[month - 1] as number);
  return day >= 1 && day <= days;
}

/** Whether a text is a time of day with its zone (RFC 3339, `full-time`); a leap second at 23:59:60 UTC alone. */
export function isTime(text: string): boolean {
  const found = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|([+-])(\d\d):(\d\d))$/i.exec(text);
  if (!found) return false;
  const [hour, minute, second] = found.slice(1).map(Number) as [number, number, number];
  const [hours, minutes] = [Number(found[5] ?? ""), Number(found[6] ?? "")];
  if (hour > 23 || minute > 59 || second > 60 || hours > 23 || minutes > 59) return false;
  const utc = hour * 60 + minute - (found[4] === "-" ? -1 : 1) * (hours * 60 + minutes);
  return second < 60 || (utc + 1440) % 1440 === 1439;
}

const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/** Whether a text is the address of a mailbox (RFC 5321, section 4.1.2), but for quoted names and numbers of hosts. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf("@");
  const local = text.slice(0, Math.max(at, 0));
  const domain = text.slice(at + 1);
  if (!LOCAL.test(local) || local.length > 64 || domain.length > 253) return false;
  return domain.split(".").every((label) => LABEL.test(label));
}
