import type { JsonSchema } from "../../../spec/interchange/json.ts";
import { type Branch, forks } from "../branches.ts";
import type { Candidate, Finding, KeywordContext, KeywordFamily } from "../candidate.ts";
import { narrowed, relaxed, requiredMembers, type SiteRoot, subSite } from "../site.ts";
import { innerFaults } from "./inner-faults.ts";

/**
 * if, then, else: a value for each way, values that just miss the condition, and some that break what the
 * other way asks. What then and else ask are sites of their own.
 */
export const conditions: KeywordFamily = {
  keywords: ["if"],
  derive(context) {
    const { keyword, place, sample, site } = context;
    const fork = forks(site).find((candidate) => candidate.place === place);
    if (!fork) return [];
    return fork.branches.flatMap((branch): Finding[] => {
      const value = sample(branch.site);
      const what = branch.what === "then" ? "the condition holds" : "the condition does not hold";
      if (value === undefined) {
        if (consequenceOf(context, branch) === false) return forbidden(context, branch);
        return [
          {
            keyword,
            place,
            what,
            reason: "no value was found that takes this branch: give the schema an example that does",
          },
        ];
      }
      const taken: Candidate = { keyword, place, what, valid: true, edits: [{ at: site.at, value }] };
      if (branch.what !== "then") return [taken, ...unasked(context, branch, "then")];
      const condition = subSite(site, context.argument as JsonSchema, place);
      return [taken, ...unasked(context, branch, "else"), ...innerFaults(context, condition, value)];
    });
  },
};

/**
 * Values that take a branch and break what the other one asks: whoever asks it always, or wherever what
 * the condition looks at is there, refuses them.
 */
function unasked(context: KeywordContext, branch: Branch, other: "then" | "else"): Candidate[] {
  const { keyword, place, sample, schema, site, argument } = context;
  const asked = schema[other] as JsonSchema | undefined;
  if (asked === undefined) return [];
  const broken: SiteRoot = { schema: { not: asked }, place, isMadeUp: true };
  const mentioned = { required: requiredMembers(subSite(site, argument as JsonSchema, place)) };
  const present: SiteRoot = { schema: mentioned, place, isMadeUp: true };
  const values = [[broken], [broken, present]].map((roots) => sample(narrowed(branch.site, roots)));
  return values
    .filter((value) => value !== undefined)
    .map((value, index): Candidate => {
      const what = `breaks ${other}, which is not asked${index === 0 ? "" : `, with ${mentioned.required.join(", ")}`}`;
      return { keyword, place, what, valid: true, isSearch: true, edits: [{ at: site.at, value }] };
    });
}

function consequenceOf({ schema }: KeywordContext, { what }: Branch): unknown {
  return schema[what === "then" ? "then" : "else"];
}

/** Where `then` or `else` is `false`, what leads there is forbidden. */
function forbidden({ site, schema, keyword, argument, place, sample }: KeywordContext, { what }: Branch): Finding[] {
  const condition = (what === "then" ? argument : { not: argument }) as JsonSchema;
  const value = sample(relaxed(site, schema, keyword, [{ schema: condition, place, isMadeUp: true }]));
  const name = `what ${what} forbids`;
  if (value === undefined) return [{ keyword, place, what: name, reason: "no value was found that only it forbids" }];
  return [{ keyword, place, what: name, valid: false, edits: [{ at: site.at, value }] }];
}

/** Values of the inner schema that are tried, and others that it does not take. */
const MAX_VALUES = 4;
const MAX_ALLOWED = 3;

/** not: values of the inner schema that are right in all else, and values that just miss it. */
export const negation: KeywordFamily = {
  keywords: ["not"],
  derive(context) {
    const { site, schema, keyword, place, argument, sampler } = context;
    const root: SiteRoot = { schema: argument as JsonSchema, place };
    const inner = relaxed(site, schema, keyword, [root]);
    const forbidden = [...sampler.samples(inner).take(MAX_VALUES)];
    const [first] = forbidden;
    if (first === undefined) {
      const reason = "no value was found that it forbids and all else allows";
      return [{ keyword, place, what: "what it forbids", reason }];
    }
    return [
      ...forbidden.map(
        (value, index): Candidate => ({
          keyword,
          place,
          what: `what it forbids${index === 0 ? "" : ` ${index + 1}`}`,
          valid: false,
          isSearch: index > 0,
          edits: [{ at: site.at, value }],
        }),
      ),
      ...[...sampler.samples(site).take(MAX_ALLOWED)].map(
        (value, index): Candidate => ({
          keyword,
          place,
          what: `what it allows${index === 0 ? "" : ` ${index + 1}`}`,
          valid: true,
          isSearch: true,
          edits: [{ at: site.at, value }],
        }),
      ),
      ...innerFaults(context, subSite(site, argument as JsonSchema, place), first),
    ];
  },
};
