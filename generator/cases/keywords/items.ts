import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import type { Json, JsonSchema } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { typeOf } from "../../../spec/interchange/schema-types.ts";
import type { Candidate, KeywordContext, KeywordFamily } from "../candidate.ts";
import { arrayOf } from "../sample/array-samples.ts";
import type { Sampler } from "../sample/sampler.ts";
import { itemSite, keywordValues, relaxed, type Site } from "../site.ts";

/** How many items stand where the last one is faulty, behind those that are described one by one. */
const MIXED = 3;

/** Values of every type, plain ones and empty ones: a schema of items refuses some of them. */
const STRANGERS: Json[] = ["", {}, [], 0, true, null, -1.5, "?"];

/** How many faults are tried in the last item. */
const MAX_FAULTS = 2;

/**
 * items, prefixItems and unevaluatedItems: no item, one, several; a fault in the last of several; one
 * more than is described where that is forbidden.
 */
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
    if (argument !== false) return [...several, ...lastFaults(context, described)];
    const full = arrayOf(site, sampler, described) ?? [];
    const more = of(context, "an item more than is described", false, [...full, "example"]);
    // Whoever judges every item alike finds nothing wrong with one that is like the others.
    const alike = full.slice(-1).map((last) => of(context, "an item more, like the last", false, [...full, last]));
    return [...several, more, ...alike];
  },
};

/** Sound items with a faulty one at the end, which whoever looks at the first alone does not see; named after what it breaks. */
function lastFaults(context: KeywordContext, described: number): Candidate[] {
  const { site, keyword, sampler } = context;
  const last = described + MIXED - 1;
  const item = keyword === "prefixItems" ? undefined : itemSite(site, last);
  const sound = arrayOf(site, sampler, last);
  if (!item || !sound) return [];
  const isOf = (value: Json) => item.types.has(typeOf(value));
  const faults = STRANGERS.flatMap((value) => {
    const broken = brokenBy(value, item, sampler);
    return broken ? [{ value, broken }] : [];
  });
  // A fault of the same type first: one of another type is seen by more.
  return faults
    .sort((one, other) => Number(isOf(other.value)) - Number(isOf(one.value)))
    .slice(0, MAX_FAULTS)
    .map(({ value, broken }) => {
      const what = `${JSON.stringify(value)} as the last of ${last + 1} items`;
      return { ...of(context, what, false, [...sound, value]), ...broken };
    });
}

/** The one keyword that a value breaks. */
function brokenBy(value: Json, item: Site, sampler: Sampler): Pick<Candidate, "keyword" | "place"> | undefined {
  if (sampler.accepts(item, value)) return undefined;
  for (const { schema, place } of item.nodes) {
    for (const keyword of Object.keys(schema)) {
      if (sampler.accepts(relaxed(item, schema, keyword, []), value)) return { keyword, place: below(place, keyword) };
    }
  }
  return undefined;
}

function of(
  { site, keyword, place }: KeywordContext,
  what: string,
  valid: Candidate["valid"],
  value: JsonTemplate[],
): Candidate {
  return { keyword, place, what, valid, isSearch: true, edits: [{ at: site.at, value }] };
}
