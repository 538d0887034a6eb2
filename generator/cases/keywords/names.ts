import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import type { JsonObject, JsonSchema } from "../../../spec/interchange/json.ts";
import { renderText } from "../../../spec/interchange/render.ts";
import { below } from "../../document/pointer.ts";
import type { Candidate, Finding, KeywordContext, KeywordFamily } from "../candidate.ts";
import { wordsOf } from "../sample/object-samples.ts";
import { memberSite, memberSites, subSite } from "../site.ts";
import { enumeration } from "./enumeration.ts";
import { format } from "./format.ts";
import { length } from "./length.ts";
import { pattern } from "./pattern.ts";

/** Longer names are not sent. */
const MAX_NAME = 300;

/** propertyNames: members whose names are what the families of texts propose as values. */
export const propertyNames: KeywordFamily = {
  keywords: ["propertyNames"],
  derive(context) {
    const { site, argument, place, isForm } = context;
    if (isForm) return [];
    const name = subSite(site, argument as JsonSchema, place);
    return name.nodes.flatMap((node) =>
      Object.entries(node.schema).flatMap(([keyword, value]) =>
        [length, pattern, format, enumeration]
          .filter(({ keywords }) => keywords.includes(keyword))
          .flatMap((family) =>
            family.derive({
              ...context,
              site: name,
              schema: node.schema,
              keyword,
              argument: value,
              place: below(node.place, keyword),
              instance: "example",
            }),
          )
          .flatMap((finding) => asMember(context, finding)),
      ),
    );
  },
};

function asMember(context: KeywordContext, finding: Finding): Finding[] {
  if (!("edits" in finding)) return [finding];
  const [edit] = finding.edits;
  const value = edit && "value" in edit ? edit.value : undefined;
  const name = textOf(value);
  if (name === undefined || [...name].length > MAX_NAME || name === "__proto__") return [];
  const edits = [{ at: [...context.site.at, name], value: valueFor(context, name) }];
  return [{ ...finding, what: `name of ${finding.what}`, isSearch: true, edits }];
}

function textOf(value: JsonTemplate | undefined): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || !("$text" in value)) return undefined;
  // A name is compared with others of the document: it cannot be made when it is sent.
  return renderText(value as never, { now: 0, guard: 0, fresh: (count) => "f".repeat(count) });
}

function valueFor({ site, sample }: KeywordContext, name: string): JsonTemplate {
  const member = memberSite(site, name);
  return (member && sample(member)) ?? "example";
}

const MAX_NAMES = 8;

/** patternProperties: members with names along the edges of the pattern, each with a sound value. */
export const patternProperties: KeywordFamily = {
  keywords: ["patternProperties"],
  derive(context) {
    const { site, keyword, place, argument, isForm } = context;
    const declared = new Set(memberSites(site).map(({ name }) => name));
    return Object.keys(argument as JsonObject).flatMap((expression) =>
      wordsOf(expression)
        .filter((name) => !declared.has(name) && name !== "__proto__" && !(isForm && /[^\w-]/.test(name)))
        .slice(0, MAX_NAMES)
        .map(
          (name): Candidate => ({
            keyword,
            place: below(place, expression),
            what: `member ${encodeURIComponent(name)}`,
            valid: "either",
            isSearch: true,
            edits: [{ at: [...site.at, name], value: valueFor(context, name) }],
          }),
        ),
    );
  },
};
