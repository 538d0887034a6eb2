import type { Candidate, KeywordFamily } from "../candidate.ts";
import { keywordValue, type Site } from "../site.ts";

/** minimum, maximum and their exclusive forms: the bound and one step on either side of it. */
export const range: KeywordFamily = {
  keywords: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
  derive({ site, keyword, argument, place }) {
    const bound = Number(argument);
    const step = stepOf(site, bound);
    const inward = keyword.endsWith("inimum") ? 1 : -1;
    const isExclusive = keyword.startsWith("exclusive");
    const of = (value: number, what: string, valid: boolean): Candidate => ({
      keyword,
      place,
      what: `${what} ${value}`,
      valid,
      edits: [{ at: site.at, value }],
    });
    return [
      of(bound, "the bound", !isExclusive),
      of(exactly(bound + inward * step), "one step inside", true),
      of(exactly(bound - inward * step), "one step outside", false),
    ];
  },
};

function stepOf(site: Site, bound: number): number {
  const multipleOf = keywordValue<number>(site, "multipleOf");
  if (multipleOf !== undefined) return multipleOf;
  if (!site.types.has("number")) return 1;
  const decimals = /\.(\d+)$/.exec(String(bound))?.[1]?.length ?? 0;
  return 10 ** -(decimals + 1);
}

/** Without the noise of binary fractions: 0.1 + 0.2 is written 0.3. */
function exactly(value: number): number {
  return Number(value.toPrecision(15));
}
