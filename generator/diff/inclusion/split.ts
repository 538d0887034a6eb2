import type { JsonSchema } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import type { JsonType } from "../../../spec/interchange/schema-types.ts";
import { narrowed, type Site, type SiteRoot } from "../../cases/site.ts";

/**
 * The sites of the branches of a site's first union that is not split yet: every instance of the site is
 * one of at least one of them. `undefined` when there is no such union.
 */
export function unionBranches(site: Site): Site[] | undefined {
  for (const { schema, place } of site.nodes) {
    for (const keyword of ["oneOf", "anyOf"]) {
      const branches = schema[keyword] as JsonSchema[] | undefined;
      const union = below(place, keyword);
      if (!branches || isSplit(site, union)) continue;
      return branches.map((branch, index) =>
        narrowed(
          site,
          [{ schema: branch, place: below(union, String(index)) }],
          [{ place: union, index, at: site.at }],
        ),
      );
    }
  }
  return undefined;
}

/** One object for each type: a proof knows by it that it has met a site before. */
const TYPE_SCHEMAS: ReadonlyMap<JsonType, JsonSchema> = new Map(
  (["null", "boolean", "integer", "number", "string", "array", "object"] as const).map((type) => [type, { type }]),
);

/** The sites of each type that a site allows; `undefined` when it is one alone, or split already. */
export function typeBranches(site: Site): Site[] | undefined {
  const union = `${site.roots[0]?.place ?? ""}/type`;
  // `number` without `integer` cannot be said; both stay together.
  const types = [...site.types].filter((type) => type !== "integer" || !site.types.has("number"));
  if (types.length < 2 || isSplit(site, union)) return undefined;
  return types.map((type, index) => {
    const root: SiteRoot = { schema: TYPE_SCHEMAS.get(type) ?? true, place: union, isMadeUp: true };
    return narrowed(site, [root], [{ place: union, index, at: site.at }]);
  });
}

/**
 * A site of objects with the first member that others depend on, and without it; `undefined` when there is none, or it
 * is split already.
 */
export function presenceBranches(site: Site): Site[] | undefined {
  // `required` asks nothing of other values.
  if (site.types.size > 1 || !site.types.has("object")) return undefined;
  for (const { schema, place } of site.nodes) {
    for (const [name, dependent] of Object.entries((schema["dependentSchemas"] ?? {}) as Record<string, JsonSchema>)) {
      const union = below(place, "dependentSchemas", name);
      if (isSplit(site, union)) continue;
      const present: JsonSchema = { required: [name] };
      return [[present, dependent], [{ not: present }]].map((schemas, index) =>
        narrowed(
          site,
          schemas.map((each) => ({ schema: each, place: union, isMadeUp: true as const })),
          [{ place: union, index, at: site.at }],
        ),
      );
    }
  }
  return undefined;
}

function isSplit(site: Site, union: string): boolean {
  return site.choices.some(({ place, at }) => place === union && at.join("/") === site.at.join("/"));
}
