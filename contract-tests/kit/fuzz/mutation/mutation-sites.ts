import type { JsonTemplate } from "../../../../spec/interchange/expression.ts";
import { isJsonObject, type JsonObject, type JsonSchema } from "../../../../spec/interchange/json.ts";
import { isObjectTemplate } from "../../../../spec/interchange/template.ts";
import { textMatcher } from "../../../../spec/patterns/text-matcher.ts";
import { type Nodes, nodesOf, schemaEntries, schemasOf } from "../arbitrary/schema-nodes.ts";
import type { MutationSite } from "./mutation.ts";

/** More sites than these are not looked at. */
const MAX_SITES = 80;

/**
 * Every place of an instance, with the schema objects that may apply to it.
 *
 * @param isForm - whether the members of the root travel as texts
 */
export function mutationSites(instance: JsonTemplate, root: JsonSchema, isForm: boolean): MutationSite[] {
  const sites: MutationSite[] = [];
  const visit = (value: JsonTemplate, schemas: JsonSchema[], way: readonly string[]) => {
    if (sites.length >= MAX_SITES) return;
    const hints = hintsOf(schemas, root);
    sites.push({ way, value, hints, root, isText: isForm && way.length <= 1 });
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, itemHints(hints, index), [...way, String(index)]);
    } else if (isObjectTemplate(value)) {
      for (const [name, member] of Object.entries(value)) visit(member, memberHints(hints, name), [...way, name]);
    }
  };
  visit(instance, [root], []);
  return sites;
}

/** The schema objects with those of every branch. */
function hintsOf(schemas: readonly JsonSchema[], root: JsonSchema): Nodes {
  const found = new Set<JsonObject>();
  const queue = [...schemas];
  for (const schema of queue) {
    for (const node of nodesOf([schema], root) ?? []) {
      if (found.has(node)) continue;
      found.add(node);
      for (const keyword of ["anyOf", "oneOf"]) queue.push(...schemasOf(node[keyword]));
      for (const keyword of ["if", "then", "else"])
        if (node[keyword] !== undefined) queue.push(node[keyword] as JsonSchema);
      queue.push(...schemaEntries(node, "dependentSchemas").map(([, dependent]) => dependent));
    }
  }
  return [...found];
}

function memberHints(hints: Nodes, name: string): JsonSchema[] {
  return hints.flatMap((node) => {
    const own = schemaEntries(node, "properties").filter(([declared]) => declared === name);
    const matching = schemaEntries(node, "patternProperties").filter(([pattern]) => textMatcher(pattern).test(name));
    const found = [...own, ...matching].map(([, schema]) => schema);
    const rest = node["additionalProperties"] ?? node["unevaluatedProperties"];
    return found.length > 0 || !isJsonObject(rest) ? found : [rest];
  });
}

function itemHints(hints: Nodes, index: number): JsonSchema[] {
  return hints.flatMap((node) => {
    const own = schemasOf(node["prefixItems"])[index] ?? node["items"] ?? node["unevaluatedItems"];
    const contained = node["contains"];
    return [own, contained].filter((schema): schema is JsonSchema => schema !== undefined);
  });
}
