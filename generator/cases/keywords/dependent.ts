import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { isJsonObject, type JsonSchema } from "../../../spec/interchange/json.ts";
import { below } from "../../document/pointer.ts";
import type { Candidate, Edit, Finding, KeywordContext, KeywordFamily } from "../candidate.ts";
import { memberSites, type Site, subSite } from "../site.ts";
import { enumeration } from "./enumeration.ts";

/**
 * dependentRequired and dependentSchemas, the rules between members: the trigger with every value of
 * its dependents that the rule forbids and allows, and the same values without the trigger.
 */
export const dependent: KeywordFamily = {
  keywords: ["dependentRequired", "dependentSchemas"],
  derive(context) {
    return Object.entries(context.argument as Record<string, unknown>).flatMap(([trigger, rule]) => {
      const triggerSite = memberSites(context.site).find(({ name }) => name === trigger)?.site;
      const value = triggerSite && context.sample(triggerSite);
      if (value === undefined) return [];
      return Array.isArray(rule)
        ? requiredBy(context, trigger, value, rule.map(String))
        : constrainedBy(context, trigger, value, rule as JsonSchema);
    });
  },
};

function requiredBy(
  { site, keyword, place }: KeywordContext,
  trigger: string,
  value: JsonTemplate,
  names: string[],
): Candidate[] {
  return names.map((name) => ({
    keyword,
    place: below(place, trigger),
    what: `${trigger} without ${name}`,
    valid: false,
    edits: [
      { at: [...site.at, trigger], value },
      { at: [...site.at, name], remove: true },
    ],
  }));
}

function constrainedBy(context: KeywordContext, trigger: string, value: JsonTemplate, rule: JsonSchema): Finding[] {
  const { site, keyword, place } = context;
  if (!isJsonObject(rule)) return [];
  const on: Edit = { at: [...site.at, trigger], value };
  const off: Edit = { at: [...site.at, trigger], remove: true };
  const cases = memberSites(subSite(site, rule, below(place, trigger))).flatMap(({ name, site: member }) =>
    membersOf(context, member)
      .filter(isCandidate)
      .flatMap(({ edits, what, valid }): Candidate[] => [
        {
          keyword,
          place: below(place, trigger),
          what: `${trigger} with ${name} ${what}`,
          valid,
          edits: [on, ...edits],
        },
        {
          keyword,
          place: below(place, trigger),
          what: `no ${trigger} but ${name} ${what}`,
          valid: "either",
          isSearch: true,
          edits: [off, ...edits],
        },
      ]),
  );
  const alone: Candidate = {
    keyword,
    place: below(place, trigger),
    what: `${trigger} given`,
    valid: "either",
    isSearch: true,
    edits: [on],
  };
  return [alone, ...cases];
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
