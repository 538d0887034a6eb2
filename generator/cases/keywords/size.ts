import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import type { Candidate, KeywordFamily } from "../candidate.ts";
import { itemSite } from "../site.ts";

const MAX_ITEMS = 1_000;

/** minItems and maxItems: arrays of distinct items at the bound and one item on either side. */
export const size: KeywordFamily = {
  keywords: ["minItems", "maxItems"],
  derive({ site, keyword, argument, place, sample }) {
    const bound = Number(argument);
    if (bound >= MAX_ITEMS) return [];
    const inward = keyword === "minItems" ? 1 : -1;
    const items = itemSite(site, 0);
    const item = items === undefined ? "example" : sample(items);
    if (item === undefined) return [];
    return [
      [bound, true],
      [bound + inward, true],
      [bound - inward, false],
    ].flatMap(([count, valid]): Candidate[] => {
      if (Number(count) < 0) return [];
      const value = Array.from({ length: Number(count) }, (_, index) => distinct(item, index));
      return [
        {
          keyword,
          place,
          what: `${Number(count)} items`,
          valid: Boolean(valid),
          edits: [{ at: site.at, value }],
        },
      ];
    });
  },
};

function distinct(item: JsonTemplate, index: number): JsonTemplate {
  if (typeof item === "string") return index === 0 ? item : `${item}${index}`;
  return typeof item === "number" ? item + index : item;
}
