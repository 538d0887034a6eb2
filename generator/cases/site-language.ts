import { isJsonObject, type JsonObject } from "../../spec/interchange/json.ts";
import { type Language, languageOf, type TextConstraints } from "../../spec/patterns/language.ts";
import type { Site } from "./site.ts";

/**
 * The texts that a site's patterns and lengths allow; what else it says (formats, conditions) they do
 * not know.
 *
 * @returns the reason, when a pattern is beyond the automaton
 */
export function siteLanguage(site: Site): Language | { reason: string } {
  return languageOf(textConstraints(site));
}

/** What a site's patterns and lengths ask of a text. */
export function textConstraints({ nodes }: Site): Required<TextConstraints> {
  const schemas = nodes.map(({ schema }) => schema);
  return {
    matching: patternsOf(schemas),
    notMatching: patternsOf(schemas.map((schema) => schema["not"]).filter(isPatternAlone)),
    minLength: Math.max(0, ...numbersOf(schemas, "minLength")),
    maxLength: Math.min(Number.POSITIVE_INFINITY, ...numbersOf(schemas, "maxLength")),
  };
}

/** `not` with more than a pattern forbids less than the pattern. */
function isPatternAlone(schema: unknown): schema is JsonObject {
  return isJsonObject(schema) && Object.keys(schema).every((keyword) => keyword === "pattern" || keyword === "type");
}

function patternsOf(schemas: JsonObject[]): string[] {
  return schemas.map((schema) => schema["pattern"]).filter((pattern) => typeof pattern === "string");
}

function numbersOf(schemas: JsonObject[], keyword: string): number[] {
  return schemas.map((schema) => schema[keyword]).filter((value) => typeof value === "number");
}
