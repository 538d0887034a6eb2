import { Pointer } from "rfc6902";
import { isJsonObject, type JsonObject, type JsonPointer, type JsonSchema } from "../../spec/interchange/json.ts";
import { type JsonType, referredSchema, typesOf } from "../../spec/interchange/schema-types.ts";
import type { SchemaPart } from "../schema-part.ts";

/** A schema object that applies to an instance, and where it stands in its schema part. */
export interface SchemaNode {
  schema: JsonObject;
  place: JsonPointer;
}

/** A place of an instance, and every schema object that applies to it: siblings, `$ref` and `allOf` followed. */
export interface Site {
  part: SchemaPart;
  /** Member names and indexes from the root of the instance. */
  at: string[];
  nodes: SchemaNode[];
  types: ReadonlySet<JsonType>;
}

/** The site of an instance's root. */
export function rootSite(part: SchemaPart): Site {
  return makeSite(part, [], [{ schema: part.schema, place: "" }]);
}

/** The members that an object site declares, in the document's order. */
export function memberSites(site: Site): { name: string; site: Site }[] {
  const declared = new Map<string, { schema: JsonSchema; place: JsonPointer }[]>();
  for (const node of site.nodes) {
    const { properties } = node.schema;
    if (!isJsonObject(properties)) continue;
    for (const [name, schema] of Object.entries(properties)) {
      const place = child(node.place, "properties", name);
      declared.set(name, [...(declared.get(name) ?? []), { schema: schema as JsonSchema, place }]);
    }
  }
  return [...declared].map(([name, schemas]) => ({
    name,
    site: makeSite(site.part, [...site.at, name], schemas),
  }));
}

/** The site of an array's item at an index, where `items` describes it. */
export function itemSite(site: Site, index: number): Site | undefined {
  const schemas = site.nodes.flatMap(({ schema, place }) =>
    schema["items"] === undefined
      ? []
      : [
          {
            schema: schema["items"] as JsonSchema,
            place: child(place, "items"),
          },
        ],
  );
  return schemas.length === 0 ? undefined : makeSite(site.part, [...site.at, String(index)], schemas);
}

/** A site made of another schema for the same instance, e.g. a dependent one. */
export function subSite(site: Site, schema: JsonSchema, place: JsonPointer): Site {
  return makeSite(site.part, site.at, [{ schema, place }]);
}

/** A JSON Pointer, some tokens further. */
export function child(pointer: JsonPointer, ...tokens: string[]): JsonPointer {
  return pointer + new Pointer(["", ...tokens]).toString();
}

/** The first value that a site gives a keyword. */
export function keywordValue<T>(site: Site, keyword: string): T | undefined {
  return site.nodes.find(({ schema }) => schema[keyword] !== undefined)?.schema[keyword] as T | undefined;
}

/** The names that a site requires. */
export function requiredMembers(site: Site): string[] {
  return [
    ...new Set(
      site.nodes.flatMap(({ schema }) => (Array.isArray(schema["required"]) ? schema["required"].map(String) : [])),
    ),
  ];
}

function makeSite(part: SchemaPart, at: string[], schemas: { schema: JsonSchema; place: JsonPointer }[]): Site {
  const nodes = schemas.flatMap(({ schema, place }) => flatten(part, schema, place, new Set()));
  const types = schemas
    .map(({ schema }) => typesOf(schema, part.schema))
    .reduce((left, right) => left.intersection(right));
  return { part, at, nodes, types };
}

function flatten(part: SchemaPart, schema: JsonSchema, place: JsonPointer, seen: Set<JsonPointer>): SchemaNode[] {
  if (!isJsonObject(schema) || seen.has(place)) return [];
  seen.add(place);
  const nodes: SchemaNode[] = [{ schema, place }];
  if (typeof schema["$ref"] === "string") {
    const target = referredSchema(schema["$ref"], part.schema) ?? true;
    nodes.push(...flatten(part, target, decodeURIComponent(schema["$ref"].slice(1)), seen));
  }
  if (Array.isArray(schema["allOf"])) {
    for (const [index, member] of schema["allOf"].entries()) {
      nodes.push(...flatten(part, member as JsonSchema, child(place, "allOf", String(index)), seen));
    }
  }
  return nodes;
}
