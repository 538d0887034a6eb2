import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "../../../../spec/interchange/json.ts";
import { type JsonType, referredSchema, typesOf } from "../../../../spec/interchange/schema-types.ts";

/** Schema objects that all apply to the same instance. */
export type Nodes = readonly JsonObject[];

/**
 * Every schema object that applies to an instance of all these schemas: siblings, `$ref` and `allOf`
 * are followed. `undefined` when one of them is `false`, so that there is no instance.
 */
export function nodesOf(schemas: readonly JsonSchema[], root: JsonSchema): Nodes | undefined {
  const found = new Set<JsonObject>();
  const isPossible = schemas.every((schema) => collect(schema, root, found));
  return isPossible ? [...found].map(alone) : undefined;
}

const known = new WeakMap<JsonObject, JsonObject>();

/** A schema object without what leads to others: those are nodes of their own. Always the same object. */
function alone(schema: JsonObject): JsonObject {
  if (schema["$ref"] === undefined && schema["allOf"] === undefined) return schema;
  const { $ref: _, allOf: __, ...rest } = schema;
  const made = known.get(schema) ?? rest;
  known.set(schema, made);
  return made;
}

function collect(schema: JsonSchema, root: JsonSchema, found: Set<JsonObject>): boolean {
  if (!isJsonObject(schema)) return schema;
  if (found.has(schema)) return true;
  found.add(schema);
  const target = typeof schema["$ref"] === "string" ? referredSchema(schema["$ref"], root) : undefined;
  const parts = [...(target === undefined ? [] : [target]), ...schemasOf(schema["allOf"])];
  return parts.every((part) => collect(part, root, found));
}

/** The schemas of a keyword that takes a list of them. */
export function schemasOf(list: Json | undefined): JsonSchema[] {
  return Array.isArray(list) ? (list as JsonSchema[]) : [];
}

/** The schemas of a keyword that takes an object of them. */
export function schemaEntries(node: JsonObject, keyword: string): [name: string, schema: JsonSchema][] {
  const argument = node[keyword];
  return isJsonObject(argument) ? (Object.entries(argument) as [string, JsonSchema][]) : [];
}

/** The schema objects that apply to a member, as far as `properties` declare it; empty where they do not. */
export function memberNodes(nodes: Nodes, member: string, root: JsonSchema): Nodes {
  const declared = nodes.flatMap((node) => schemaEntries(node, "properties").filter(([name]) => name === member));
  return (
    nodesOf(
      declared.map(([, schema]) => schema),
      root,
    ) ?? []
  );
}

/** What the nodes give to a keyword, without those that leave it out. */
export function argumentsOf<T extends Json>(nodes: Nodes, keyword: string): T[] {
  return nodes.flatMap((node) => (node[keyword] === undefined ? [] : [node[keyword] as T]));
}

/** The greatest of a keyword's arguments: a lower bound; `undefined` when there is none. */
export function greatest(nodes: Nodes, keyword: string): number | undefined {
  const found = argumentsOf<number>(nodes, keyword);
  return found.length === 0 ? undefined : Math.max(...found);
}

/** The least of a keyword's arguments: an upper bound; `undefined` when there is none. */
export function least(nodes: Nodes, keyword: string): number | undefined {
  const found = argumentsOf<number>(nodes, keyword);
  return found.length === 0 ? undefined : Math.min(...found);
}

/** The types that an instance of all the nodes may have. */
export function commonTypes(nodes: Nodes, root: JsonSchema): ReadonlySet<JsonType> {
  const sets = nodes.map((node) => typesOf(node, root));
  return sets.reduce((left, right) => left.intersection(right), typesOf(true, root));
}
