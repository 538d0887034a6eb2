import { memberSite, requiredMembers, type Site } from "../../cases/site.ts";
import { finiteValues } from "./finite-values.ts";
import { settledSite } from "./settled-site.ts";
import { isTimed, takes } from "./time-bound.ts";

/** Deeper than this, members are not looked at. */
const MAX_DEPTH = 4;

/** Whether a site has no instance, as far as types, listed values and required members show it. */
export function isEmpty(given: Site, depth = 0): boolean {
  if (given.types.size === 0) return true;
  const site = settledSite(given);
  if (!isTimed(site) && finiteValues(site)?.every((value) => !takes(site, value))) return true;
  if (depth > MAX_DEPTH || !site.types.has("object") || site.types.size > 1) return false;
  return requiredMembers(site).some((name) => {
    const member = memberSite(site, name);
    return member !== undefined && isEmpty(member, depth + 1);
  });
}
