import { isJsonObject, type Json, type JsonObject } from "../../../spec/interchange/json.ts";
import { keywordValues, memberSite, requiredMembers, type Site } from "../../cases/site.ts";
import { finiteValues } from "./finite-values.ts";
import { SILENT } from "./same-schema.ts";
import { settledSite } from "./settled-site.ts";
import { isTimed, takes } from "./time-bound.ts";

/** Deeper than this, members are not looked at. */
const MAX_DEPTH = 4;

/** Whether a site has no instance, as far as types, listed values, required members and a `not` of these show it. */
export function isEmpty(given: Site, depth = 0): boolean {
  if (given.types.size === 0) return true;
  const site = settledSite(given);
  if (!isTimed(site) && finiteValues(site)?.every((value) => !takes(site, value))) return true;
  if (depth > MAX_DEPTH || !site.types.has("object") || site.types.size > 1) return false;
  const demanded = requiredMembers(site);
  if (keywordValues<Json>(site, "not").some((refused) => asksForMembersAlone(refused, demanded))) return true;
  return demanded.some((name) => {
    const member = memberSite(site, name);
    return member !== undefined && isEmpty(member, depth + 1);
  });
}

/** Whether every object with these members keeps a schema: it asks for nothing but some of them. */
function asksForMembersAlone(schema: Json, names: readonly string[]): boolean {
  if (!isJsonObject(schema)) return false;
  const { type = "object", required, ...rest }: JsonObject = schema;
  const isBare = Object.keys(rest).every((keyword) => SILENT.has(keyword));
  return (
    isBare && type === "object" && Array.isArray(required) && required.every((name) => names.includes(String(name)))
  );
}
