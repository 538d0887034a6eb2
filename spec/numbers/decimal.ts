import { Big } from "big.js";

/*
 * Numbers as their authors wrote them: 0.1 is one tenth, not the binary fraction nearest to it. Every
 * result is the double nearest to the exact decimal one.
 */

/**
 * `value + times · step`, without the noise of binary fractions: 0.1 + 2 · 0.1 is 0.3. `NaN` when one of them is
 * no finite number.
 */
export function plus(value: number, step: number, times = 1): number {
  if (![value, step, times].every(Number.isFinite)) return Number.NaN;
  return new Big(value).plus(new Big(step).times(times)).toNumber();
}

/** The greatest multiple of a step, from 0 exclusive, that is at most a value. */
export function multipleAtMost(value: number, step: number): number {
  const rest = new Big(value).mod(step);
  const below = rest.lt(0) ? rest.plus(new Big(step).abs()) : rest;
  return new Big(value).minus(below).toNumber();
}

/** The least multiple of a step that is at least a value. */
export function multipleAtLeast(value: number, step: number): number {
  return 0 - multipleAtMost(0 - value, step);
}

/** The least positive number that is a multiple of all of some steps. */
export function commonMultiple(steps: readonly number[]): number {
  const scale = Math.max(0, ...steps.map(decimalsOf));
  const whole = steps.map((step) => BigInt(new Big(step).abs().times(`1e${scale}`).toFixed(0)));
  const common = whole.reduce((left, right) => (left / divisor(left, right)) * right, 1n);
  return Number(`${common}e-${scale}`);
}

/** A number without an exponent, which not every reader of a text takes: 1e21 has 22 digits. */
export function plainText(value: number): string {
  return new Big(value === 0 ? 0 : value).toFixed();
}

/** Whether the digits that are written of an integer are the integer: 2^63 is written 9223372036854776000 (ECMA-262, Number::toString). */
export function isWrittenExactly(value: number): boolean {
  return !Number.isInteger(value) || BigInt(plainText(value)) === BigInt(value);
}

/** How many digits a number has behind the point. */
export function decimalsOf(value: number): number {
  const [, fraction = ""] = new Big(value).toFixed().split(".");
  return fraction.length;
}

/** The next double in a direction. */
export function neighbour(value: number, direction: 1 | -1): number {
  if (value === 0) return direction * Number.MIN_VALUE;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  // Doubles of one sign are ordered as their bits are.
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 === direction > 0 ? 1n : -1n));
  return view.getFloat64(0);
}

function divisor(left: bigint, right: bigint): bigint {
  return right === 0n ? left : divisor(right, left % right);
}
