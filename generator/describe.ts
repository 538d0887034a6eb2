import { isJsonObject, type Json, type JsonObject } from "../spec/interchange/json.ts";
import { typesOf } from "../spec/interchange/schema-types.ts";
import { keywordNamed } from "../spec/vocabulary/vocabulary.ts";

const count =
  (unit: string, plural = `${unit}s`) =>
  (value: Json) =>
    `${String(value)} ${value === 1 ? unit : plural}`;
const characters = count("character");
const items = count("item");
const propertyCount = count("property", "properties");
const code = (value: Json) => `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
const list = (values: Json) => (Array.isArray(values) ? values.map(code).join(", ") : code(values));

const WORDS: Record<string, (value: Json, schema: JsonObject) => string | undefined> = {
  type: (value) => `is of type ${[value].flat().join(" or ")}`,
  enum: (value) => `is one of ${list(value)}`,
  const: (value) => `is ${code(value)}`,
  minLength: (value) => `at least ${characters(value)}`,
  maxLength: (value) => `at most ${characters(value)} (Unicode code points)`,
  pattern: (value) => `matches ${code(value)}`,
  format: (value) => `is ${/^[aeio]/.test(String(value)) ? "an" : "a"} ${String(value)}`,
  minimum: (value) => `at least ${String(value)}`,
  maximum: (value) => `at most ${String(value)}`,
  exclusiveMinimum: (value) => `more than ${String(value)}`,
  exclusiveMaximum: (value) => `less than ${String(value)}`,
  multipleOf: (value) => `a multiple of ${String(value)}`,
  minItems: (value) => `at least ${items(value)}`,
  maxItems: (value) => `at most ${items(value)}`,
  uniqueItems: (value) => (value === true ? "no item twice" : undefined),
  minProperties: (value) => `at least ${propertyCount(value)}`,
  maxProperties: (value) => `at most ${propertyCount(value)}`,
  required: (value) => (Array.isArray(value) && value.length > 0 ? `has ${list(value)}` : undefined),
  additionalProperties: (value) => (value === false ? "has no other properties" : undefined),
  not: (value) => (isJsonObject(value) ? negate(value) : undefined),
  dependentRequired: (value) => dependents(value, (members) => `has ${list(members)}`),
  dependentSchemas: (value) =>
    dependents(value, (schema) => (isJsonObject(schema) ? describeMembers(schema) : undefined)),
};

/** A keyword of a schema in words, e.g. `at most 1024 characters (Unicode code points)`; `undefined` for one that constrains nothing by itself. */
export function describeKeyword(keyword: string, schema: JsonObject): string | undefined {
  const value = schema[keyword];
  if (value === undefined) return undefined;
  const own = keywordNamed(keyword);
  if (own) return own.describe(value, typesOf(schema, schema));
  return Object.hasOwn(WORDS, keyword) ? WORDS[keyword]?.(value, schema) : undefined;
}

/** Every constraint of a schema in words, in the order of the document; `type` is left out. */
export function describeSchema(schema: JsonObject): string[] {
  return Object.keys(schema).flatMap((keyword) => (keyword === "type" ? [] : (describeKeyword(keyword, schema) ?? [])));
}

function negate(inner: JsonObject): string | undefined {
  const words = describeSchema(inner);
  return words.length > 0 ? `other than what ${words.join(" and ")}` : undefined;
}

function dependents(value: Json, describe: (consequence: Json) => string | undefined): string | undefined {
  if (!isJsonObject(value)) return undefined;
  const rules = Object.entries(value).flatMap(([member, consequence]) => {
    const words = describe(consequence);
    return words === undefined ? [] : [`with ${code(member)}: ${words}`];
  });
  return rules.length > 0 ? rules.join("; ") : undefined;
}

function describeMembers(schema: JsonObject): string | undefined {
  const { properties } = schema;
  const members = isJsonObject(properties) ? Object.entries(properties) : [];
  const words = members.flatMap(([member, inner]) =>
    isJsonObject(inner) ? describeSchema(inner).map((constraint) => `${code(member)} ${constraint}`) : [],
  );
  return [...words, ...describeSchema({ ...schema, properties: true })].join(" and ") || undefined;
}
