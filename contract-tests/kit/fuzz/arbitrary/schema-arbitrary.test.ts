import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonSchema } from "../../../../spec/interchange/json.ts";
import { render } from "../../../../spec/interchange/render.ts";
import { addVocabulary } from "../../../../spec/vocabulary/ajv-vocabulary.ts";
import { schemaArbitrary } from "./schema-arbitrary.ts";

const NOW = Date.UTC(2026, 0, 31, 9);
const VALUES = 100;

/** Schemas that generators stumble over; every value is to be valid, or so many of a hundred. */
const SCHEMAS: [what: string, schema: JsonSchema, least?: number][] = [
  ["anything", true],
  ["one of each type", { type: ["string", "number", "boolean", "null", "array", "object"] }],
  ["astral lengths", { type: "string", minLength: 3, maxLength: 5 }],
  ["a long text", { type: "string", minLength: 1_000, maxLength: 1_024 }],
  ["pattern and length", { type: "string", pattern: "^[a-z]+-\\d{2,}$", minLength: 6, maxLength: 9 }],
  ["pattern without anchors", { type: "string", pattern: "a{3}" }],
  ["two patterns", { allOf: [{ pattern: "^\\p{Lu}" }, { type: "string", pattern: "\\d$" }] }],
  ["look-ahead", { type: "string", pattern: "^(?=.*\\d)(?=.*[a-z]).{8,12}$" }],
  ["a pattern that is forbidden", { type: "string", pattern: "^[ab]{1,4}$", not: { pattern: "^a+$" } }],
  ["back reference", { type: "string", pattern: "^([ab])x\\1$" }],
  ["cents", { type: "number", minimum: 0, maximum: 10, multipleOf: 0.01 }],
  ["between exclusive bounds", { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 }],
  ["integers of two steps", { type: "integer", multipleOf: 4, allOf: [{ multipleOf: 2 }], minimum: 10, maximum: 40 }],
  ["beyond 2^53", { type: "integer", minimum: 9_007_199_254_740_992 }],
  ["tiny range", { type: "number", minimum: 0.1, maximum: 0.3 }],
  ["int32", { type: "integer", format: "int32" }],
  [
    "distinct small integers",
    { type: "array", items: { type: "integer", minimum: 0, maximum: 9 }, uniqueItems: true, minItems: 4 },
    97,
  ],
  ["a tuple", { type: "array", prefixItems: [{ type: "string" }, { type: "integer" }], items: false, minItems: 2 }],
  [
    "a tuple and more",
    { type: "array", prefixItems: [{ const: "a" }], items: { type: "boolean" }, minItems: 3, maxItems: 5 },
  ],
  [
    "two that match",
    { type: "array", items: { type: "integer" }, contains: { const: 7 }, minContains: 2, maxItems: 5 },
  ],
  [
    "closed object",
    { type: "object", properties: { a: { type: "string" } }, required: ["a"], additionalProperties: false },
  ],
  [
    "names by pattern",
    { type: "object", propertyNames: { pattern: "^[a-c]{2}$" }, minProperties: 2, maxProperties: 4 },
    90,
  ],
  [
    "members by pattern",
    {
      type: "object",
      patternProperties: { "^x-": { type: "integer" } },
      additionalProperties: false,
      minProperties: 1,
    },
  ],
  [
    "dependent members",
    { type: "object", properties: { a: true, b: true, c: true }, dependentRequired: { a: ["b"], b: ["c"] } },
  ],
  [
    "dependent schemas",
    {
      type: "object",
      properties: { a: { type: "integer" }, b: { type: "boolean" } },
      dependentSchemas: { a: { properties: { b: { const: false } } } },
    },
  ],
  [
    "if, then, else",
    {
      type: "object",
      required: ["kind"],
      properties: { kind: { enum: ["a", "b"] } },
      if: { properties: { kind: { const: "a" } } },
      // biome-ignore lint/suspicious/noThenProperty: it is the keyword
      then: { required: ["size"], properties: { size: { type: "integer" } } },
      else: { required: ["name"] },
    },
    60,
  ],
  [
    "oneOf with a discriminator",
    {
      oneOf: [
        { type: "object", required: ["t", "n"], properties: { t: { const: "n" }, n: { type: "number" } } },
        { type: "object", required: ["t"], properties: { t: { const: "s" } } },
      ],
    },
  ],
  [
    "anyOf beside allOf",
    {
      allOf: [{ type: "object", required: ["id"], properties: { id: { type: "string", format: "uuid" } } }],
      anyOf: [{ required: ["a"] }, { required: ["b"] }],
    },
  ],
  [
    "unevaluated members",
    {
      type: "object",
      allOf: [{ properties: { a: { type: "string" } } }],
      properties: { b: { type: "integer" } },
      unevaluatedProperties: false,
    },
  ],
  [
    "a tree",
    {
      $ref: "#/$defs/node",
      $defs: {
        node: {
          type: "object",
          required: ["value"],
          properties: { value: { type: "integer" }, children: { type: "array", items: { $ref: "#/$defs/node" } } },
        },
      },
    },
  ],
  [
    "a list that must end",
    {
      $ref: "#/$defs/list",
      $defs: {
        list: {
          oneOf: [
            { type: "null" },
            { type: "object", required: ["next"], properties: { next: { $ref: "#/$defs/list" } } },
          ],
        },
      },
    },
  ],
  [
    "a window of time",
    { type: "string", format: "date-time", "x-formatMinimum": "now+PT2M", "x-formatMaximum": "now+PT6H" },
  ],
  ["few bytes", { type: "object", additionalProperties: { type: "string" }, "x-maxBytes": 60 }],
  ["few bytes of text", { type: "string", "x-maxBytes": 10 }],
];

