import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import type { JsonSchema } from "../../../spec/interchange/json.ts";
import type { Candidate, KeywordContext, KeywordFamily } from "../candidate.ts";
import { arrayOf } from "../sample/array-samples.ts";
import { keywordValues } from "../site.ts";

/** items, prefixItems and unevaluatedItems: no item, one, several; one more than is described where that is forbidden. */
export const items: KeywordFamily = {
  keywords: ["items", "prefixItems", "unevaluatedItems"],
  derive(context) {
    const { site, argument, sampler } = context;
    const described = Math.max(0, ...keywordValues<JsonSchema[]>(site, "prefixItems").map(({ length }) => length));
    const lengths = [...new Set([0, 1, described, described + 1, described + 3])];
    const several = lengths.flatMap((length) => {
      const value = arrayOf(site, sampler, length);
      return value ? [of(context, `an array of ${length}`, "either", value)] : [];
    });
    if (argument !== false) return several;
    const full = arrayOf(site, sampler, described) ?? [];
    const more = of(context, "an item more than is described", false, [...full, "example"]);
    // Whoever judges every item alike finds nothing wrong with one that is like the others.
    const alike = full.slice(-1).map((last) => of(context, "an item more, like the last", false, [...full, last]));
    return [...several, more, ...alike];
  },
};

function of(
  { site, keyword, place }: KeywordContext,
  what: string,
  valid: Candidate["valid"],
  value: JsonTemplate[],
): Candidate {
  return { keyword, place, what, valid, isSearch: true, edits: [{ at: site.at, value }] };
}
