import { isJsonObject, type JsonObject, type JsonPointer, type JsonSchema } from "../../spec/interchange/json.ts";
import { below } from "../../spec/interchange/pointer.ts";
import { type JsonType, referredSchema, typesOf } from "../../spec/interchange/schema-types.ts";
import { textMatcher } from "../../spec/patterns/text-matcher.ts";
import type { SchemaPart } from "../schema-part.ts";

/** A schema object that applies to an instance, and where it stands in its schema part. */
export interface SchemaNode {
  schema: JsonObject;
  place: JsonPointer;
}

/** A schema that an instance has to match, before its references and siblings are followed. */
export interface SiteRoot {
  schema: JsonSchema;
  place: JsonPointer;
  /** Set for a condition of the search that is not in the document. */
  isMadeUp?: true;
}

/** A branch of a union that was chosen. */
export interface Choice {
  /** Where the union keyword stands: `/properties/pet/oneOf`. */
  place: JsonPointer;
  index: number;
  /** Where in the instance: a recursive schema meets the same union again. */
  at: string[];
}

/** A place of an instance, and every schema object that applies to it: siblings, `$ref` and `allOf` followed. */
export interface Site {
  part: SchemaPart;
  /** Member names and indexes from the root of the instance. */
  at: string[];
  roots: SiteRoot[];
  nodes: SchemaNode[];
  types: ReadonlySet<JsonType>;
  /** The branches that lead here, from the root of the instance on. */
  choices: readonly Choice[];
}

/** The site of an instance's root. */
export function rootSite(part: SchemaPart): Site {
  return makeSite(part, [], [{ schema: part.schema, place: "" }], []);
}

/** The members that an object site declares, in the document's order. */
export function memberSites(site: Site): { name: string; site: Site }[] {
  const names = new Set(site.nodes.flatMap(({ schema }) => Object.keys((schema["properties"] as object) ?? {})));
  return [...names].flatMap((name) => {
    const member = memberSite(site, name);
    return member ? [{ name, site: member }] : [];
  });
}

/** The site of a member of any name, with all that `properties`, `patternProperties` and what takes the rest say of it. */
export function memberSite(site: Site, name: string): Site | undefined {
  const roots = site.nodes.flatMap((node) => memberRoots(node, name));
  const rest = roots.length > 0 ? [] : site.nodes.flatMap((node) => rootAt(node, "unevaluatedProperties"));
  return roots.length + rest.length === 0
    ? undefined
    : makeSite(site.part, [...site.at, name], [...roots, ...rest], site.choices);
}

function memberRoots({ schema, place }: SchemaNode, name: string): SiteRoot[] {
  const { properties, patternProperties } = schema;
  const roots: SiteRoot[] = [];
  if (isJsonObject(properties) && Object.hasOwn(properties, name)) {
    roots.push({ schema: properties[name] as JsonSchema, place: below(place, "properties", name) });
  }
  for (const [pattern, inner] of Object.entries(isJsonObject(patternProperties) ? patternProperties : {})) {
    if (!textMatcher(pattern).test(name)) continue;
    roots.push({ schema: inner as JsonSchema, place: below(place, "patternProperties", pattern) });
  }
  return roots.length > 0 ? roots : rootAt({ schema, place }, "additionalProperties");
}

/** The site of an array's item at an index, where `prefixItems`, `items` or `unevaluatedItems` describe it. */
export function itemSite(site: Site, index: number): Site | undefined {
  const roots = site.nodes.flatMap((node): SiteRoot[] => {
    const prefix = node.schema["prefixItems"] as JsonSchema[] | undefined;
    if (!prefix || index >= prefix.length) return rootAt(node, "items");
    return [{ schema: prefix[index] as JsonSchema, place: below(node.place, "prefixItems", String(index)) }];
  });
  const rest = roots.length > 0 ? [] : site.nodes.flatMap((node) => rootAt(node, "unevaluatedItems"));
  return roots.length + rest.length === 0
    ? undefined
    : makeSite(site.part, [...site.at, String(index)], [...roots, ...rest], site.choices);
}

function rootAt({ schema, place }: SchemaNode, keyword: string): SiteRoot[] {
  return schema[keyword] === undefined ? [] : [{ schema: schema[keyword] as JsonSchema, place: below(place, keyword) }];
}

/** The site of an item that other schemas describe. */
export function itemOf(site: Site, index: number, roots: SiteRoot[]): Site {
  return makeSite(site.part, [...site.at, String(index)], roots, site.choices);
}

/** A site made of another schema for the same instance, e.g. a dependent one. */
export function subSite(site: Site, schema: JsonSchema, place: JsonPointer): Site {
  return makeSite(site.part, site.at, [{ schema, place }], site.choices);
}

/** The same place with more conditions on its instance, and perhaps a branch chosen. */
export function narrowed(site: Site, roots: SiteRoot[], choices: Choice[] = []): Site {
  return makeSite(site.part, site.at, [...site.roots, ...roots], [...site.choices, ...choices]);
}

/**
 * What a site asks apart from one keyword of one of its schema objects, with other conditions in its
 * place: for values that break that keyword alone.
 */
export function relaxed(site: Site, schema: JsonObject, keyword: string, roots: SiteRoot[]): Site {
  const rest = site.nodes.map((node): SiteRoot => {
    // Each of the flattened objects stands for itself.
    const { $ref: _, allOf: __, ...own } = node.schema;
    if (node.schema === schema) delete own[keyword];
    return { schema: own, place: node.place, isMadeUp: true };
  });
  return makeSite(site.part, site.at, [...rest, ...roots], site.choices);
}

/** The first value that a site gives a keyword. */
export function keywordValue<T>(site: Site, keyword: string): T | undefined {
  return site.nodes.find(({ schema }) => schema[keyword] !== undefined)?.schema[keyword] as T | undefined;
}

/** Every value that a site gives a keyword. */
export function keywordValues<T>(site: Site, keyword: string): T[] {
  return site.nodes.flatMap(({ schema }) => (schema[keyword] === undefined ? [] : [schema[keyword] as T]));
}

/** The names that a site requires. */
export function requiredMembers(site: Site): string[] {
  return [
    ...new Set(
      keywordValues<unknown>(site, "required").flatMap((names) => (Array.isArray(names) ? names.map(String) : [])),
    ),
  ];
}

function makeSite(part: SchemaPart, at: string[], roots: SiteRoot[], choices: readonly Choice[]): Site {
  const seen = new Set<JsonSchema>();
  const nodes = roots.flatMap(({ schema, place }) => flatten(part, schema, place, seen));
  const types = roots
    .map(({ schema }) => typesOf(schema, part.schema))
    .reduce((left, right) => left.intersection(right));
  return { part, at, roots, nodes, types, choices };
}

function flatten(part: SchemaPart, schema: JsonSchema, place: JsonPointer, seen: Set<JsonSchema>): SchemaNode[] {
  if (!isJsonObject(schema) || seen.has(schema)) return [];
  seen.add(schema);
  const nodes: SchemaNode[] = [{ schema, place }];
  if (typeof schema["$ref"] === "string") {
    const target = referredSchema(schema["$ref"], part.schema) ?? true;
    nodes.push(...flatten(part, target, decodeURIComponent(schema["$ref"].slice(1)), seen));
  }
  if (Array.isArray(schema["allOf"])) {
    for (const [index, member] of schema["allOf"].entries()) {
      nodes.push(...flatten(part, member as JsonSchema, below(place, "allOf", String(index)), seen));
    }
  }
  return nodes;
}
