import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { anyFresh } from "../../../spec/interchange/fresh-text.ts";
import type { Json, JsonObject, JsonSchema } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { renderText } from "../../../spec/interchange/render.ts";
import { spread } from "../../../spec/patterns/spread.ts";
import { textMatcher } from "../../../spec/patterns/text-matcher.ts";
import type { Candidate, Finding, KeywordContext, KeywordFamily } from "../candidate.ts";
import { wordsOf } from "../sample/object-samples.ts";
import { memberSite, memberSites, subSite } from "../site.ts";
import { enumeration } from "./enumeration.ts";
import { format } from "./format.ts";
import { length } from "./length.ts";
import { pattern } from "./pattern.ts";

/** Longer names are not sent. */
const MAX_NAME = 300;

/** Names of all kinds; what they are, the schema tells. */
const NAMES = ["undeclared", "Example", "a", "1", "a b", "a-b", "a_b", "a.b", "é", "$ref", ""];

/** Names that the rule takes. */
const MAX_SOUND = 6;

/** propertyNames: members whose names are what the families of texts propose as values, such as it takes, and others. */
export const propertyNames: KeywordFamily = {
  keywords: ["propertyNames"],
  derive(context) {
    const { keyword, site, argument, place, sampler } = context;
    const rule = subSite(site, argument as JsonSchema, place);
    const asRule = { keyword, place, isSearch: true };
    const sound = [...sampler.samples(rule).take(MAX_SOUND)].map(
      (value): Candidate => ({ ...asRule, what: label(value), valid: true, edits: [{ at: [], value }] }),
    );
    const others = NAMES.map(
      (value): Candidate => ({ ...asRule, what: label(value), valid: "either", edits: [{ at: [], value }] }),
    );
    const boundaries = rule.nodes.flatMap((node) =>
      Object.entries(node.schema).flatMap(([name, value]) =>
        [length, pattern, format, enumeration]
          .filter(({ keywords }) => keywords.includes(name))
          .flatMap((family) => {
            const at = { site: rule, schema: node.schema, keyword: name, argument: value };
            return family.derive({ ...context, ...at, place: below(node.place, name), instance: "example" });
          }),
      ),
    );
    return [...boundaries, ...sound, ...others].flatMap((finding) => asMember(context, finding));
  },
};

function label(name: JsonTemplate): string {
  return encodeURIComponent(String(textOf(name))) || "empty";
}

/** A value of a name as a member of that name; nothing for what is no text, as no name can be. */
function asMember(context: KeywordContext, finding: Finding): Finding[] {
  if (!("edits" in finding)) return [finding];
  const [edit] = finding.edits;
  const name = textOf(edit && "value" in edit ? edit.value : undefined);
  if (name === undefined) return [];
  const what = `name of ${finding.what}`;
  const obstacle = cannotBeSent(name, context);
  if (obstacle !== undefined) return [{ keyword: finding.keyword, place: finding.place, what, reason: obstacle }];
  const edits = [{ at: [...context.site.at, name], value: valueFor(context, name) }];
  return [{ ...finding, what, isSearch: true, edits }];
}

function cannotBeSent(name: string, { isForm }: KeywordContext): string | undefined {
  if ([...name].length > MAX_NAME) return `left out: names of more than ${MAX_NAME} characters are not sent`;
  if (name === "__proto__") return "left out: the JSON Patch of a case cannot name a member __proto__";
  if (isForm && !FIELD_NAME.test(name))
    return "left out: in a form, names with other than letters, digits, - and _ can mean more than themselves";
  return undefined;
}

/** Brackets and dots lead into members, and not every server decodes the names of parts. */
const FIELD_NAME = /^[\w-]+$/;

function textOf(value: JsonTemplate | undefined): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || !("$text" in value)) return undefined;
  // A name is compared with others of the document: it cannot be made when it is sent.
  return renderText(value as never, { now: 0, guard: 0, fresh: anyFresh });
}

function valueFor({ site, sample }: KeywordContext, name: string): JsonTemplate {
  const member = memberSite(site, name);
  return (member && sample(member)) ?? "example";
}

const MAX_NAMES = 8;

/** Values, of which one is wrong for most schemas. */
const WRONG: Json[] = ["example", 0, true, null, [], {}];

/**
 * patternProperties: members with names along the edges of the pattern, each with a sound value; and names
 * that just miss it, with a value that would be wrong if they did not.
 */
export const patternProperties: KeywordFamily = {
  keywords: ["patternProperties"],
  derive(context) {
    const { site, keyword, place, argument, isForm } = context;
    const declared = new Set(memberSites(site).map(({ name }) => name));
    const isFree = (name: string) =>
      !declared.has(name) && name !== "" && name !== "__proto__" && !(isForm && !FIELD_NAME.test(name));
    return Object.keys(argument as JsonObject).flatMap((expression) => {
      const of = (name: string, value: JsonTemplate): Candidate => ({
        ...{ keyword, place: below(place, expression), what: `member ${encodeURIComponent(name)}` },
        ...{ valid: "either", isSearch: true, edits: [{ at: [...site.at, name], value }] },
      });
      const words = wordsOf(expression);
      const matching = words.filter(isFree).slice(0, MAX_NAMES);
      const wrong = wrongFor(context, matching[0]);
      const misses = wrong === undefined ? [] : missesOf(expression, words).filter(isFree).slice(0, MAX_NAMES);
      return [
        ...matching.map((name) => of(name, valueFor(context, name))),
        ...misses.map((name) => of(name, wrong as JsonTemplate)),
      ];
    });
  },
};

function wrongFor({ site, sampler }: KeywordContext, name: string | undefined): Json | undefined {
  const member = name === undefined ? undefined : memberSite(site, name);
  return member && WRONG.find((value) => !sampler.accepts(member, value));
}

/** Names that a pattern does not match, such as an unanchored or careless one would. */
function missesOf(expression: string, words: readonly string[]): string[] {
  const isMatch = (name: string) => textMatcher(expression).test(name);
  const near = words.flatMap((word) => [`x${word}`, `${word}x`, word.toUpperCase(), word.slice(1)]);
  return [
    ...new Set([
      ...spread(
        near.filter((name) => !isMatch(name)),
        MAX_NAMES - 1,
      ),
      "undeclared",
    ]),
  ].filter((name) => !isMatch(name));
}
