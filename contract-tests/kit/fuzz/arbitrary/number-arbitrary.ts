import fc, { type Arbitrary } from "fast-check";
import { commonMultiple, multipleAtLeast, multipleAtMost, plus } from "../../../../spec/numbers/decimal.ts";
import { isMultiple } from "../../../../spec/vocabulary/runtime.ts";
import { preferring } from "./preferring.ts";
import { argumentsOf, type Nodes } from "./schema-nodes.ts";

/** The ranges of the formats that the OpenAPI Initiative registers for numbers; whole ones as far as JSON's readers are exact. */
const RANGES: Readonly<Record<string, readonly [low: number, high: number]>> = {
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32_768, 32_767],
  uint16: [0, 65_535],
  int32: [-2_147_483_648, 2_147_483_647],
  uint32: [0, 4_294_967_295],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  uint64: [0, Number.MAX_SAFE_INTEGER],
  float: [-3.4e38, 3.4e38],
};

/** How many steps, or units, from a bound or from zero numbers without another bound are. */
const FAR = 1_000_000;

/** Numbers between the bounds of a schema; exact multiples where it asks for them. */
export function numberArbitrary(nodes: Nodes, isInteger: boolean): Arbitrary<number> {
  const formats = argumentsOf<string>(nodes, "format").filter((format) => Object.hasOwn(RANGES, format));
  const ranges = formats.map((format) => RANGES[format] as readonly [number, number]);
  const isWhole = isInteger || formats.some((format) => format !== "float");
  const above = argumentsOf<number>(nodes, "exclusiveMinimum");
  const below = argumentsOf<number>(nodes, "exclusiveMaximum");
  const low = Math.max(...argumentsOf<number>(nodes, "minimum"), ...above, ...ranges.map(([bound]) => bound));
  const high = Math.min(...argumentsOf<number>(nodes, "maximum"), ...below, ...ranges.map(([, bound]) => bound));
  const steps = [...argumentsOf<number>(nodes, "multipleOf"), ...(isWhole ? [1] : [])];
  const reach = FAR * (steps.length > 0 ? commonMultiple(steps) : 1);
  const min = Number.isFinite(low) ? low : Math.min(Number.isFinite(high) ? high : 0, 0) - reach;
  const max = Number.isFinite(high) ? high : Math.max(min, 0) + reach;
  return preferring(
    steps.length > 0 ? multiples(commonMultiple(steps), min, max) : fractions(min, max),
    (value) =>
      above.every((bound) => value > bound) &&
      below.every((bound) => value < bound) &&
      steps.every((step) => isMultiple(value, step)),
  );
}

function multiples(step: number, min: number, max: number): Arbitrary<number> {
  const first = multipleAtLeast(min, step);
  const last = multipleAtMost(max, step);
  if (first > last) return fc.constant(min);
  const count = Math.min(Math.round((last - first) / step), Number.MAX_SAFE_INTEGER);
  // Shrinking leads to the multiple that is nearest to zero.
  const nearest = Math.min(count, Math.max(0, Math.round(-first / step)));
  const near = fc.integer({ min: -nearest, max: count - nearest }).map((times) => plus(first, step, times + nearest));
  return fc.oneof({ arbitrary: near, weight: 4 }, { arbitrary: fc.constantFrom(first, last), weight: 1 });
}

function fractions(min: number, max: number): Arbitrary<number> {
  if (min > max) return fc.constant(min);
  const hasPlain = multipleAtLeast(min, 0.01) <= multipleAtMost(max, 0.01);
  return fc.oneof(
    ...(hasPlain ? [multiples(0.01, min, max)] : []),
    fc.double({ min, max, noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(min, max),
  );
}
