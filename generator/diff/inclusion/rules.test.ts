import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { inclusionOf } from "./inclusion.ts";
import { keywordRules } from "./keyword-rules.ts";

/** What the first schema describes is proved to be accepted by the second one; that the other way round holds, is not. */
type Pair = [narrow: JsonObject, wide: JsonObject];

const text = (more: JsonObject): JsonObject => ({ type: "string", ...more });
const number = (more: JsonObject): JsonObject => ({ type: "number", ...more });
const integer = (more: JsonObject): JsonObject => ({ type: "integer", ...more });
const array = (more: JsonObject): JsonObject => ({ type: "array", ...more });
const object = (more: JsonObject): JsonObject => ({ type: "object", properties: { a: {}, b: {} }, ...more });
const time = (more: JsonObject): JsonObject => text({ format: "date-time", ...more });
const CLOSED: JsonObject = { additionalProperties: false };

const RULES: Record<string, Pair[]> = {
  type: [
    [{ type: "integer" }, { type: "number" }],
    [{ type: "string" }, { type: ["string", "null"] }],
  ],
  enum: [[{ enum: [1, 2] }, { enum: [2, 1, 3] }]],
  const: [
    [{ const: 1 }, { enum: [1, 2] }],
    [{ enum: [{ a: 1 }], type: "object" }, { type: "object" }],
  ],
  minimum: [
    [number({ minimum: 2 }), number({ minimum: 1 })],
    [integer({ exclusiveMinimum: 0 }), integer({ minimum: 0 })],
  ],
  maximum: [[number({ exclusiveMaximum: 9 }), number({ maximum: 9 })]],
  exclusiveMinimum: [[number({ minimum: 1 }), number({ exclusiveMinimum: 0 })]],
  exclusiveMaximum: [[number({ maximum: 8 }), number({ exclusiveMaximum: 9 })]],
  multipleOf: [
    [number({ multipleOf: 0.3 }), number({ multipleOf: 0.1 })],
    [{ type: "integer" }, number({ multipleOf: 0.5 })],
  ],
  minLength: [
    [text({ minLength: 2 }), text({ minLength: 1 })],
    [text({ pattern: "^ab+$" }), text({ minLength: 2 })],
  ],
  maxLength: [
    [text({ maxLength: 2 }), text({ maxLength: 3 })],
    [text({ pattern: "^a{2}$" }), text({ maxLength: 2 })],
  ],
  pattern: [
    [text({ pattern: "^[a-c]{2}$" }), text({ pattern: "^[a-z]+$" })],
    [text({ pattern: "^[a-z]{1,3}$" }), text({ pattern: "^[a-z]{1,4}$" })],
  ],
  format: [[text({ format: "uuid" }), text({})]],
  "x-formatMinimum": [
    [time({ "x-formatMinimum": "now+PT5M" }), time({ "x-formatMinimum": "now+PT2M" })],
    [time({ "x-formatMinimum": "2026-01-01T00:00:00Z" }), time({ "x-formatMinimum": "2025-12-31T22:00:00-01:00" })],
  ],
  "x-formatMaximum": [[time({ "x-formatMaximum": "now+PT2H" }), time({ "x-formatMaximum": "now+PT6H" })]],
  "x-maxBytes": [[object({ "x-maxBytes": 10 }), object({ "x-maxBytes": 11 })]],
  required: [[object({ required: ["a", "b"] }), object({ required: ["b"] })]],
  minProperties: [
    [object({ minProperties: 2 }), object({ minProperties: 1 })],
    [object({ required: ["a"] }), object({ minProperties: 1 })],
  ],
  maxProperties: [
    [object({ maxProperties: 1 }), object({ maxProperties: 2 })],
    [object(CLOSED), object({ maxProperties: 2 })],
  ],
  propertyNames: [
    [object(CLOSED), object({ propertyNames: { maxLength: 1 } })],
    [object({ propertyNames: { maxLength: 1 } }), object({})],
  ],
  dependentRequired: [
    [object({ required: ["a", "b"] }), object({ dependentRequired: { a: ["b"] } })],
    [object({ dependentRequired: { a: ["b"] } }), object({})],
  ],
  dependentSchemas: [
    [
      object({ properties: { a: {}, b: { const: 1 } } }),
      object({ dependentSchemas: { a: { properties: { b: { const: 1 } } } } }),
    ],
  ],
  unevaluatedProperties: [
    [object({ ...CLOSED }), object({ unevaluatedProperties: false, patternProperties: { "^c": {} } })],
    [object({ unevaluatedProperties: { const: 1 } }), object({ unevaluatedProperties: { enum: [1, 2] } })],
  ],
  unevaluatedItems: [
    [
      array({ prefixItems: [{ type: "string" }], unevaluatedItems: { const: 1 } }),
      array({ prefixItems: [{}], unevaluatedItems: { enum: [1, 2] } }),
    ],
  ],
  minItems: [[array({ minItems: 2 }), array({ minItems: 1 })]],
  maxItems: [
    [array({ maxItems: 1 }), array({ maxItems: 2 })],
    [array({ prefixItems: [{}], items: false }), array({ maxItems: 2 })],
  ],
  uniqueItems: [
    [array({ uniqueItems: true }), array({})],
    [array({ maxItems: 1 }), array({ uniqueItems: true })],
  ],
  contains: [
    [array({ minItems: 1, items: { const: 1 } }), array({ contains: { enum: [1, 2] } })],
    [array({ contains: { const: 1 }, minContains: 2 }), array({ contains: { const: 1 } })],
  ],
  anyOf: [
    [{ type: "integer" }, { anyOf: [{ type: "string" }, { type: "number" }] }],
    [{ anyOf: [{ const: 1 }, { const: 2 }] }, { enum: [1, 2, 3] }],
  ],
  oneOf: [[{ type: "integer" }, { oneOf: [{ type: "string" }, { type: "number" }] }]],
  not: [
    [text({ pattern: "^a$" }), text({ not: { pattern: "^b" } })],
    [{ type: "integer" }, { not: { type: "string" } }],
  ],
  if: [
    [
      object({ properties: { a: { const: 1 }, b: { const: 2 } } }),
      object(
        JSON.parse('{"if":{"properties":{"a":{"const":1}},"required":["a"]},"then":{"properties":{"b":{"const":2}}}}'),
      ),
    ],
  ],
};

