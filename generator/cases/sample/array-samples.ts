import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import type { JsonSchema } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { itemOf, itemSite, keywordValues, narrowed, type Site, type SiteRoot } from "../site.ts";
import type { Sampler } from "./sampler.ts";

/** Longer arrays are not made. */
const MAX_ITEMS = 1_000;

/** Arrays that a site probably accepts, the shortest first. */
export function* arrays(site: Site, sampler: Sampler): Generator<JsonTemplate> {
  const least = Math.max(0, ...keywordValues<number>(site, "minItems"));
  const matching = contained(site);
  const shortest = Math.max(least, matching.length);
  if (shortest > MAX_ITEMS) return;
  for (const length of new Set([shortest, shortest + 1, shortest + 2])) {
    const array = arrayOf(site, sampler, length, matching);
    if (array) yield array;
  }
  const whole = Math.max(shortest, ...keywordValues<JsonSchema[]>(site, "prefixItems").map(({ length }) => length));
  const array = arrayOf(site, sampler, whole, matching);
  if (array) yield array;
}

/**
 * An array of so many items, the first of which match what `contains` asks for.
 *
 * @param matching - one condition for each of the first items
 * @returns `undefined` when there are not enough items, or not enough different ones
 */
export function arrayOf(
  site: Site,
  sampler: Sampler,
  length: number,
  matching: readonly SiteRoot[] = contained(site),
): JsonTemplate[] | undefined {
  const isUnique = keywordValues<boolean>(site, "uniqueItems").includes(true);
  const items: JsonTemplate[] = [];
  const seen = new Set<string>();
  let item: { key: string; values: Iterator<JsonTemplate> } | undefined;
  for (let index = 0; index < length; index++) {
    sampler.spend(site.nodes.length);
    const at = conditioned(site, index, matching[index]);
    const key = at === undefined ? "" : JSON.stringify(at.roots.map(({ place }) => place));
    const fresh = () => (at === undefined ? anything() : sampler.samples(at));
    if (!isUnique) {
      const value = at === undefined ? "example" : sampler.sample(at);
      if (value === undefined) return undefined;
      items.push(value);
      continue;
    }
    if (item?.key !== key) item = { key, values: fresh() };
    const value = nextDistinct(item.values, seen) ?? variation(items, at, sampler, seen);
    if (value === undefined) return undefined;
    items.push(value);
  }
  return items;
}

/** One condition for each item that `contains` wants. */
export function contained(site: Site): SiteRoot[] {
  return site.nodes.flatMap(({ schema, place }) => {
    if (schema["contains"] === undefined) return [];
    const condition = { schema: schema["contains"] as JsonSchema, place: below(place, "contains") };
    return Array.from({ length: Math.min(MAX_ITEMS, Number(schema["minContains"] ?? 1)) }, () => condition);
  });
}

/** The site of an item, with a condition more. */
export function conditioned(site: Site, index: number, condition: SiteRoot | undefined): Site | undefined {
  const item = itemSite(site, index);
  if (!condition) return item;
  if (item) return narrowed(item, [condition]);
  return itemOf(site, index, [condition]);
}

function nextDistinct(values: Iterator<JsonTemplate>, seen: Set<string>): JsonTemplate | undefined {
  for (let found = values.next(); !found.done; found = values.next()) {
    const text = JSON.stringify(found.value);
    if (seen.has(text)) continue;
    seen.add(text);
    return found.value;
  }
  return undefined;
}

/** A value like the last one that is not there yet. */
function variation(
  items: JsonTemplate[],
  site: Site | undefined,
  sampler: Sampler,
  seen: Set<string>,
): JsonTemplate | undefined {
  const last = items.at(-1);
  for (let count = 1; count <= 3; count++) {
    const value =
      typeof last === "number"
        ? last + count
        : typeof last === "string"
          ? `${items[0]}${items.length + count}`
          : undefined;
    if (value === undefined || seen.has(JSON.stringify(value))) continue;
    if (site && !sampler.accepts(site, value)) continue;
    seen.add(JSON.stringify(value));
    return value;
  }
  return undefined;
}

function* anything(): Generator<JsonTemplate> {
  for (let count = 0; count < MAX_ITEMS; count++) yield count === 0 ? "example" : `example${count}`;
}
