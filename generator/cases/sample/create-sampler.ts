import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { anyFresh } from "../../../spec/interchange/fresh-text.ts";
import type { Json } from "../../../spec/interchange/json.ts";
import { render } from "../../../spec/interchange/render.ts";
import { isObjectTemplate, isValue } from "../../../spec/interchange/template.ts";
import { accepts } from "../../evaluate/evaluate.ts";
import type { SchemaPart } from "../../schema-part.ts";
import { ways } from "../branches.ts";
import { type Discriminators, discriminatorHolds } from "../discriminators.ts";
import { createEffort, type Effort, MOST_VALUES } from "../effort.ts";
import { keywordValues, type Site } from "../site.ts";
import { arrays } from "./array-samples.ts";
import { meantValues } from "./meant-values.ts";
import { numbers } from "./number-samples.ts";
import { objects } from "./object-samples.ts";
import type { Sampler } from "./sampler.ts";
import { strings } from "./string-samples.ts";
import { createWeight } from "./weight.ts";
import { withoutReadOnly } from "./without-read-only.ts";

/** A moment to judge samples at; what holds only then is found out by the prover. */
const NOW = Date.parse("2026-01-31T09:00:00Z");

/** Ways through the forks of a site, and instances made on all of them, before it is given up. */
const MAX_WAYS = 32;
const MAX_TRIES = 160;

/** Schemas that hold each other deeper than this are not filled. */
const MAX_NESTING = 12;

/** A sampler for the schemas of one operation. */
export function createSampler(discriminators: Discriminators = new Map(), effort: Effort = createEffort()): Sampler {
  const { spend } = effort;
  const weightOf = createWeight();
  const first = new WeakMap<SchemaPart, Map<string, JsonTemplate | undefined>>();
  const open: string[] = [];
  const sampler: Sampler = { sample, samples, accepts: acceptedBy, spend };
  return sampler;

  function sample(site: Site): JsonTemplate | undefined {
    const known = first.get(site.part) ?? new Map<string, JsonTemplate | undefined>();
    first.set(site.part, known);
    const key = keyOf(site);
    if (known.has(key)) return known.get(key);
    const isOutermost = open.length === 0;
    const [value] = samples(site).take(1);
    // Found nothing inside itself: outside there may be something.
    if (value !== undefined || isOutermost) known.set(key, value);
    return value;
  }

  function* samples(site: Site): Generator<JsonTemplate> {
    const key = keyOf(site);
    if (open.includes(key) || open.length > MAX_NESTING) return;
    const seen = new Set<string>();
    const tries = candidates(site);
    for (let count = 0; count < MAX_TRIES; count++) {
      // Others may ask for samples while this generator rests.
      open.push(key);
      let found: IteratorResult<JsonTemplate>;
      try {
        found = tries.next();
      } finally {
        open.pop();
      }
      const { value, done } = found;
      if (done) return;
      const weight = weightOf(value);
      spend(Math.min(weight, MOST_VALUES) + site.nodes.length);
      if (weight > MOST_VALUES) continue;
      const text = JSON.stringify(value);
      if (seen.has(text)) continue;
      seen.add(text);
      if (acceptedBy(site, value)) yield value;
    }
  }

  function* candidates(site: Site): Generator<JsonTemplate> {
    yield* asSent(site);
    for (const way of ways(site, spend).take(MAX_WAYS)) {
      if (way !== site) yield* asSent(way);
      for (const value of madeUp(way, sampler)) {
        yield value;
        yield* named(way, value);
      }
    }
  }

  /** The same object with each name of a branch, where a discriminator asks for one. */
  function* named({ nodes }: Site, value: JsonTemplate): Generator<JsonTemplate> {
    if (!isObjectTemplate(value)) return;
    for (const { schema } of nodes) {
      const discriminator = discriminators.get(schema);
      for (const key of discriminator?.branches.keys() ?? []) {
        yield { ...value, [discriminator?.propertyName ?? ""]: key };
      }
    }
  }

  function acceptedBy(site: Site, instance: JsonTemplate): boolean {
    const context = { now: NOW, guard: 0, fresh: anyFresh };
    const value = isValue(instance) ? (instance as Json) : (render(instance, context) as Json);
    const options = { root: site.part.schema, now: NOW, spend, also: discriminatorHolds(discriminators) };
    return site.roots.every(({ schema }) => accepts(schema, value, options));
  }
}

/** What the author of the document gives, first without what belongs to answers only. */
function asSent(site: Site): JsonTemplate[] {
  const values = given(site);
  const sent = values.map((value) => withoutReadOnly(value, site));
  return [...sent.filter((value, index) => JSON.stringify(value) !== JSON.stringify(values[index])), ...values];
}

/** What the author of the document gives. */
function given(site: Site): JsonTemplate[] {
  return [
    ...keywordValues<Json>(site, "const"),
    ...meantValues(keywordValues<Json[]>(site, "examples").flat(), site),
    ...keywordValues<Json[]>(site, "enum").flat(),
    ...meantValues(keywordValues<Json>(site, "default"), site),
  ];
}

function* madeUp(site: Site, sampler: Sampler): Generator<JsonTemplate> {
  const { types } = site;
  const speaks = (...keywords: string[]) =>
    site.nodes.some(({ schema }) => keywords.some((keyword) => schema[keyword] !== undefined));
  const isObject = speaks("properties", "required", "additionalProperties", "patternProperties", "minProperties");
  const isArray = speaks("items", "prefixItems", "contains", "minItems");
  // A schema that says nothing of types, but of members, means objects.
  if (isObject && types.has("object")) yield* objects(site, sampler);
  if (isArray && types.has("array")) yield* arrays(site, sampler);
  if (types.has("string")) yield* strings(site).take(40);
  if (types.has("integer") || types.has("number")) yield* numbers(site);
  if (types.has("boolean")) yield* [true, false];
  if (!isObject && types.has("object")) yield* objects(site, sampler);
  if (!isArray && types.has("array")) yield* arrays(site, sampler);
  if (types.has("null")) yield null;
}

function keyOf(site: Site): string {
  return site.roots.map(({ schema, place, isMadeUp }) => (isMadeUp ? JSON.stringify(schema) : place)).join(" ");
}
