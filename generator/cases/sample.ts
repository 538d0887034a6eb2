import type { JsonTemplate } from "../../spec/interchange/expression.ts";
import type { Json, JsonObject } from "../../spec/interchange/json.ts";
import { edgeWords } from "../../spec/patterns/edge-words.ts";
import { itemSite, keywordValue, memberSites, requiredMembers, type Site } from "./site.ts";
import { siteLanguage } from "./site-language.ts";

const MAX_WORDS = 200;

const FORMAT_SAMPLES: Record<string, JsonTemplate> = {
  "date-time": { $text: [{ instant: "now+PT1H" }] },
  date: "2026-01-31",
  time: "09:00:00Z",
  duration: "PT1H",
  email: "person@example.com",
  "idn-email": "person@example.com",
  hostname: "example.com",
  "idn-hostname": "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  uri: "https://example.com/",
  "uri-reference": "/example",
  iri: "https://example.com/",
  "iri-reference": "/example",
  "uri-template": "/{example}",
  uuid: "5f0c2f7e-8c1a-4b57-9d0e-3a6b1c2d4e5f",
  "json-pointer": "/example",
  "relative-json-pointer": "0",
  regex: "^example$",
  byte: "ZXhhbXBsZQ==",
};

/**
 * Instances that a site probably accepts, the likeliest first: the author's own examples, then
 * values made from the keywords. Only a judge can tell whether one is valid.
 */
export function* samples(site: Site, depth = 0): Generator<JsonTemplate> {
  if (depth > 8) return;
  const constant = keywordValue<Json>(site, "const");
  if (constant !== undefined) yield constant;
  yield* keywordValue<Json[]>(site, "examples") ?? [];
  yield* keywordValue<Json[]>(site, "enum") ?? [];
  const standard = keywordValue<Json>(site, "default");
  if (standard !== undefined) yield standard;
  yield* madeUp(site, depth);
}

function* madeUp(site: Site, depth: number): Generator<JsonTemplate> {
  if (site.types.has("string")) yield* strings(site);
  if (site.types.has("integer")) yield* numbers(site);
  if (site.types.has("boolean")) yield true;
  if (site.types.has("object")) yield object(site, depth);
  if (site.types.has("array")) yield array(site, depth);
  if (site.types.has("null")) yield null;
}

function* strings(site: Site): Generator<JsonTemplate> {
  const format = keywordValue<string>(site, "format");
  const sample = format === undefined ? undefined : FORMAT_SAMPLES[format];
  if (sample !== undefined) yield sample;
  if (keywordValue<string>(site, "pattern") !== undefined) {
    const language = siteLanguage(site);
    if (!("reason" in language)) yield* edgeWords(language, MAX_WORDS).sort((a, b) => b.length - a.length);
  }
  const length = Math.max(1, keywordValue<number>(site, "minLength") ?? 0);
  yield length <= 12
    ? "example".padEnd(length, "e").slice(0, keywordValue<number>(site, "maxLength") ?? 12)
    : { $text: [{ repeat: "e", times: length }] };
}

function* numbers(site: Site): Generator<number> {
  const minimum = keywordValue<number>(site, "minimum") ?? keywordValue<number>(site, "exclusiveMinimum");
  const maximum = keywordValue<number>(site, "maximum") ?? keywordValue<number>(site, "exclusiveMaximum");
  const step = keywordValue<number>(site, "multipleOf") ?? 1;
  const start = minimum ?? Math.min(1, maximum ?? 1);
  yield start;
  yield Math.ceil(start / step) * step;
  yield (Math.floor(start / step) + 1) * step;
  if (maximum !== undefined) yield maximum - step;
}

function object(site: Site, depth: number): JsonTemplate {
  const required = new Set(requiredMembers(site));
  const entries = memberSites(site)
    .filter(({ name }) => required.has(name))
    .flatMap(({ name, site: member }): [string, JsonTemplate][] => {
      const [value] = samples(member, depth + 1);
      return value === undefined ? [] : [[name, value]];
    });
  return Object.fromEntries(entries) as JsonObject;
}

function array(site: Site, depth: number): JsonTemplate {
  const length = keywordValue<number>(site, "minItems") ?? 0;
  const items = itemSite(site, 0);
  if (length === 0 || !items) return [];
  const values = [...samples(items, depth + 1).take(length)];
  return Array.from({ length }, (_, index) => values[index % Math.max(1, values.length)] ?? null);
}
