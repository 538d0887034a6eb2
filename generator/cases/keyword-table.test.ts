import { describe, expect, it } from "vitest";
import type { Case, SkippedCase } from "../../spec/interchange/case.ts";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { createAjv } from "../judge.ts";
import type { DerivedCases } from "./derive.ts";
import { bodies, deriveBody } from "./testing/derive-body.ts";

/** A keyword, a small schema with it, and what its cases name where that is another keyword by nature. */
interface Row {
  keyword: string;
  schema: JsonObject;
  /** What names the valid case, where the keyword alone allows nothing that others do not show. */
  accepted?: string;
  components?: JsonObject;
}

const text: JsonObject = { type: "string" };
const integer: JsonObject = { type: "integer" };
const object = (rest: JsonObject): JsonObject => ({ type: "object", ...rest });
const array = (rest: JsonObject): JsonObject => ({ type: "array", ...rest });
const of = (schema: JsonObject, keyword: string, rest: Partial<Row> = {}): Row => ({ keyword, schema, ...rest });
const ab = { a: text, b: integer };
const tree = object({ required: ["v"], properties: { v: integer, next: { $ref: "#/components/schemas/Tree" } } });
const from10 = (way: "then" | "else", what: JsonObject | boolean): JsonObject => ({
  ...integer,
  if: { minimum: 10 },
  [way]: what,
});
const rule = { ...from10("then", { multipleOf: 10 }), else: { multipleOf: 2 } };

const ROWS: Row[] = [
  of(integer, "type"),
  of({ type: ["string", "null"] }, "type"),
  of({ enum: ["a", 1] }, "enum"),
  of({ const: "a" }, "const"),
  of({ ...text, minLength: 2 }, "minLength"),
  of({ ...text, maxLength: 2 }, "maxLength"),
  of({ ...text, pattern: "^a+$" }, "pattern"),
  of({ ...text, format: "uuid" }, "format"),
  of({ ...integer, format: "int32" }, "format"),
  of({ ...integer, minimum: 1 }, "minimum"),
  of({ type: "number", maximum: 1 }, "maximum"),
  of({ type: "number", exclusiveMinimum: 0 }, "exclusiveMinimum"),
  of({ ...integer, exclusiveMaximum: 5 }, "exclusiveMaximum"),
  of({ type: "number", multipleOf: 0.01 }, "multipleOf"),
  of(array({ minItems: 1 }), "minItems"),
  of(array({ maxItems: 2 }), "maxItems"),
  of(array({ uniqueItems: true }), "uniqueItems"),
  of(array({ contains: { const: 1 } }), "contains"),
  of(array({ contains: { const: 1 }, minContains: 2 }), "minContains"),
  of(array({ contains: { const: 1 }, maxContains: 3 }), "maxContains"),
  of(array({ prefixItems: [{ const: 1 }, text] }), "prefixItems"),
  of(array({ items: integer }), "items"),
  of(array({ prefixItems: [{ const: 1 }], items: false }), "items", { accepted: "prefixItems" }),
  of(array({ allOf: [{ prefixItems: [integer] }], unevaluatedItems: text }), "unevaluatedItems", {
    accepted: "prefixItems",
  }),
  of(array({ allOf: [{ prefixItems: [integer] }], unevaluatedItems: false }), "unevaluatedItems", {
    accepted: "prefixItems",
  }),
  of(object({ required: ["a"], properties: ab }), "required", { accepted: "properties" }),
  of(object({ minProperties: 1 }), "minProperties"),
  of(object({ maxProperties: 1 }), "maxProperties"),
  of(object({ properties: ab }), "properties"),
  of(object({ properties: { a: false } }), "properties"),
  of(object({ properties: ab, additionalProperties: false }), "additionalProperties", { accepted: "properties" }),
  of(object({ additionalProperties: integer }), "additionalProperties"),
  of(object({ allOf: [{ properties: ab }], unevaluatedProperties: integer }), "unevaluatedProperties"),
  of(object({ allOf: [{ properties: ab }], unevaluatedProperties: false }), "unevaluatedProperties", {
    accepted: "properties",
  }),
  of(object({ propertyNames: { maxLength: 3 } }), "propertyNames"),
  of(object({ propertyNames: { not: { const: "a" } } }), "propertyNames"),
  of(object({ propertyNames: { anyOf: [{ const: "a" }, { format: "uuid" }] } }), "propertyNames"),
  of(object({ propertyNames: { minLength: 12 }, minProperties: 2 }), "propertyNames"),
  of(object({ propertyNames: false }), "propertyNames", { accepted: "type" }),
  of(object({ patternProperties: { "^x-": integer } }), "patternProperties"),
  of(object({ patternProperties: { "^x-": false } }), "patternProperties"),
  of(object({ properties: ab, dependentRequired: { a: ["b"] } }), "dependentRequired"),
  of(object({ dependentRequired: { a: ["b", "c"] } }), "dependentRequired"),
  of(object({ properties: ab, dependentSchemas: { a: { required: ["b"] } } }), "dependentSchemas"),
  of(object({ properties: ab, dependentSchemas: { a: { properties: { b: { minimum: 5 } } } } }), "dependentSchemas"),
  of(object({ dependentSchemas: { a: false } }), "dependentSchemas", { accepted: "type" }),
  of(rule, "if"),
  of(rule, "then"),
  of(rule, "else"),
  of(from10("then", false), "if"),
  of(from10("else", false), "if"),
  of({ allOf: [integer, { minimum: 3 }] }, "allOf"),
  of({ anyOf: [integer, { type: "boolean" }] }, "anyOf"),
  of(
    {
      oneOf: [
        { ...integer, multipleOf: 2 },
        { ...integer, multipleOf: 3 },
      ],
    },
    "oneOf",
  ),
  of({ ...integer, not: { multipleOf: 3 } }, "not"),
  of({ ...text, not: { pattern: "^a" } }, "not"),
  of({ ...text, not: { format: "uuid" } }, "not"),
  of({ not: { type: "string" } }, "not"),
  of(array({ not: { contains: { const: 1 } } }), "not"),
  of(object({ properties: ab, not: { required: ["a", "b"] } }), "not"),
  of({ $ref: "#/components/schemas/Tree" }, "required", { accepted: "properties", components: { Tree: tree } }),
  of({ $ref: "#/components/schemas/Tree" }, "type", { components: { Tree: tree } }),
  of({ ...text, "x-maxBytes": 4 }, "x-maxBytes"),
  of(object({ "x-maxBytes": 40 }), "x-maxBytes"),
  of({ ...text, format: "date-time", "x-formatMinimum": "now+PT2M" }, "x-formatMinimum"),
  of({ ...text, format: "date-time", "x-formatMaximum": "2030-01-01T00:00:00Z" }, "x-formatMaximum"),
];

