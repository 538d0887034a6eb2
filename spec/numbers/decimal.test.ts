import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isMultiple } from "../vocabulary/runtime.ts";
import { commonMultiple, decimalsOf, multipleAtLeast, multipleAtMost, neighbour, plus } from "./decimal.ts";

/** Numbers of every size, and those that people write. */
const written = fc.oneof(
  fc
    .tuple(fc.integer(), fc.integer({ min: -12, max: 22 }))
    .map(([digits, exponent]) => Number(`${digits}e${exponent}`)),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e25, max: 1e25 }),
);
const step = fc.constantFrom(1, 2, 3, 5, 0.1, 0.01, 0.25, 0.3, 2.5, 1e-7, 1000, 1e21, 0.57);

describe("decimal arithmetic", () => {
  it("is what people work out on paper", () => {
    expect(plus(0.1, 0.2)).toBe(0.3);
    expect(plus(1, 0.1, -3)).toBe(0.7);
    expect(plus(1e21, 1)).toBe(1e21);
    expect(multipleAtMost(10.05, 0.1)).toBe(10);
    expect(multipleAtMost(-0.05, 0.1)).toBe(-0.1);
    expect(multipleAtLeast(-0.05, 0.1)).toBe(0);
    expect(multipleAtLeast(0.07, 0.07)).toBe(0.07);
    expect(commonMultiple([2.5, 1])).toBe(5);
    expect(commonMultiple([0.4, 0.6])).toBe(1.2);
    expect(commonMultiple([])).toBe(1);
    expect([decimalsOf(1e-7), decimalsOf(1e21), decimalsOf(0.57)]).toEqual([7, 0, 2]);
  });

  it("finds multiples on either side of a value, less than a step away", () => {
    fc.assert(
      fc.property(written, step, (value, by) => {
        const below = multipleAtMost(value, by);
        const above = multipleAtLeast(value, by);
        expect(below <= value && value <= above).toBe(true);
        if (Math.abs(value) > 1e9 * by) return;
        expect([isMultiple(below, by), isMultiple(above, by)]).toEqual([true, true]);
        expect([0, by]).toContain(plus(above, below, -1));
      }),
      { seed: 1 },
    );
  });

  it("finds a common multiple, and no lesser one", () => {
    fc.assert(
      fc.property(fc.uniqueArray(step, { minLength: 1, maxLength: 3 }), (steps) => {
        const common = commonMultiple(steps);
        fc.pre(common < 1e15);
        expect(steps.every((by) => isMultiple(common, by))).toBe(true);
        const divisors = [2, 3, 5, 7].map((by) => common / by);
        expect(divisors.some((less) => steps.every((by) => isMultiple(less, by)))).toBe(false);
      }),
      { seed: 1 },
    );
  });

  it("knows the neighbours of a double", () => {
    expect(neighbour(1, 1)).toBe(1 + Number.EPSILON);
    expect(neighbour(1, -1)).toBe(1 - Number.EPSILON / 2);
    expect(neighbour(0, -1)).toBe(-Number.MIN_VALUE);
    expect(neighbour(-Number.MIN_VALUE, 1)).toBe(-0);
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        fc.pre(value !== 0 && Math.abs(value) < Number.MAX_VALUE);
        expect(neighbour(value, 1)).toBeGreaterThan(value);
        expect(neighbour(neighbour(value, 1), -1)).toBe(value);
      }),
      { seed: 1 },
    );
  });
});
