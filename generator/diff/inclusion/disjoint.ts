import { languageOf } from "../../../spec/patterns/language.ts";
import { keywordValues, memberSite, requiredMembers, type Site } from "../../cases/site.ts";
import { finiteValues } from "./finite-values.ts";
import { settledSite } from "./settled-site.ts";
import { isTimed, takes } from "./time-bound.ts";

/** Deeper than this, members are not compared. */
const MAX_DEPTH = 4;

/** Whether no instance is of both sites, as far as types, listed values, patterns and required members show it. */
export function areDisjoint(one: Site, other: Site, depth = 0): boolean {
  const [left, right] = [settledSite(one), settledSite(other)];
  const types = left.types.intersection(right.types);
  if (types.size === 0) return true;
  if (depth > MAX_DEPTH) return false;
  if (refusesAll(left, right) || refusesAll(right, left)) return true;
  if (types.size > 1) return false;
  if (types.has("string")) return haveNoText(left, right);
  if (!types.has("object")) return false;
  const names = new Set([...requiredMembers(left), ...requiredMembers(right)]);
  return [...names].some((name) => {
    const [own, match] = [memberSite(left, name), memberSite(right, name)];
    if (own?.types.size === 0 || match?.types.size === 0) return true;
    return own !== undefined && match !== undefined && areDisjoint(own, match, depth + 1);
  });
}

/** Whether one site is a list of values none of which the other takes. */
function refusesAll(listed: Site, other: Site): boolean {
  return !isTimed(other) && (finiteValues(listed)?.every((value) => !takes(other, value)) ?? false);
}

function haveNoText(left: Site, right: Site): boolean {
  const matching = [left, right].flatMap((site) => keywordValues<string>(site, "pattern"));
  if (matching.length < 2) return false;
  const language = languageOf({ matching });
  return "isFinal" in language && !language.isFinal.some(Boolean);
}
