import type { JsonTemplate } from "../../../spec/interchange/expression.ts";

/**
 * How many values an instance consists of. Those that hold the same value many times are quickly made, and beyond any
 * measure when they are written down: what is known of a value is not counted again.
 */
export function createWeight(): (instance: JsonTemplate) => number {
  const known = new WeakMap<object, number>();
  return weightOf;

  function weightOf(instance: JsonTemplate): number {
    if (typeof instance !== "object" || instance === null) return 1;
    const before = known.get(instance);
    if (before !== undefined) return before;
    const weight = Object.values(instance).reduce<number>((sum, value) => sum + weightOf(value as JsonTemplate), 1);
    known.set(instance, weight);
    return weight;
  }
}
