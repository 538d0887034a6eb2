import { isJsonObject, type Json, type JsonSchema } from "../../spec/interchange/json.ts";
import { itemSite, memberSite, requiredMembers, rootSite, type Site } from "../cases/site.ts";
import type { SchemaPart } from "../schema-part.ts";
import { allNames, isFreeForm, isSilent } from "./inclusion/described-members.ts";
import { settledSite } from "./inclusion/settled-site.ts";

/**
 * Whether an instance of a schema has a member that only another schema names: nobody who has read the first
 * one alone sends it, although by the letter it may be there.
 */
export function hasForeignMembers(part: SchemaPart, instance: Json, other: SchemaPart): boolean {
  const names = namesIn(other.schema);
  return names.size > 0 && walk(rootSite(part), instance);

  function walk(given: Site | undefined, value: Json): boolean {
    if (typeof value !== "object" || value === null) return false;
    // What only branches describe is not looked into.
    if (given === undefined) return [...namesIn(value, "all")].some((name) => names.has(name));
    const site = settledSite(given);
    if (Array.isArray(value)) return value.some((item, index) => walk(itemSite(site, index), item));
    if (!isJsonObject(value) || isFreeForm(site)) return false;
    const listed = allNames(site).union(new Set(requiredMembers(site)));
    return Object.entries(value).some(([name, member]) => {
      const inner = memberSite(site, name);
      const isSaid = inner?.roots.some(({ schema }) => !isSilent(schema)) ?? false;
      return (!listed.has(name) && !isSaid && names.has(name)) || walk(isSaid ? inner : undefined, member);
    });
  }
}

/** The names that a schema lists or demands, wherever in it; or those of all members of a value. */
function namesIn(value: JsonSchema | Json, what: "listed" | "all" = "listed"): Set<string> {
  const names = new Set<string>();
  visit(value);
  return names;

  function visit(node: Json): void {
    if (Array.isArray(node)) for (const item of node) visit(item);
    if (!isJsonObject(node)) return;
    const { properties, required } = node;
    if (what === "all") for (const name of Object.keys(node)) names.add(name);
    if (isJsonObject(properties)) for (const name of Object.keys(properties)) names.add(name);
    if (Array.isArray(required)) for (const name of required) names.add(String(name));
    for (const inner of Object.values(node)) visit(inner);
  }
}