/** Whether a case is about a keyword: it names it, or one that stands inside its argument. */
function isAbout({ tests: { keyword: own, pointer } }: Case, keyword: string): boolean {
  return (
    own === keyword ||
    pointer
      .split(/\/schemas?\//)
      .at(-1)
      ?.split("/")
      .includes(keyword) === true
  );
}

function sides(
  { cases }: DerivedCases,
  { keyword, accepted = keyword }: Row,
): { accepted: boolean; rejected: boolean } {
  const has = (outcome: string, name: string) =>
    cases.some((found) => found.expect.outcome === outcome && isAbout(found, name));
  return { accepted: has("accepted", accepted), rejected: has("rejected", keyword) };
}

/** Skipped cases that do not say why in a way that helps. */
function unexplained(skipped: readonly SkippedCase[]): string[] {
  return skipped.filter(({ reason }) => reason.length < 12).map(({ name, reason }) => `${name}: ${reason}`);
}

describe.each(ROWS)("$keyword in $schema", (row) => {
  const derived = deriveBody(row.schema, row.components);

  it("has a valid case and a rejected one that names it", () => {
    expect(sides(derived, row)).toEqual({ accepted: true, rejected: true });
    expect(unexplained(derived.skipped)).toEqual([]);
  });

  it("is judged by Ajv as its cases claim", () => {
    const $defs = { ...row.components };
    const schema = JSON.parse(JSON.stringify({ ...row.schema, $defs }).replaceAll("#/components/schemas/", "#/$defs/"));
    const isSound = createAjv({ logger: false, strict: false }).compile(schema);
    const now = Date.parse("2026-05-05T05:05:05Z");
    const wrong = bodies(derived)
      .filter(({ found, value }) => isSound.call({ now } as never, value) !== (found.expect.outcome === "accepted"))
      .map(({ found }) => found.name);
    expect(wrong).toEqual([]);
  });
});
