import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import type { JsonSchema } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { edgeWords } from "../../../spec/patterns/edge-words.ts";
import { languageOf } from "../../../spec/patterns/language.ts";
import { keywordValues, memberSite, memberSites, requiredMembers, type Site, subSite } from "../site.ts";
import type { Sampler } from "./sampler.ts";
import { isReadOnly } from "./without-read-only.ts";

type Members = { [member: string]: JsonTemplate };

/** Optional members that are tried alone, and other values of one member. */
const MAX_ALONE = 12;
const MAX_OTHERS = 4;
const MAX_MEMBERS = 200;
const MAX_WORDS = 40;

/** What it costs to look at a member that is declared, and to fill it. */
const STEPS_OF_MEMBER = 8;

/** Objects that a site probably accepts: the smallest, the full one, the smallest with one member more or one value other. */
export function* objects(site: Site, sampler: Sampler): Generator<JsonTemplate> {
  const declared = memberSites(site).filter(({ site: { roots } }) => roots.every(({ schema }) => schema !== false));
  const optional = declared.map(({ name }) => name);
  sampler.spend(declared.length * STEPS_OF_MEMBER);
  const least = Math.min(MAX_MEMBERS, Math.max(0, ...keywordValues<number>(site, "minProperties")));
  const required = closure(site, requiredMembers(site));
  const smallest = filled(site, sampler, required);
  if (smallest === undefined) return;
  yield grown(smallest, least, site, sampler, optional);
  yield* otherValues(site, sampler, smallest);
  const most = Math.min(Number.POSITIVE_INFINITY, ...keywordValues<number>(site, "maxProperties"));
  for (const name of optional.slice(0, MAX_ALONE)) {
    const more = filled(site, sampler, closure(site, [...required, name]));
    if (more) yield grown(more, least, site, sampler, optional);
  }
  const full = filledAsFarAsPossible(site, sampler, required, optional);
  if (full && Object.keys(full).length <= most) yield full;
}

/** With all that `dependentRequired` asks for. */
function closure(site: Site, names: string[]): string[] {
  const wanted = new Set(names);
  for (const name of wanted) {
    for (const rule of keywordValues<Record<string, string[]>>(site, "dependentRequired")) {
      for (const dependent of Object.hasOwn(rule, name) ? (rule[name] ?? []) : []) wanted.add(dependent);
    }
  }
  return [...wanted];
}

function filled(site: Site, sampler: Sampler, names: string[]): Members | undefined {
  const entries: [string, JsonTemplate][] = [];
  for (const name of names) {
    const member = memberSite(site, name);
    const value = member ? sampler.sample(member) : "example";
    if (value === undefined) return undefined;
    entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}

function filledAsFarAsPossible(
  site: Site,
  sampler: Sampler,
  required: string[],
  optional: string[],
): Members | undefined {
  const possible = optional.filter((name) => {
    const member = memberSite(site, name);
    return member !== undefined && !isReadOnly(member) && sampler.sample(member) !== undefined;
  });
  return filled(site, sampler, closure(site, [...new Set([...required, ...possible])]));
}

/** With further members until there are enough: declared ones, then names of a pattern, then any. */
function grown(members: Members, least: number, site: Site, sampler: Sampler, optional: string[]): Members {
  if (Object.keys(members).length >= least) return members;
  const result = { ...members };
  for (const name of names(site, optional, sampler)) {
    if (Object.keys(result).length >= least) break;
    if (Object.hasOwn(result, name)) continue;
    const member = memberSite(site, name);
    const value = member ? sampler.sample(member) : "example";
    if (value !== undefined) result[name] = value;
  }
  return result;
}

/** Names that an object may have: the declared ones, then others, likely ones first. */
export function* names(site: Site, declared: string[], sampler: Sampler): Generator<string> {
  yield* declared;
  for (const patterns of keywordValues<object>(site, "patternProperties")) {
    for (const pattern of Object.keys(patterns)) yield* wordsOf(pattern);
  }
  for (const { schema, place } of site.nodes) {
    if (schema["propertyNames"] === undefined) continue;
    const rule = subSite(site, schema["propertyNames"] as JsonSchema, below(place, "propertyNames"));
    for (const name of sampler.samples(rule).take(MAX_WORDS)) if (typeof name === "string") yield name;
  }
  for (let count = 1; count <= MAX_MEMBERS; count++) yield `extra${count}`;
}

/** Texts that a pattern matches. */
export function wordsOf(pattern: string): string[] {
  const language = languageOf({ matching: [pattern] });
  return "reason" in language ? [] : edgeWords(language, MAX_WORDS);
}

function* otherValues(site: Site, sampler: Sampler, smallest: Members): Generator<Members> {
  for (const name of Object.keys(smallest)) {
    const member = memberSite(site, name);
    if (!member) continue;
    for (const value of sampler.samples(member).drop(1).take(MAX_OTHERS)) yield { ...smallest, [name]: value };
  }
}
