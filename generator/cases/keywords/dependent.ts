import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { isJsonObject, type JsonSchema } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { forks } from "../branches.ts";
import type { Candidate, Edit, Finding, KeywordContext, KeywordFamily } from "../candidate.ts";
import { memberSite, memberSites, type Site, subSite } from "../site.ts";
import { enumeration } from "./enumeration.ts";

/**
 * dependentRequired and dependentSchemas, the rules between members: the trigger with every value of
 * its dependents that the rule forbids and allows, and the same values without the trigger.
 */
export const dependent: KeywordFamily = {
  keywords: ["dependentRequired", "dependentSchemas"],
  derive(context) {
    return Object.entries(context.argument as Record<string, unknown>).flatMap(([trigger, rule]): Finding[] => {
      const { keyword, place } = context;
      const value = memberValue(context, trigger);
      if (value === undefined) {
        const reason = `no value was found for ${trigger}: give it an example`;
        return [{ keyword, place: below(place, trigger), what: `${trigger} given`, reason }];
      }
      return Array.isArray(rule)
        ? requiredBy(context, trigger, value, rule.map(String))
        : constrainedBy(context, trigger, value, rule as JsonSchema);
    });
  },
};

/** A valid value of a member; any will do for one that nothing describes. */
function memberValue({ site, sample }: KeywordContext, name: string): JsonTemplate | undefined {
  const member = memberSite(site, name);
  return member ? sample(member) : "example";
}

function requiredBy(context: KeywordContext, trigger: string, value: JsonTemplate, names: string[]): Candidate[] {
  const { site, keyword, place } = context;
  const given = (name: string, of: JsonTemplate | undefined): Edit[] =>
    of === undefined ? [] : [{ at: [...site.at, name], value: of }];
  const on = given(trigger, value);
  const together = names.flatMap((name) => given(name, memberValue(context, name)));
  const of = (what: string, valid: boolean, edits: Edit[]): Candidate => ({
    ...{ keyword, place: below(place, trigger), what, valid, edits },
    ...(valid && { isSearch: true }),
  });
  return [
    of(`${trigger} with ${names.join(" and ")}`, true, [...on, ...together]),
    ...names.map((name) =>
      of(`${trigger} without ${name}`, false, [
        ...on,
        ...together.filter(({ at }) => at.at(-1) !== name),
        { at: [...site.at, name], remove: true },
      ]),
    ),
  ];
}

function constrainedBy(context: KeywordContext, trigger: string, value: JsonTemplate, rule: JsonSchema): Finding[] {
  const { site, keyword, place, sample } = context;
  const on: Edit = { at: [...site.at, trigger], value };
  const of = (what: string, valid: Candidate["valid"], edits: Edit[], isSearch = true): Candidate => ({
    ...{ keyword, place: below(place, trigger), what, valid, edits, isSearch },
  });
  if (rule === false) return [of(`${trigger} given, which may not be`, false, [on], false)];
  if (!isJsonObject(rule)) return [];
  const off: Edit = { at: [...site.at, trigger], remove: true };
  const cases = memberSites(subSite(site, rule, below(place, trigger))).flatMap(({ name, site: member }) =>
    membersOf(context, member)
      .filter(isCandidate)
      .flatMap(({ edits, what, valid }): Candidate[] => [
        of(`${trigger} with ${name} ${what}`, valid, [on, ...edits], false),
        of(`no ${trigger} but ${name} ${what}`, "either", [off, ...edits]),
      ]),
  );
  const fork = forks(site).find((candidate) => candidate.place === below(place, trigger));
  const whole = fork?.branches[1] && sample(fork.branches[1].site);
  return [
    of(`${trigger} given`, "either", [on]),
    ...(whole === undefined ? [] : [of(`${trigger} with what it asks for`, true, [{ at: site.at, value: whole }])]),
    ...cases,
  ];
}

/** The values of a member that its dependent schema speaks of. */
function membersOf(context: KeywordContext, member: Site): Finding[] {
  return member.nodes.flatMap(({ schema, place }) =>
    Object.entries(schema)
      .filter(([keyword]) => enumeration.keywords.includes(keyword))
      .flatMap(([keyword, argument]) =>
        enumeration.derive({
          ...context,
          site: member,
          keyword,
          argument,
          place: below(place, keyword),
        }),
      ),
  );
}

function isCandidate(finding: Finding): finding is Candidate {
  return "edits" in finding;
}