/** What is proved for a site as a whole. */
const SITES: Record<string, Pair[]> = {
  properties: [[object({ properties: { a: { const: 1 }, b: {} } }), object({})]],
  "members that a pattern takes": [
    [
      object({ patternProperties: { "^x": { const: 1 } } }),
      object({ patternProperties: { "^x": { type: "integer" } } }),
    ],
  ],
  "members that nothing lists": [
    [object({ additionalProperties: { const: 1 } }), object({ additionalProperties: { type: "integer" } })],
    [object(CLOSED), object({ additionalProperties: { type: "integer" } })],
  ],
  items: [
    [array({ items: { const: 1 } }), array({ items: { type: "integer" } })],
    [array({ maxItems: 0 }), array({ items: false, prefixItems: [{}] })],
  ],
  prefixItems: [[array({ prefixItems: [{ const: 1 }, {}] }), array({ prefixItems: [{ type: "integer" }] })]],
  "what has no instance": [
    [object({ required: ["a"], not: { required: ["a"] } }), object({ required: ["a", "b"], not: { required: ["c"] } })],
  ],
};

/** Pairs that say the same in other keywords. */
const SAME: [what: string, one: JsonObject, other: JsonObject][] = [
  [
    "a condition on a member that may be absent, and the union of its absence and the rest",
    object({ dependentSchemas: { a: { properties: { b: { const: 1 } } } } }),
    object({ anyOf: [{ not: { required: ["a"] } }, { properties: { b: { const: 1 } } }] }),
  ],
  ["whole numbers above 0, and from 1", integer({ exclusiveMinimum: 0 }), integer({ minimum: 1 })],
  ["a nullable type, and a union with null", { type: ["string", "null"] }, { anyOf: [text({}), { type: "null" }] }],
  [
    "allOf, and its members written out",
    { allOf: [object({ required: ["a"] }), { minProperties: 2 }] },
    object({ required: ["a"], minProperties: 2 }),
  ],
  ["a list that refers to its own kind", listOf("#/$defs/first"), listOf("#/$defs/other")],
];

function listOf($ref: string): JsonObject {
  const name = $ref.slice("#/$defs/".length);
  return {
    $ref,
    $defs: { [name]: { type: "object", properties: { next: { $ref }, value: { type: "integer" } } } },
  };
}

const gaps = (left: JsonObject, right: JsonObject) =>
  inclusionOf(partOf(left), partOf(right)).gaps.map(({ keyword }) => keyword);

function partOf(schema: JsonObject) {
  return { name: "schema", schema, pointer: "", origins: new Map() };
}

it("there is an example for every rule, and for nothing else", () => {
  expect(Object.keys(RULES).sort()).toEqual([...keywordRules.keys()].sort());
});

const pairs = Object.entries({ ...RULES, ...SITES }).flatMap(([rule, examples]) =>
  examples.map(([narrow, wide], index): [string, JsonObject, JsonObject] => [`${rule} ${index + 1}`, narrow, wide]),
);

describe("what is narrower is included, and what is wider is not", () => {
  it.each(pairs)("%s", (_rule, narrow, wide) => {
    expect(gaps(narrow, wide)).toEqual([]);
    expect(gaps(wide, narrow)).not.toEqual([]);
  });
});

describe("two schemas that say the same in other keywords include each other", () => {
  it.each(SAME)("%s", (_what, one, other) => {
    expect(gaps(one, other)).toEqual([]);
    expect(gaps(other, one)).toEqual([]);
  });
});
