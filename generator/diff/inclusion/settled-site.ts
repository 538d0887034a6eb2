import type { Site } from "../../cases/site.ts";

/** Keywords that describe members or items which a site does not show. */
const BRANCHING = ["anyOf", "oneOf", "if", "then", "else", "dependentSchemas", "contains"];

const REST = ["unevaluatedProperties", "unevaluatedItems"];

/** A site without what it asks of members and items that nothing else describes. */
export function withoutRest(site: Site): Site {
  if (!site.nodes.some(({ schema }) => REST.some((keyword) => Object.hasOwn(schema, keyword)))) return site;
  const nodes = site.nodes.map(({ schema, place }) => {
    const { unevaluatedProperties: _, unevaluatedItems: __, ...rest } = schema;
    return { schema: rest, place };
  });
  return { ...site, nodes };
}

/**
 * A site that promises no more than its instances keep: where a branch may describe members or items,
 * what is asked of those that nothing describes is left out.
 */
export function settledSite(site: Site): Site {
  const isBranching = site.nodes.some(({ schema }) => BRANCHING.some((keyword) => Object.hasOwn(schema, keyword)));
  return isBranching ? withoutRest(site) : site;
}
