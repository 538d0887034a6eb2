import type { JsonSchema } from "../../../spec/interchange/json.ts";
import type { Finding, KeywordContext, KeywordFamily } from "../candidate.ts";
import { arrayOf } from "../sample/array-samples.ts";
import { keywordValues, type SiteRoot } from "../site.ts";

const MAX_ITEMS = 1_000;

/** contains, minContains and maxContains: exactly as many matching items as the bound, one on either side, and those behind another. */
export const contains: KeywordFamily = {
  keywords: ["contains", "minContains", "maxContains"],
  derive(context) {
    const { keyword, schema } = context;
    if (schema["contains"] === undefined) return [];
    const least = Number(schema["minContains"] ?? 1);
    if (keyword === "contains") return [...(least === 1 ? around(context, 1, 1) : []), ...behind(context, least)];
    return around(context, Number(context.argument), keyword === "minContains" ? 1 : -1);
  },
};

function around(context: KeywordContext, bound: number, inward: 1 | -1): Finding[] {
  const { minContains = 1, maxContains } = context.schema;
  // The bound on the other side has a case of its own.
  const inside = [minContains, maxContains].includes(bound + inward) ? [] : of(context, bound + inward, true);
  return [...of(context, bound, true), ...inside, ...of(context, bound - inward, false)];
}

/** The matching items at the end, where whoever looks at the first item alone does not see them. */
function behind(context: KeywordContext, count: number): Finding[] {
  const { site, keyword, place, sampler } = context;
  if (count < 1 || count >= MAX_ITEMS) return [];
  const { matching, other } = conditionsOf(context);
  const least = Math.max(count + 1, ...keywordValues<number>(site, "minItems"));
  if (least > MAX_ITEMS) return [];
  const conditions = Array.from({ length: least }, (_, index) => (index < least - count ? other : matching));
  const value = arrayOf(site, sampler, least, conditions);
  const what = `${itemsOf(count)} behind another`;
  return value ? [{ keyword, place, what, valid: true, isSearch: true, edits: [{ at: site.at, value }] }] : [];
}

function of(context: KeywordContext, count: number, valid: boolean): Finding[] {
  if (count < 0) return [];
  const { site, keyword, place, sampler } = context;
  const what = itemsOf(count);
  const { matching, other } = conditionsOf(context);
  const length = Math.max(count, ...keywordValues<number>(site, "minItems"));
  if (length > MAX_ITEMS)
    return [{ keyword, place, what, reason: `left out: arrays of more than ${MAX_ITEMS} items are not sent` }];
  // An array in which nothing matches is not the same as one without items.
  for (const extra of valid ? [0] : [1, 0]) {
    const conditions = Array.from({ length: length + (count === 0 ? extra : 0) }, (_, index) =>
      index < count ? matching : other,
    );
    const value = arrayOf(site, sampler, conditions.length, conditions);
    if (value) return [{ keyword, place, what, valid, isSearch: valid, edits: [{ at: site.at, value }] }];
  }
  return [{ keyword, place, what, reason: "no valid array with so many matching items was found" }];
}

function itemsOf(count: number): string {
  return `${count} matching item${count === 1 ? "" : "s"}`;
}

/** What an item has to be that matches, and one that does not. */
function conditionsOf({ schema, place }: KeywordContext): { matching: SiteRoot; other: SiteRoot } {
  const inner = schema["contains"] as JsonSchema;
  const other = { schema: { not: inner }, place, isMadeUp: true } as const;
  return { matching: { schema: inner, place, isMadeUp: true }, other };
}