const FORMATS = [
  ...[
    "date-time",
    "date",
    "time",
    "duration",
    "http-date",
    "email",
    "idn-email",
    "hostname",
    "idn-hostname",
    "ipv4",
    "ipv6",
  ],
  ...["uri", "uri-reference", "iri", "iri-reference", "uri-template", "uuid", "json-pointer", "relative-json-pointer"],
  ...["regex", "byte", "base64url", "char", "password", "binary"],
];

const ajv = addVocabulary(new Ajv2020({ strict: false, passContext: true, logger: false }));

function samples(schema: JsonSchema, seed = 1): Json[] {
  const templates = fc.sample(schemaArbitrary(schema), { numRuns: VALUES, seed });
  return templates.map((template) =>
    render(template, { now: NOW, guard: 2_000, fresh: (length) => "f".repeat(length) }),
  );
}

describe("schemaArbitrary", () => {
  it.each(SCHEMAS)("makes valid values: %s", (_what, schema, least = VALUES) => {
    const validate = ajv.compile(schema);
    const wrong = samples(schema).filter((value) => !validate.call({ now: NOW }, value));
    expect(VALUES - wrong.length, JSON.stringify(wrong.slice(0, 3))).toBeGreaterThanOrEqual(least);
  });

  it.each(FORMATS)("makes texts of the format %s, of a length too", (format) => {
    const schema = { type: "string", format };
    const values = samples(schema);
    const validate = ajv.compile(schema);
    expect(values.filter((value) => !validate(value))).toEqual([]);
    expect(new Set(values).size).toBeGreaterThan(3);
  });

  it.each([
    ["nothing", false],
    ["a number that is none", { type: "integer", minimum: 5, maximum: 4 }],
    [
      "more distinct values than there are",
      { type: "array", items: { type: "boolean" }, uniqueItems: true, minItems: 5 },
    ],
    [
      "a chain without an end",
      {
        $ref: "#/$defs/a",
        $defs: { a: { type: "object", required: ["a"], properties: { a: { $ref: "#/$defs/a" } } } },
      },
    ],
    [
      "a union that leads to itself",
      { $ref: "#/$defs/a", $defs: { a: { anyOf: [{ $ref: "#/$defs/a" }, { type: "string", maxLength: 3 }] } } },
    ],
    ["a pattern that no length fits", { type: "string", pattern: "^a{5}$", maxLength: 3 }],
  ] satisfies [string, JsonSchema][])("does not hang on the impossible: %s", (_what, schema) => {
    expect(samples(schema)).toHaveLength(VALUES);
  });

  it("makes members that careless code takes for something else", () => {
    const names = samples({ type: "object" })
      .concat(samples({ type: "object" }, 2))
      .flatMap((value) => Object.keys(value as object));
    expect(names).toEqual(expect.arrayContaining(["__proto__", "constructor"]));
    expect(names.some((name) => /[^\0-\x7f]/.test(name))).toBe(true);
  });

  it("makes texts that can be decoded", () => {
    const base64 = samples({ type: "string", contentEncoding: "base64", minLength: 4, maxLength: 64 }) as string[];
    expect(base64.filter((text) => Buffer.from(text, "base64").toString("base64") !== text)).toEqual([]);
    const json = samples({ type: "string", contentMediaType: "application/json" }) as string[];
    for (const text of json) expect(() => JSON.parse(text)).not.toThrow();
  });

  it("reaches the ends of lengths and bounds", () => {
    const lengths = samples({ type: "string", minLength: 2, maxLength: 40 }).map(
      (text) => [...(text as string)].length,
    );
    expect(lengths).toEqual(expect.arrayContaining([2, 39, 40]));
    expect(samples({ type: "integer", minimum: 3, maximum: 900 })).toEqual(expect.arrayContaining([3, 900]));
  });

  it("shrinks to the plainest value that fails", () => {
    const schema = {
      type: "object",
      required: ["name"],
      properties: { name: { type: "string", maxLength: 500 }, more: { type: "integer" } },
    };
    const details = fc.check(
      fc.property(schemaArbitrary(schema), (value) => [...(value as { name: string }).name].length < 100),
      { seed: 3 },
    );
    const [smallest] = details.counterexample ?? [];
    expect(Object.keys(smallest as object)).toEqual(["name"]);
    expect((smallest as { name: string }).name).toBe("a".repeat(100));
  });
});
