import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { isObjectTemplate } from "../../../spec/interchange/template.ts";
import type { Finding, KeywordContext, KeywordFamily } from "../candidate.ts";
import { names } from "../sample/object-samples.ts";
import { memberSite, memberSites, narrowed, requiredMembers } from "../site.ts";

const MAX_MEMBERS = 200;

/** minProperties and maxProperties: exactly as many members as the bound, and one on either side. */
export const memberCount: KeywordFamily = {
  keywords: ["minProperties", "maxProperties"],
  derive(context) {
    const { keyword, argument, place } = context;
    const bound = Number(argument);
    if (bound > MAX_MEMBERS) {
      const reason = `objects of more than ${MAX_MEMBERS} members are not sent`;
      return [{ keyword, place, what: `${bound} members`, reason }];
    }
    const at = exactly(context, bound);
    const inside = exactly(context, keyword === "minProperties" ? bound + 1 : bound - 1);
    const outside = at && (keyword === "minProperties" ? oneLess(context, at) : oneMore(context, at));
    return [
      ...finding(context, bound, true, at),
      ...(inside ? finding(context, Object.keys(inside).length, true, inside) : []),
      ...finding(context, keyword === "minProperties" ? bound - 1 : bound + 1, false, outside),
    ];
  },
};

type Members = { [member: string]: JsonTemplate };

function exactly({ site, place, sampler }: KeywordContext, count: number): Members | undefined {
  if (count < 0) return undefined;
  const schema = { minProperties: count, maxProperties: count };
  const value = sampler.sample(narrowed(site, [{ schema, place, isMadeUp: true }]));
  return isObjectTemplate(value) ? value : undefined;
}

function oneLess({ site }: KeywordContext, members: Members): Members | undefined {
  const needed = new Set(requiredMembers(site));
  const spare = Object.keys(members).findLast((name) => !needed.has(name));
  if (spare === undefined) return undefined;
  const { [spare]: _, ...rest } = members;
  return rest;
}

function oneMore({ site, sampler }: KeywordContext, members: Members): Members | undefined {
  const declared = memberSites(site).map(({ name }) => name);
  for (const name of names(site, declared, sampler)) {
    if (Object.hasOwn(members, name)) continue;
    const member = memberSite(site, name);
    const value = member ? sampler.sample(member) : "example";
    if (value !== undefined) return { ...members, [name]: value };
  }
  return undefined;
}

function finding(
  { site, keyword, place }: KeywordContext,
  count: number,
  valid: boolean,
  value: Members | undefined,
): Finding[] {
  if (count < 0) return [];
  const what = `${count} member${count === 1 ? "" : "s"}`;
  if (value === undefined) return [{ keyword, place, what, reason: "no object of so many members was found" }];
  return [{ keyword, place, what, valid, edits: [{ at: site.at, value }] }];
}
