import {
  commonMultiple,
  decimalsOf,
  isWrittenExactly,
  multipleAtLeast,
  multipleAtMost,
  neighbour,
  plus,
} from "../../../spec/numbers/decimal.ts";
import { isMultiple } from "../../../spec/vocabulary/runtime.ts";
import type { Candidate, Finding, KeywordContext, KeywordFamily, LeftOut } from "../candidate.ts";
import type { Site } from "../site.ts";

/**
 * minimum, maximum and their exclusive forms: the bound, steps on either side of it, the other sign,
 * far away, and where programs that cut or turn numbers see one inside.
 */
export const range: KeywordFamily = {
  keywords: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
  derive(context) {
    const bound = Number(context.argument);
    if (!Number.isFinite(bound)) return [];
    const inward = context.keyword.endsWith("inimum") ? 1 : -1;
    const isExclusive = context.keyword.startsWith("exclusive");
    const step = stepOf(context.site);
    const values = step === undefined ? realValues(bound, inward) : steppedValues(bound, step, inward, isExclusive);
    return values
      .filter(({ value }) => Number.isFinite(value))
      .flatMap((found): Finding[] => {
        const isInside = found.value === bound ? !isExclusive : found.value > bound === (inward === 1);
        if (!isInside || isWrittenExactly(found.value)) return [candidate(context, found, isInside)];
        return found.isSearch ? [] : [inexact(context, found)];
      });
  },
};

interface Value {
  what: string;
  value: number;
  /** It may break other keywords as well; then it proves nothing and is dropped. */
  isSearch?: boolean;
}

function candidate({ keyword, place, site }: KeywordContext, found: Value, valid: boolean): Candidate {
  const { what, value, isSearch } = found;
  const edits = [{ at: site.at, value }];
  return { keyword, place, what: `${what} ${value}`, valid, edits, ...(isSearch && { isSearch }) };
}

function inexact({ keyword, place }: KeywordContext, { what, value }: Value): LeftOut {
  const reason = "left out: what is written of so large an integer is another one to whoever reads all digits";
  return { keyword, place, what: `${what} ${value}`, reason };
}

/** The distance between the numbers that a site allows, when it does not allow any. */
export function stepOf({ nodes, types }: Site): number | undefined {
  const steps = nodes.map(({ schema }) => schema["multipleOf"]).filter((step) => typeof step === "number" && step > 0);
  const all = [...(steps as number[]), ...(types.has("number") ? [] : [1])];
  return all.length === 0 ? undefined : commonMultiple(all);
}

/** The other sides of 2^32 and 2^64: whoever keeps so many bits of them sees a number inside. */
const TURNS = [2 ** 32, 2 ** 64];

function steppedValues(bound: number, step: number, inward: 1 | -1, isExclusive: boolean): Value[] {
  const nearest = inward === 1 ? multipleAtLeast(bound, step) : multipleAtMost(bound, step);
  const inside = isExclusive && nearest === bound ? further(nearest, step, inward) : nearest;
  const outside = further(inside, step, -inward as 1 | -1);
  const away = (distance: number) => plus(inside, step, -inward * Math.ceil(distance / step));
  return [
    { what: inside === bound ? "the bound" : "the last inside", value: inside },
    { what: outside === bound ? "the bound" : "one step outside", value: outside },
    { what: "one step inside", value: further(inside, step, inward), isSearch: true },
    { what: "two steps outside", value: further(outside, step, -inward as 1 | -1), isSearch: true },
    { what: "the other sign", value: 0 - inside, isSearch: true },
    { what: "far outside", value: away(1_000_000), isSearch: true },
    ...TURNS.map((turn) => ({ what: `outside by ${turn}`, value: away(turn), isSearch: true })),
  ];
}

/** So many doubles are looked through for the next multiple. */
const MAX_TRIES = 1_000;

/** One step on, or as far as the next double that is a multiple, where they lie further apart; `NaN` when none is near. */
function further(value: number, step: number, direction: 1 | -1): number {
  let next = plus(value, step, direction);
  for (let count = 0; count < MAX_TRIES && Number.isFinite(next); count++) {
    if (next !== value && isMultiple(next, step)) return next;
    next = neighbour(next, direction);
  }
  return Number.NaN;
}

function realValues(bound: number, inward: 1 | -1): Value[] {
  const step = Number(`1e-${decimalsOf(bound) + 1}`);
  const whole = Number.isInteger(bound) ? bound : inward === 1 ? Math.ceil(bound) : Math.floor(bound);
  return [
    { what: "the bound", value: bound },
    { what: "one step inside", value: plus(bound, step, inward) },
    { what: "one step outside", value: plus(bound, step, -inward) },
    // Rounded to few digits it is the bound.
    { what: "a ten-thousandth of a step outside", value: plus(bound, step, -inward / 10_000), isSearch: true },
    { what: "the next double inside", value: neighbour(bound, inward), isSearch: true },
    { what: "the next double outside", value: neighbour(bound, -inward as 1 | -1), isSearch: true },
    { what: "a whole number inside", value: whole + inward, isSearch: true },
    { what: "half outside", value: plus(whole, 0.5, -inward), isSearch: true },
    { what: "the other sign", value: 0 - bound, isSearch: true },
    { what: "far outside", value: plus(bound, 1_000_000.5, -inward), isSearch: true },
  ];
}
