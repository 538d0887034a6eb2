import { instantOf } from "./instant.ts";

/** What a validator may be called on: `validate.call({ now }, value)`. */
export interface ValidationContext {
  /** The time that `now` means: epoch milliseconds or a `Date`. The system's clock when absent. */
  now?: number | Date | undefined;
}

/**
 * The time that `now` means in a validation, in epoch milliseconds.
 *
 * @throws TypeError when the context's `now` is no time, so that no bound is skipped silently
 */
export function clock(context: ValidationContext | undefined): number {
  const now = context?.now;
  if (now === undefined) return Date.now();
  const ms = Number(now);
  if (!Number.isFinite(ms)) throw new TypeError("option now: not a time; give epoch milliseconds or a valid Date");
  return ms;
}

/** Whether a date-time is at or after a bound (epoch milliseconds). Any other text is: `format` refuses it. */
export function withinMinimum(text: string, bound: number): boolean {
  const instant = instantOf(text);
  return instant >= bound || Number.isNaN(instant);
}

/** Whether a date-time is at or before a bound (epoch milliseconds). Any other text is: `format` refuses it. */
export function withinMaximum(text: string, bound: number): boolean {
  const instant = instantOf(text);
  return instant <= bound || Number.isNaN(instant);
}

/** The length of a text in UTF-8 bytes; a lone surrogate counts 3, as the U+FFFD that it is sent as. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    // A surrogate pair is two units and four bytes: one more for each of its halves.
    if (unit < 0x800 || isPair(unit, text, index)) bytes++;
    else bytes += 2;
  }
  return bytes;
}

function isPair(unit: number, text: string, index: number): boolean {
  if (unit < 0xd800 || unit > 0xdfff) return false;
  if (unit < 0xdc00) return isBetween(text.charCodeAt(index + 1), 0xdc00, 0xdfff);
  return isBetween(text.charCodeAt(index - 1), 0xd800, 0xdbff);
}

function isBetween(unit: number, low: number, high: number): boolean {
  return unit >= low && unit <= high;
}

/**
 * Whether a string, or any other value as compact JSON, is at most `limit` bytes long in UTF-8.
 * A value that cannot be serialised (a cycle, a bigint) is not.
 */
export function withinBytes(value: unknown, limit: number): boolean {
  if (typeof value !== "string") {
    const json = serialise(value);
    return json !== undefined && withinBytes(json, limit);
  }
  // A UTF-16 unit is one to three bytes, so most texts need no counting.
  if (value.length > limit) return false;
  return value.length * 3 <= limit || utf8Length(value) <= limit;
}

function serialise(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** The length of a text in code points, as JSON Schema counts it; a lone surrogate counts 1. */
export function codePointLength(text: string): number {
  let length = text.length;
  for (let index = 1; index < text.length; index++) {
    if (!isBetween(text.charCodeAt(index), 0xdc00, 0xdfff)) continue;
    if (isBetween(text.charCodeAt(index - 1), 0xd800, 0xdbff)) length--;
  }
  return length;
}

/**
 * Whether two JSON values are equal (JSON Schema 2020-12 core, section 4.2.2). Only own members
 * count, so that `__proto__` or `constructor` are names like any other.
 */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => deepEqual(item, b[i]));
  }
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every(
    (name) =>
      Object.hasOwn(b, name) && deepEqual((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]),
  );
}

/**
 * Whether a number is a multiple of a positive step (JSON Schema 2020-12 validation, section 6.2.1) as
 * both are written: 0.3 is three times 0.1, though the doubles are not.
 */
export function isMultiple(value: number, step: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(step)) return value % step === 0;
  if (!Number.isFinite(value)) return false;
  const [digits, exponent] = decimalOf(value);
  const [stepDigits, stepExponent] = decimalOf(step);
  const shift = 10n ** BigInt(Math.abs(exponent - stepExponent));
  return exponent < stepExponent ? digits % (stepDigits * shift) === 0n : (digits * shift) % stepDigits === 0n;
}

/** The shortest decimal that a double is read from, as `digits · 10 ** exponent`. */
function decimalOf(number: number): [digits: bigint, exponent: number] {
  const [significand = "", exponent = "0"] = String(number).split("e");
  const [whole = "", fraction = ""] = significand.split(".");
  return [BigInt(whole + fraction), Number(exponent) - fraction.length];
}
