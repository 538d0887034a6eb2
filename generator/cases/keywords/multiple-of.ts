import { multipleAtLeast, multipleAtMost, plus } from "../../../spec/numbers/decimal.ts";
import { isMultiple } from "../../../spec/vocabulary/runtime.ts";
import type { KeywordFamily } from "../candidate.ts";
import type { Site } from "../site.ts";
import { stepOf } from "./range.ts";

/** So many multiples are looked through for one that binary fractions get wrong. */
const MAX_TRIES = 200;

/**
 * multipleOf: multiples near and far, on both sides of zero, such as those that a binary remainder
 * takes for none; and numbers beside multiples by parts of a step.
 */
export const multipleOf: KeywordFamily = {
  keywords: ["multipleOf"],
  derive({ site, keyword, argument, place }) {
    const own = Number(argument);
    const step = stepOf(site);
    if (!(own > 0) || step === undefined) return [];
    const { low, high } = boundsOf(site);
    const isDown = low === undefined && high !== undefined;
    const start = isDown ? multipleAtMost(high, step) : multipleAtLeast(low ?? 0, step);
    const multiple = (times: number) => plus(start, step, isDown ? -times : times);
    const near = multiple(3);
    const far = multiple(10_007);
    // A site of integers has other integers beside its multiples.
    const gaps = site.types.has("number")
      ? [0.5, 0.9, 0.1, -0.1, 0.001].map((part) => plus(0, own, part))
      : [1, 2, own - 1, own / 2].filter(Number.isInteger);
    const beside = gaps.map((gap) => plus(near, gap));
    return [
      ...[...deceptive(multiple, own)].map((value) => ({ what: "a multiple that binary fractions miss", value })),
      // Bounds send the first ones, too.
      ...[0, 1, 2, 3].map((times) => ({ what: "a multiple", value: multiple(times) })),
      { what: "a multiple far on", value: far },
      { what: "the other sign of a multiple", value: 0 - near },
      ...[...new Set(beside)].map((value) => ({ what: "beside a multiple", value })),
      { what: "far on, beside a multiple", value: plus(far, gaps[0] ?? 0) },
    ]
      .filter(({ what, value }) => isMultiple(value, own) !== what.includes("beside"))
      .map(({ what, value }) => ({
        keyword,
        place,
        what: `${what} ${value}`,
        valid: isMultiple(value, own),
        // Bounds and other steps may be in the way.
        isSearch: true,
        edits: [{ at: site.at, value }],
      }));
  },
};

/** The first multiples that `%` on doubles leaves a rest of, and the first that division takes for none. */
function deceptive(multiple: (times: number) => number, own: number): Set<number> {
  // Of whole numbers the remainder is exact.
  if (Number.isInteger(own)) return new Set();
  const tried = Array.from({ length: MAX_TRIES }, (_, index) => multiple(index + 1));
  const byRemainder = tried.filter((value) => value % own !== 0).slice(0, 3);
  const byDivision = tried.filter((value) => !Number.isInteger(value / own)).slice(0, 2);
  return new Set([...byRemainder, ...byDivision]);
}

function boundsOf({ nodes }: Site): { low?: number; high?: number } {
  const all = (...keywords: string[]) =>
    nodes
      .flatMap(({ schema }) => keywords.map((keyword) => schema[keyword]))
      .filter((value) => typeof value === "number");
  const lows = all("minimum", "exclusiveMinimum");
  const highs = all("maximum", "exclusiveMaximum");
  return {
    ...(lows.length > 0 && { low: Math.max(...lows) }),
    ...(highs.length > 0 && { high: Math.min(...highs) }),
  };
}
