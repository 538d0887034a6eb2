import type { JsonSchema } from "../../../spec/interchange/json.ts";
import type { Finding, KeywordContext, KeywordFamily } from "../candidate.ts";
import { arrayOf } from "../sample/array-samples.ts";
import { keywordValues, type SiteRoot } from "../site.ts";

const MAX_ITEMS = 1_000;

/** contains, minContains and maxContains: exactly as many matching items as the bound, and one on either side. */
export const contains: KeywordFamily = {
  keywords: ["contains", "minContains", "maxContains"],
  derive(context) {
    const { keyword, schema } = context;
    if (schema["contains"] === undefined) return [];
    const least = Number(schema["minContains"] ?? 1);
    if (keyword === "contains") return least === 1 ? around(context, 1, 1) : [];
    return around(context, Number(context.argument), keyword === "minContains" ? 1 : -1);
  },
};

function around(context: KeywordContext, bound: number, inward: 1 | -1): Finding[] {
  return [of(context, bound, true), of(context, bound + inward, true), of(context, bound - inward, false)].flat();
}

function of({ site, schema, keyword, place, sampler }: KeywordContext, count: number, valid: boolean): Finding[] {
  if (count < 0) return [];
  const what = `${count} matching item${count === 1 ? "" : "s"}`;
  const inner = schema["contains"] as JsonSchema;
  const matching: SiteRoot = { schema: inner, place, isMadeUp: true };
  const other: SiteRoot = { schema: { not: inner }, place, isMadeUp: true };
  const length = Math.max(count, ...keywordValues<number>(site, "minItems"));
  // An array in which nothing matches is not the same as one without items.
  for (const extra of valid ? [0] : [1, 0]) {
    const conditions = Array.from({ length: length + (count === 0 ? extra : 0) }, (_, index) =>
      index < count ? matching : other,
    );
    if (conditions.length > MAX_ITEMS) break;
    const value = arrayOf(site, sampler, conditions.length, conditions);
    if (value) return [{ keyword, place, what, valid, isSearch: valid, edits: [{ at: site.at, value }] }];
  }
  return [{ keyword, place, what, reason: "no array with so many matching items was found" }];
}
