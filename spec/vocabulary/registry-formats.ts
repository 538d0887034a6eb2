/*
 * Formats of the OpenAPI Initiative's registry that no other standard of JSON Schema has.
 */

import { isDateTime, isFullTime } from "./instant.ts";
import { isByte } from "./text-formats.ts";

/** A date-time of RFC 3339 without its zone. */
export function isDateTimeLocal(text: string): boolean {
  return /\d$/.test(text) && !/[+-]\d\d:\d\d$/.test(text) && isDateTime(`${text}Z`);
}

/** A time of RFC 3339 without its zone. */
export function isTimeLocal(text: string): boolean {
  return /^[\d:.]+$/.test(text) && isFullTime(`${text}Z`);
}

/** A decimal number with a fixed point, of any precision and range; the registry leaves signs and zeros open. */
export function isDecimal(text: string): boolean {
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text);
}

/** A decimal floating-point number of 34 significant digits at most, or `NaN`, `INF`, `-INF`. */
export function isDecimal128(text: string): boolean {
  if (/^(?:NaN|-?INF)$/.test(text)) return true;
  const [, digits] = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$/.exec(text) ?? [];
  return digits !== undefined && digits.replace(".", "").replace(/^0+/, "").length <= 34;
}

/** A media type, or a range of them: `text/*` (RFC 9110, section 12.5.1), without a weight of its own. */
export function isMediaRange(text: string): boolean {
  const [, range = "", parameters = ""] = /^([^;]*)((?:;[\s\S]*)?)$/.exec(text) ?? [];
  if (!/^(?:\*\/\*|(?!\*\/)[!#$%&'*+.^`|~\w-]+\/[!#$%&'*+.^`|~\w-]+)[ \t]*$/.test(range)) return false;
  const parameter =
    /^(?:;[ \t]*(?:[!#$%&'*+.^`|~\w-]+=(?:[!#$%&'*+.^`|~\w-]+|"(?:[\t !#-[\]-~\x80-\xff]|\\[\t -~\x80-\xff])*"))?[ \t]*)*$/;
  return parameter.test(parameters) && (parameters !== "" || !/[ \t]$/.test(range));
}

/** A byte sequence of structured fields (RFC 9651, section 3.3.5). */
export function isSfBinary(text: string): boolean {
  return text.length > 1 && text.startsWith(":") && text.endsWith(":") && isByte(text.slice(1, -1));
}

/** A boolean of structured fields (RFC 9651, section 3.3.6). */
export function isSfBoolean(text: string): boolean {
  return text === "?0" || text === "?1";
}

/** A string of structured fields (RFC 9651, section 3.3.3). */
export function isSfString(text: string): boolean {
  return /^"(?:[ !#-[\]-~]|\\["\\])*"$/.test(text);
}

/** A token of structured fields (RFC 9651, section 3.3.4). */
export function isSfToken(text: string): boolean {
  return /^[A-Za-z*][!#$%&'*+.^_`|~\w:/-]*$/.test(text);
}
