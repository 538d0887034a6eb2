import type { Finding, KeywordContext, KeywordFamily } from "../candidate.ts";
import { arrayOf } from "../sample/array-samples.ts";
import { narrowed } from "../site.ts";

const MAX_ITEMS = 1_000;

/** minItems and maxItems: arrays at the bound and one item on either side, of different items where there are as many. */
export const size: KeywordFamily = {
  keywords: ["minItems", "maxItems"],
  derive(context) {
    const { keyword, argument, place } = context;
    const bound = Number(argument);
    if (bound >= MAX_ITEMS) {
      return [
        { keyword, place, what: `${bound} items`, reason: `arrays of more than ${MAX_ITEMS} items are not sent` },
      ];
    }
    const inward = keyword === "minItems" ? 1 : -1;
    return [of(context, bound, true), of(context, bound + inward, true), of(context, bound - inward, false)].flat();
  },
};

function of({ site, keyword, place, sampler }: KeywordContext, count: number, valid: boolean): Finding[] {
  if (count < 0) return [];
  const distinct = narrowed(site, [{ schema: { uniqueItems: true }, place, isMadeUp: true }]);
  const value = arrayOf(distinct, sampler, count) ?? arrayOf(site, sampler, count);
  const what = `${count} items`;
  if (value === undefined) return [{ keyword, place, what, reason: "there are not as many different items" }];
  return [{ keyword, place, what, valid, edits: [{ at: site.at, value }] }];
}
