/** How many characters a text has: Unicode code points. */
export function characters(text: string): number {
  return [...text].length;
}

/** The least and the most that something may be, inclusive; from nothing to everything if they are not given. */
export interface Bounds {
  min?: number;
  max?: number;
}

function isWithin(value: number, { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Bounds): boolean {
  return value >= min && value <= max;
}

/** Whether a value is a text of so many characters. */
export function isText(value: unknown, bounds: Bounds): value is string {
  return typeof value === "string" && isWithin(characters(value), bounds);
}

/** Whether a value is a text that a pattern accepts. */
export function matches(value: unknown, pattern: RegExp): value is string {
  return typeof value === "string" && pattern.test(value);
}

/** Whether a value is an integer in bounds; 1.0 is one. */
export function isInteger(value: unknown, bounds: Bounds): value is number {
  return Number.isInteger(value) && isWithin(value as number, bounds);
}

/** Whether a value is a number in bounds. */
export function isNumber(value: unknown, bounds: Bounds): value is number {
  return typeof value === "number" && isWithin(value, bounds);
}

/** Whether a number is a multiple of 0.01, as it is written in decimal. */
export function isCents(value: number): boolean {
  return /^-?\d+(?:\.\d{1,2})?$/.test(String(value));
}

/** Whether a value is one of a list. */
export function isOneOf(value: unknown, list: readonly unknown[]): boolean {
  return list.includes(value);
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether no two items of a list of texts and numbers are equal. */
export function areDistinct(items: readonly unknown[]): boolean {
  return new Set(items).size === items.length;
}

/** Whether a list is one of so many items, each of which is good. */
export function isList(value: unknown, bounds: Bounds, isItem: (item: unknown) => boolean): value is unknown[] {
  return Array.isArray(value) && isWithin(value.length, bounds) && value.every(isItem);
}
