/** A duration (RFC 3339, appendix A), in capitals: no gaps between units, weeks alone, no fractions. */
export function isDuration(text: string): boolean {
  if (/^P\d+W$/.test(text)) return true;
  const [, date, time] = /^P([^T]*)(?:T(.+))?$/.exec(text) ?? [];
  if (date === undefined || (date === "" && time === undefined)) return false;
  return (date === "" || isRun(date, "YMD")) && (time === undefined || isRun(time, "HMS"));
}

/** Whether numbers with units follow each other without leaving out a unit between two of them. */
function isRun(text: string, units: string): boolean {
  return /^(?:\d+[A-Z])+$/.test(text) && units.includes(text.replace(/\d+/g, ""));
}

/** A UUID of any version (RFC 9562, section 4), without `urn:uuid:`. */
export function isUuid(text: string): boolean {
  return /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(text);
}

/** A JSON Pointer (RFC 6901, section 3). */
export function isJsonPointer(text: string): boolean {
  return (text === "" || text.startsWith("/")) && !/~(?![01])/.test(text);
}

/** A relative JSON Pointer (draft-bhutton-relative-json-pointer-00, section 3). */
export function isRelativeJsonPointer(text: string): boolean {
  const [start] = /^(?:0|[1-9]\d*)(?:[+-](?:0|[1-9]\d*))?/.exec(text) ?? [];
  if (start === undefined) return false;
  const rest = text.slice(start.length);
  return rest === "#" || isJsonPointer(rest);
}

/** A regular expression that ECMA-262 takes with the flag `u`. */
export function isRegex(text: string): boolean {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}

/** Bytes in base64 (RFC 4648, section 4), padded and on one line. */
export function isByte(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(text);
}

/** Bytes in base64url (RFC 4648, section 5), padded or not. */
export function isBase64url(text: string): boolean {
  const rest = text.length % 4;
  return /^[\w-]*$/.test(text) ? rest !== 1 : rest === 0 && /^[\w-]*={1,2}$/.test(text);
}

/** A single code point. */
export function isChar(text: string): boolean {
  return /^[\s\S]$/u.test(text);
}

/** Any text: the format says what it is for, not what it looks like. */
export function isAnyText(_text: string): boolean {
  return true;
}
