import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import type { Json } from "../../../spec/interchange/json.ts";
import { isObjectTemplate } from "../../../spec/interchange/template.ts";
import type { Candidate, KeywordContext, KeywordFamily } from "../candidate.ts";
import { arrayOf } from "../sample/array-samples.ts";
import { itemSite, keywordValues } from "../site.ts";

/** Different values that careless comparisons take for the same. */
const PAIRS: [what: string, left: Json, right: Json][] = [
  ["1 and the text 1", 1, "1"],
  ["1 and true", 1, true],
  ["0 and false", 0, false],
  ["0 and the empty text", 0, ""],
  ["null and the text null", null, "null"],
  ["null and false", null, false],
  ["a and A", "a", "A"],
  ["a and a with a blank", "a", "a "],
  ["é composed and decomposed", "é", "e\u0301"],
  ["[1] and [true]", [1], [true]],
  ["{a:1} and {a:true}", { a: 1 }, { a: true }],
  ["[1,2] and [2,1]", [1, 2], [2, 1]],
];

/** uniqueItems: an item twice, side by side and apart, also with its members in another order; and pairs that only look the same. */
export const uniqueItems: KeywordFamily = {
  keywords: ["uniqueItems"],
  derive(context) {
    if (context.argument !== true) return [];
    const { site, sampler } = context;
    const least = Math.max(0, ...keywordValues<number>(site, "minItems"));
    const item = itemSite(site, 0);
    const items = item ? [...sampler.samples(item).take(3)] : ["example", 1, { a: 1, b: 2 }];
    const rest = arrayOf(site, sampler, Math.max(least, 3)) ?? arrayOf(site, sampler, least) ?? [];
    const twice = items.flatMap((value, index): Candidate[] => {
      const label = index === 0 ? "" : ` ${index + 1}`;
      const others = rest.filter((other) => JSON.stringify(other) !== JSON.stringify(value));
      const filled = (list: JsonTemplate[]) => [...list, ...others.slice(0, Math.max(0, least - list.length))];
      const turned = reversed(value);
      return [
        of(context, `the same item twice${label}`, false, filled([value, value])),
        ...(others.length > 0
          ? [of(context, `the same item twice, apart${label}`, false, [value, ...others, value])]
          : []),
        ...(turned
          ? [of(context, `the same item in another order of members${label}`, false, filled([value, turned]))]
          : []),
      ];
    });
    const alike = PAIRS.filter(
      ([, left, right]) => !item || [left, right].every((value) => sampler.accepts(item, value)),
    );
    return [...twice, ...alike.map(([what, left, right]) => of(context, what, true, [left, right]))];
  },
};

function of({ site, keyword, place }: KeywordContext, what: string, valid: boolean, value: JsonTemplate[]): Candidate {
  return { keyword, place, what, valid, isSearch: true, edits: [{ at: site.at, value }] };
}

/** An object with its members in the opposite order, which is the same object. */
function reversed(value: JsonTemplate): JsonTemplate | undefined {
  if (!isObjectTemplate(value) || Object.keys(value).length < 2) return undefined;
  return Object.fromEntries(Object.entries(value).reverse());
}
