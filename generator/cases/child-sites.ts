import { isJsonObject, type JsonSchema } from "../../spec/interchange/json.ts";
import { below } from "../../spec/interchange/pointer.ts";
import { conditioned, contained } from "./sample/array-samples.ts";
import { names, wordsOf } from "./sample/object-samples.ts";
import type { Sampler } from "./sample/sampler.ts";
import { itemSite, keywordValues, memberSite, memberSites, type Site } from "./site.ts";

/** Names that are tried for a member that only a pattern or the rest describes. */
const MAX_NAMES = 40;

/**
 * The sites one step into an instance: each declared member, a member for each pattern of names and for
 * what takes the rest, each place of `prefixItems`, an item, an item that `contains` wants.
 */
export function childSites(site: Site, sampler: Sampler): Site[] {
  return [
    ...(site.types.has("object") ? memberChildren(site, sampler) : []),
    ...(site.types.has("array") ? itemChildren(site) : []),
  ];
}

function memberChildren(site: Site, sampler: Sampler): Site[] {
  const declared = memberSites(site);
  sampler.spend(declared.length * site.nodes.length);
  return [...declared.map((member) => member.site), ...patternMembers(site), ...restMembers(site, sampler)];
}

function patternMembers(site: Site): Site[] {
  return site.nodes.flatMap(({ schema, place }) =>
    Object.keys(isJsonObject(schema["patternProperties"]) ? schema["patternProperties"] : {}).flatMap((pattern) => {
      const name = wordsOf(pattern)[0];
      const member = name === undefined ? undefined : memberSite(site, name);
      return member?.nodes.some((node) => node.place.startsWith(below(place, "patternProperties", pattern)))
        ? [member]
        : [];
    }),
  );
}

/** A member that only `additionalProperties` or `unevaluatedProperties` speaks of. */
function restMembers(site: Site, sampler: Sampler): Site[] {
  const rest = site.nodes.flatMap(({ schema, place }) =>
    ["additionalProperties", "unevaluatedProperties"]
      .filter((keyword) => isJsonObject(schema[keyword]))
      .map((keyword) => below(place, keyword)),
  );
  if (rest.length === 0) return [];
  for (const name of ["undeclared", ...names(site, [], sampler).take(MAX_NAMES)]) {
    const member = memberSite(site, name);
    if (member?.roots.some(({ place }) => rest.includes(place))) return [member];
  }
  return [];
}

function itemChildren(site: Site): Site[] {
  const prefix = Math.max(0, ...keywordValues<JsonSchema[]>(site, "prefixItems").map(({ length }) => length));
  const conditions = contained(site);
  const most = Math.min(...keywordValues<number>(site, "maxItems"));
  // An item behind those that `contains` wants can be faulty without taking one of them away.
  const last = conditions.length > prefix && conditions.length < most ? conditions.length : prefix;
  const places = [...Array(prefix).keys(), last].map((index) => itemSite(site, index));
  const [condition] = conditions;
  return [...places, condition && conditioned(site, 0, condition)].filter((item) => item !== undefined);
}
