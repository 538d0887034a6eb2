import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import type { Json, JsonSchema } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { type Branch, forks } from "../branches.ts";
import type { Candidate, Finding, KeywordContext, KeywordFamily } from "../candidate.ts";
import { narrowed, relaxed, type SiteRoot } from "../site.ts";
import { discriminated } from "./discriminated.ts";

/** Branches, and pairs of them, that get cases of their own. */
const MAX_BRANCHES = 40;
const MAX_PAIRS = 15;

/** Values that hardly any union takes all of. */
const STRANGERS: Json[] = [null, true, 0, 1.5, "", "example", [], {}, { example: 1 }, [null]];
const MAX_STRANGERS = 3;

/**
 * anyOf and oneOf: each branch, two branches at once (which oneOf forbids), and values that no branch
 * takes. The keywords inside a branch are sites of their own.
 */
export const unions: KeywordFamily = {
  keywords: ["anyOf", "oneOf"],
  derive(context) {
    const fork = forks(context.site).find(({ place }) => place === context.place);
    if (!fork) return [];
    const { keyword, place, discriminator } = context;
    const each = fork.branches.slice(0, MAX_BRANCHES).map((branch, index) => alone(context, branch, index));
    const cut = fork.branches.length - each.length;
    const rest: Finding[] =
      cut > 0
        ? [{ keyword, place, what: `${cut} further branches`, reason: `left out: ${MAX_BRANCHES} branches are tried` }]
        : [];
    const named = discriminator ? discriminated(context, discriminator, fork.branches) : [];
    return [...each, ...rest, ...named, ...pairs(context, fork.branches), ...strangers(context)];
  },
};

function alone(context: KeywordContext, { site, what }: Branch, index: number): Finding {
  const { keyword, place, sample } = context;
  const value = sample(site);
  if (value === undefined)
    return { keyword, place, what, reason: "no value was found that takes this branch: give the branch an example" };
  return { keyword, place, what: `branch ${index + 1}`, valid: true, edits: [{ at: site.at, value }] };
}

function pairs(context: KeywordContext, branches: Branch[]): Finding[] {
  const { keyword, place, site } = context;
  const couples = branches.flatMap((_, left) =>
    branches.slice(left + 1).map((_, right) => [left, left + 1 + right] as const),
  );
  const tried = couples.slice(0, MAX_PAIRS);
  const found = tried.flatMap(([left, right]): Candidate[] => {
    const value = both(context, left, right);
    if (value === undefined) return [];
    const what = `branches ${left + 1} and ${right + 1} at once`;
    return [{ keyword, place, what, valid: "either", isSearch: true, edits: [{ at: site.at, value }] }];
  });
  if (keyword === "oneOf" && found.length === 0 && tried.length > 0) {
    const what = "two branches at once";
    return [{ keyword, place, what, reason: "none found: no value seems to match two branches" }];
  }
  const cut = couples.length - tried.length;
  if (cut === 0) return found;
  const what = `${cut} further pairs of branches`;
  return [...found, { keyword, place, what, reason: `left out: ${MAX_PAIRS} pairs are tried` }];
}

/** A value that matches two branches and everything beside the union. */
function both(
  { site, schema, keyword, place, argument, sample }: KeywordContext,
  left: number,
  right: number,
): JsonTemplate | undefined {
  const root = (index: number): SiteRoot => ({
    schema: (argument as JsonSchema[])[index] as JsonSchema,
    place: below(place, String(index)),
  });
  if (keyword === "anyOf")
    return sample(narrowed(site, [root(left), root(right)], [{ place, index: left, at: site.at }]));
  return sample(relaxed(site, schema, keyword, [root(left), root(right)]));
}

function strangers({ site, keyword, place, sampler, schema }: KeywordContext): Candidate[] {
  const around = relaxed(site, schema, keyword, []);
  return STRANGERS.filter((value) => sampler.accepts(around, value) && !sampler.accepts(site, value))
    .slice(0, MAX_STRANGERS)
    .map((value) => ({
      keyword,
      place,
      what: `no branch takes ${JSON.stringify(value)}`,
      valid: false,
      isSearch: true,
      edits: [{ at: site.at, value }],
    }));
}
