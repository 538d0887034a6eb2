import { describe, expect, it } from "vitest";
import type { Parameter } from "../../../spec/interchange/contract.ts";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { equivalenceOf, type Mutation } from "./equivalent-schemas.ts";

const parameter = (rest: Partial<Parameter>): Parameter => ({
  ...{ name: "a", in: "query", required: false, style: "form", explode: true, pointer: "" },
  ...rest,
});

/** Whether a reason is known for a mutant of the schema of a place. */
function isEquivalent(
  schema: JsonObject,
  [place, keyword, operator]: [place: string, keyword: string, operator: string],
  rest: Partial<Pick<Mutation, "carrier" | "parameters">> & { name?: string } = {},
): boolean {
  const { name = "op.body", carrier = "json", parameters = [] } = rest;
  const part = { name: name as Mutation["part"]["name"], schema };
  return equivalenceOf({ part, place, keyword, operator, carrier, parameters }) !== undefined;
}

const withA = (a: JsonObject): JsonObject => ({ type: "object", properties: { a } });
const asQuery = (rest: Partial<Parameter> = {}) =>
  ({ name: "op.query", carrier: "parameters", parameters: [parameter(rest)] }) as const;
const AT = "/properties/a";

describe("a mutant says the same as the original", () => {
  it("where a text is a string whatever the type says", () => {
    const text = withA({ type: "string" });
    for (const operator of ["dropped", "null too"]) {
      expect(isEquivalent(text, [AT, "type", operator], asQuery())).toBe(true);
      expect(isEquivalent(text, [AT, "type", operator], { carrier: "form" })).toBe(true);
      expect(isEquivalent(text, [AT, "type", operator])).toBe(false);
      expect(isEquivalent(text, [AT, "type", operator], asQuery({ contentType: "application/json" }))).toBe(false);
      expect(isEquivalent(withA({ type: "integer" }), [AT, "type", operator], asQuery())).toBe(false);
    }
    const list = withA({ type: "array", items: { type: "string" } });
    expect(isEquivalent(list, [`${AT}/items`, "type", "dropped"], asQuery({ explode: false }))).toBe(true);
    const inJson = withA({ type: "object", properties: { b: { type: "string" } } });
    expect(isEquivalent(inJson, [`${AT}/properties/b`, "type", "dropped"], { carrier: "form" })).toBe(false);
  });

  it("where a form or the parameters of a place are an object anyway", () => {
    const body = { $ref: "#/$defs/Form", $defs: { Form: withA({ type: "string" }) } };
    expect(isEquivalent(body, ["/$defs/Form", "type", "dropped"], { carrier: "form" })).toBe(true);
    expect(isEquivalent(body, ["/$defs/Form", "type", "dropped"])).toBe(false);
    const twice = { ...body, properties: { b: { $ref: "#/$defs/Form" } } };
    expect(isEquivalent(twice, ["/$defs/Form", "type", "dropped"], { carrier: "form" })).toBe(false);
    expect(isEquivalent(withA({ type: "string" }), ["", "added", "closed"], asQuery())).toBe(true);
    expect(isEquivalent(withA({ type: "string" }), ["", "added", "closed"], { carrier: "form" })).toBe(false);
    expect(isEquivalent(withA({ type: "string" }), ["", "added", "a required"], asQuery())).toBe(false);
  });

  it("where a style makes an object or a list of what travels", () => {
    const object = withA({ type: "object" });
    expect(isEquivalent(object, [AT, "type", "dropped"], asQuery({ style: "deepObject" }))).toBe(true);
    expect(isEquivalent(object, [AT, "type", "dropped"], asQuery())).toBe(false);
    expect(isEquivalent(object, [AT, "type", "null too"], { carrier: "form" })).toBe(false);
    const list = withA({ type: "array", minItems: 1 });
    expect(isEquivalent(list, [AT, "type", "null too"], asQuery())).toBe(true);
    expect(isEquivalent(list, [AT, "type", "dropped"], asQuery())).toBe(false);
  });

  it("where a list of any texts is what travels", () => {
    const list = withA({ type: "array", items: { type: "string" }, description: "Tags" });
    for (const keyword of ["type", "items"]) {
      expect(isEquivalent(list, [AT, keyword, "dropped"], asQuery())).toBe(true);
      expect(isEquivalent(list, [AT, keyword, "dropped"])).toBe(false);
      const bounded = withA({ type: "array", items: { type: "string" }, maxItems: 2 });
      expect(isEquivalent(bounded, [AT, keyword, "dropped"], asQuery())).toBe(false);
    }
    const numbers = withA({ type: "array", items: { type: "integer" } });
    expect(isEquivalent(numbers, [AT, "items", "dropped"], asQuery())).toBe(false);
  });

  it("where what is referred to is asked about as a text, or never", () => {
    const a = { $ref: "#/$defs/A", $defs: { A: { type: "string" }, B: { type: "string" } } };
    const schema = { type: "object", properties: { a: { $ref: a.$ref } }, $defs: a.$defs } as unknown as JsonObject;
    expect(isEquivalent(schema, ["/$defs/A", "type", "dropped"], asQuery())).toBe(true);
    expect(isEquivalent(schema, [AT, "$ref", "dropped"], asQuery())).toBe(true);
    expect(isEquivalent(schema, [AT, "$ref", "dropped"])).toBe(false);
    expect(isEquivalent(schema, ["/$defs/B", "type", "dropped"])).toBe(true);
    const nested = { ...schema, properties: { a: { type: "object", properties: { b: { $ref: a.$ref } } } } };
    expect(isEquivalent(nested as unknown as JsonObject, ["/$defs/A", "type", "dropped"], asQuery())).toBe(true);
    expect(isEquivalent(nested as unknown as JsonObject, ["/$defs/A", "type", "dropped"])).toBe(false);
  });

  it("where a client is not to send it", () => {
    const schema = withA({ type: "object", readOnly: true, properties: { b: { type: "string" } } });
    expect(isEquivalent(schema, [`${AT}/properties/b`, "type", "dropped"])).toBe(true);
    const both = { ...schema, properties: { ...(schema["properties"] as JsonObject), c: { type: "string" } } };
    expect(isEquivalent(both, ["/properties/c", "type", "dropped"])).toBe(false);
  });

  it("where no text of a format is as short", () => {
    const email = withA({ type: "string", format: "email", minLength: 2 });
    expect(isEquivalent(email, [AT, "minLength", "1 more"])).toBe(true);
    const longer = withA({ type: "string", format: "email", minLength: 3 });
    expect(isEquivalent(longer, [AT, "minLength", "dropped"])).toBe(true);
    expect(isEquivalent(longer, [AT, "minLength", "1 more"])).toBe(false);
    expect(isEquivalent(withA({ type: "string", minLength: 2 }), [AT, "minLength", "dropped"])).toBe(false);
  });

  it("where an empty list is no list", () => {
    const list = withA({ type: "array", minItems: 1 });
    expect(isEquivalent(list, [AT, "minItems", "1 less"], asQuery())).toBe(true);
    expect(isEquivalent(list, [AT, "minItems", "dropped"], asQuery())).toBe(true);
    expect(isEquivalent(list, [AT, "minItems", "1 more"], asQuery())).toBe(false);
    expect(isEquivalent(list, [AT, "minItems", "dropped"], asQuery({ explode: false }))).toBe(false);
    const two = withA({ type: "array", minItems: 2 });
    expect(isEquivalent(two, [AT, "minItems", "1 less"], asQuery())).toBe(false);
  });

  it("where the default is written down, unless what it evaluates matters", () => {
    const open = withA({ additionalProperties: true });
    expect(isEquivalent(open, [AT, "additionalProperties", "dropped"])).toBe(true);
    const outside = { ...open, unevaluatedProperties: false };
    expect(isEquivalent(outside, [AT, "additionalProperties", "dropped"])).toBe(false);
    expect(isEquivalent({ contains: {}, minContains: 1 }, ["", "minContains", "dropped"])).toBe(true);
    expect(isEquivalent({ contains: {}, minContains: 2 }, ["", "minContains", "dropped"])).toBe(false);
  });

  it("where another keyword refuses the same", () => {
    const set = { type: "array", uniqueItems: true, maxItems: 2, items: { enum: ["x", "y"] } };
    expect(isEquivalent(set, ["", "maxItems", "dropped"])).toBe(true);
    expect(isEquivalent(set, ["", "maxItems", "1 less"])).toBe(false);
    expect(isEquivalent({ ...set, uniqueItems: false }, ["", "maxItems", "dropped"])).toBe(false);
    expect(isEquivalent({ ...set, maxItems: 1 }, ["", "maxItems", "dropped"])).toBe(false);
    expect(isEquivalent({ type: "integer", multipleOf: 5 }, ["", "multipleOf", "halved"])).toBe(true);
    expect(isEquivalent({ type: "integer", multipleOf: 4 }, ["", "multipleOf", "halved"])).toBe(false);
    expect(isEquivalent({ type: "number", multipleOf: 5 }, ["", "multipleOf", "halved"])).toBe(false);
    expect(isEquivalent({ type: "integer", format: "int32" }, ["", "type", "number"])).toBe(true);
    expect(isEquivalent({ type: "integer", multipleOf: 0.5 }, ["", "type", "number"])).toBe(false);
  });

  it("where constants keep the branches of a union apart", () => {
    const branch = (value: string) => ({ required: ["kind"], properties: { kind: { const: value } } });
    const union = (...oneOf: JsonObject[]) => isEquivalent({ oneOf }, ["", "oneOf", "anyOf instead"]);
    expect(union(branch("x"), branch("y"))).toBe(true);
    expect(union(branch("x"), branch("x"))).toBe(false);
    expect(union(branch("x"), { ...branch("y"), required: [] })).toBe(false);
  });

  it("nowhere else", () => {
    expect(isEquivalent({ type: "object" }, ["", "type", "dropped"])).toBe(false);
    const path = { name: "op.path", carrier: "parameters", parameters: [parameter({ in: "path" })] } as const;
    expect(isEquivalent(withA({}), ["", "required", "dropped"], path)).toBe(true);
    expect(isEquivalent(withA({}), ["", "required", "dropped"], asQuery())).toBe(false);
  });
});
