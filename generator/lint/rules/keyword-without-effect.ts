import type { JsonObject } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import type { JsonType } from "../../../spec/interchange/schema-types.ts";
import { commonTypes } from "../conjuncts.ts";
import type { LintRule } from "../rule.ts";

const OBJECTS = "properties required additionalProperties patternProperties propertyNames minProperties maxProperties";

/** The types that a keyword speaks about (JSON Schema 2020-12, validation, section 6; core, section 10.3). */
const SUBJECTS: Record<string, JsonType[]> = {
  ...about(["string"], "minLength maxLength pattern contentEncoding contentMediaType"),
  ...about(["number", "integer"], "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf"),
  ...about(
    ["array"],
    "items prefixItems contains minItems maxItems uniqueItems minContains maxContains unevaluatedItems",
  ),
  ...about(["object"], `${OBJECTS} dependentRequired dependentSchemas unevaluatedProperties`),
};

/** What a keyword needs beside it. */
const PARTNERS = new Map([
  ["then", "if"],
  ["else", "if"],
  ["minContains", "contains"],
  ["maxContains", "contains"],
]);

function about(types: JsonType[], keywords: string): Record<string, JsonType[]> {
  return Object.fromEntries(keywords.split(" ").map((keyword) => [keyword, types]));
}

/** Keywords that cannot refuse anything where they stand. */
export const keywordWithoutEffect: LintRule = {
  id: "keyword-without-effect",
  severity: "warning",
  about:
    "A keyword that cannot refuse anything where it stands: a constraint that its author believes in and nobody checks.",
  bad: `
components:
  schemas:
    Errors: { type: array, items: { type: string }, minLength: 1 }
`,
  good: `
components:
  schemas:
    Errors: { type: array, items: { type: string }, minItems: 1 }
`,
  *check({ visited, conjuncts }) {
    const told = new Set<string>();
    for (const { kind, value, pointer } of visited) {
      if (kind !== "schema") continue;
      const nodes = conjuncts.of({ schema: value, pointer });
      const types = commonTypes(nodes);
      for (const node of nodes) {
        for (const [keyword, why] of idle(node.schema, types)) {
          const at = below(node.pointer, keyword);
          if (told.has(at)) continue;
          told.add(at);
          const typed = nodes.find(({ schema }) => schema["type"] !== undefined);
          yield { pointer: at, ...(typed && { other: below(typed.pointer, "type") }), facts: { keyword, why } };
        }
      }
    }
  },
  words: ({ keyword, why }) => ({
    what: `${String(keyword)} has no effect here: ${String(why)}`,
    hint:
      keyword === "nullable"
        ? "write it beside the type of each branch that may be null, or take it out"
        : "take the keyword that was meant (minItems for lists, minLength for texts), or take it out",
  }),
};

function* idle(schema: JsonObject, types: Set<JsonType>): Generator<[keyword: string, why: string]> {
  for (const [keyword, argument] of Object.entries(schema)) {
    const subjects = Object.hasOwn(SUBJECTS, keyword) ? SUBJECTS[keyword] : undefined;
    const isNeutral = argument === true && keyword !== "uniqueItems";
    if (subjects && types.size > 0 && !isNeutral && !subjects.some((type) => types.has(type))) {
      yield [keyword, `it is about ${subjects[0]}s, and the value is of type ${[...types].join(" or ")}`];
    }
    if (keyword === "nullable" && argument === true && schema["type"] === undefined && schema["$ref"] === undefined) {
      yield [keyword, "it counts only beside a type of the same schema (OpenAPI 3.0.4, section 4.7.24.1)"];
    }
    const partner = PARTNERS.get(keyword);
    if (partner !== undefined && schema[partner] === undefined) yield [keyword, `there is no ${partner} beside it`];
  }
}
