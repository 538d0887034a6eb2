import type { Json } from "../../../spec/interchange/json.ts";
import { existingLengths } from "../../../spec/patterns/existing-lengths.ts";
import { languageOf, type TextConstraints } from "../../../spec/patterns/language.ts";
import { parseInstant } from "../../../spec/vocabulary/instant.ts";
import { isMultiple } from "../../../spec/vocabulary/runtime.ts";
import { keywordValues, type Site } from "../../cases/site.ts";
import { decided, type Rule } from "./proof.ts";

const NUMBERS = ["number", "integer"];
const TEXTS = ["string"];
const ANY = [...NUMBERS, ...TEXTS, "boolean", "null", "array", "object"];

/** Longer texts are not counted with automata. */
const MAX_COUNTED = 2_000;

/** Rules for values, and for the keywords of numbers and texts (JSON Schema validation 2020-12, sections 6.1, 6.2, 6.3 and 7) and the vocabulary. */
export const scalarRules = {
  type: decided<string | string[]>(ANY, ({ left, argument }) => {
    const allowed = new Set([argument].flat());
    return [...left.types].every((type) => allowed.has(type) || (type === "integer" && allowed.has("number")));
  }),
  // Where the left side is a list of values, each of them is asked; any other list is more than this one.
  enum: decided(ANY, () => false),
  const: decided(ANY, () => false),
  minimum: decided<number>(NUMBERS, ({ left, argument }) => least(left) >= argument),
  maximum: decided<number>(NUMBERS, ({ left, argument }) => most(left) <= argument),
  exclusiveMinimum: decided<number>(
    NUMBERS,
    ({ left, argument }) => least(left) > argument || says(left, "exclusiveMinimum", argument),
  ),
  exclusiveMaximum: decided<number>(
    NUMBERS,
    ({ left, argument }) => most(left) < argument || says(left, "exclusiveMaximum", argument),
  ),
  multipleOf: decided<number>(NUMBERS, ({ left, argument }) => steps(left).some((step) => isMultiple(step, argument))),
  minLength: decided<number>(
    TEXTS,
    ({ left, argument }) => shortest(left) >= argument || hasNone(left, { maxLength: argument - 1 }),
  ),
  maxLength: decided<number>(
    TEXTS,
    ({ left, argument }) => longest(left) <= argument || hasNone(left, { minLength: argument + 1 }),
  ),
  pattern: decided<string>(
    TEXTS,
    ({ left, argument }) => says(left, "pattern", argument) || hasNone(left, { notMatching: [argument] }),
  ),
  format: decided<string>([...TEXTS, ...NUMBERS], ({ left, argument }) => says(left, "format", argument)),
  "x-formatMinimum": decided<string>(TEXTS, ({ left, argument, keyword }) => isWithin(left, keyword, argument, 1)),
  "x-formatMaximum": decided<string>(TEXTS, ({ left, argument, keyword }) => isWithin(left, keyword, argument, -1)),
  "x-maxBytes": decided<number>(ANY, ({ left, argument }) =>
    keywordValues<number>(left, "x-maxBytes").some((limit) => limit <= argument),
  ),
} satisfies Record<string, Rule>;

/** Whether a site has a keyword with this very argument. */
function says(site: Site, keyword: string, argument: Json): boolean {
  return keywordValues<Json>(site, keyword).includes(argument);
}

/** The least number of a site, as far as its bounds say; whole numbers have whole bounds. */
function least(site: Site): number {
  const whole = isWhole(site);
  return Math.max(
    Number.NEGATIVE_INFINITY,
    ...keywordValues<number>(site, "minimum").map((bound) => (whole ? Math.ceil(bound) : bound)),
    ...keywordValues<number>(site, "exclusiveMinimum").map((bound) => (whole ? Math.floor(bound) + 1 : bound)),
  );
}

function most(site: Site): number {
  const whole = isWhole(site);
  return Math.min(
    Number.POSITIVE_INFINITY,
    ...keywordValues<number>(site, "maximum").map((bound) => (whole ? Math.floor(bound) : bound)),
    ...keywordValues<number>(site, "exclusiveMaximum").map((bound) => (whole ? Math.ceil(bound) - 1 : bound)),
  );
}

function isWhole({ types }: Site): boolean {
  return !types.has("number");
}

function steps(site: Site): number[] {
  return [...keywordValues<number>(site, "multipleOf"), ...(isWhole(site) ? [1] : [])];
}

function shortest(site: Site): number {
  return Math.max(0, ...keywordValues<number>(site, "minLength"));
}

function longest(site: Site): number {
  return Math.min(Number.POSITIVE_INFINITY, ...keywordValues<number>(site, "maxLength"));
}

/** Whether no text of a site keeps some more conditions: its patterns and lengths leave nothing. */
function hasNone(site: Site, more: TextConstraints): boolean {
  const minLength = Math.max(shortest(site), more.minLength ?? 0);
  const maxLength = Math.min(longest(site), more.maxLength ?? Number.POSITIVE_INFINITY);
  if (minLength > maxLength) return true;
  if (minLength > MAX_COUNTED) return false;
  const lengths = minLength > 0 ? [`^[\\s\\S]{${minLength},}$`] : [];
  const matching = [...keywordValues<string>(site, "pattern"), ...(more.matching ?? []), ...lengths];
  const language = languageOf({ ...more, matching });
  if (!("isFinal" in language)) return false;
  if (!language.isFinal.some(Boolean)) return true;
  return maxLength <= MAX_COUNTED && existingLengths({ ...language, minLength, maxLength }, maxLength)?.length === 0;
}

/** Whether an own bound is as narrow: both relative to now, or both fixed. */
function isWithin(site: Site, keyword: string, argument: string, direction: 1 | -1): boolean {
  const limit = parseInstant(argument);
  return keywordValues<string>(site, keyword).some((own) => {
    const bound = parseInstant(own);
    return bound && limit && bound.fromNow === limit.fromNow && (bound.ms - limit.ms) * direction >= 0;
  });
}
