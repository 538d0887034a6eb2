import { Ajv2020 } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../spec/interchange/json.ts";
import { DocumentError } from "../document/problem.ts";
import { schemas } from "../testing/arbitrary-schema.ts";
import type { DerivedCases } from "./derive.ts";
import { bodies, deriveBody, sent } from "./testing/derive-body.ts";

/** A random schema may be one that the reader refuses: a member that `properties` and a pattern both describe. */
function derivedIfSound(schema: JsonObject, components: JsonObject): DerivedCases | undefined {
  try {
    return deriveBody(schema, components);
  } catch (error) {
    if (error instanceof DocumentError) return undefined;
    throw error;
  }
}

const object = (rest: JsonObject): JsonObject => ({ type: "object", ...rest });
const text = { type: "string" };

describe("derived cases", () => {
  it("have the verdict that they claim, by a second judge, for any schema", () => {
    fc.assert(
      fc.property(schemas(fc, 2), ({ $defs, ...schema }) => {
        const inDocument = JSON.parse(
          JSON.stringify(schema).replaceAll("#/$defs/", "#/components/schemas/"),
        ) as JsonObject;
        const derived = derivedIfSound(inDocument, $defs as JsonObject);
        if (!derived) return;
        const ajv = new Ajv2020({ strict: false, validateSchema: false, multipleOfPrecision: 10 });
        (ajvFormats as unknown as (target: Ajv2020) => void)(ajv);
        const isSound = ajv.compile({ ...schema, $defs } as never);
        const wrong = bodies(derived).filter(
          ({ found, value }) => isSound(value) !== (found.expect.outcome === "accepted"),
        );
        expect(wrong.map(({ found, value }) => [found.name, value])).toEqual([]);
      }),
      { seed: 3, numRuns: 15, endOnFailure: true },
    );
  }, 120_000);

  it("end for schemas that hold themselves", () => {
    const tree = object({
      required: ["name"],
      properties: {
        name: { ...text, maxLength: 3 },
        parent: { anyOf: [{ $ref: "#/components/schemas/Tree" }, { type: "null" }] },
        children: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
      },
    });
    const derived = deriveBody({ $ref: "#/components/schemas/Tree" }, { Tree: tree });
    const names = derived.cases.map(({ name }) => name);
    expect(names).toContain("op/body/children/0/required/name missing");
    expect(names).toContain("op/body/parent/required/name missing");
    expect(derived.skipped.some(({ reason }) => reason.startsWith("left out: a schema is tried at"))).toBe(true);
  });
});

describe("branches", () => {
  const pet = {
    oneOf: [
      object({
        required: ["kind", "lives"],
        properties: { kind: { const: "cat" }, lives: { type: "integer", maximum: 9 } },
      }),
      object({ required: ["kind", "tricks"], properties: { kind: { const: "dog" }, tricks: { type: "array" } } }),
    ],
  };
  const derived = deriveBody(pet);
  const names = derived.cases.map(({ name }) => name);

  it("are each taken, and the keywords inside each are tested on both sides", () => {
    expect(names).toContain("op/body/oneOf/branch 2");
    expect(sent(derived, "maximum", "rejected")).toContainEqual({ kind: "cat", lives: 10 });
    expect(names).toContain("op/body/required/tricks missing");
    expect(sent(derived, "const", "rejected")).toContainEqual(expect.objectContaining({ kind: "DOG" }));
  });

  it("of oneOf refuse what two of them take", () => {
    const both = sent(
      deriveBody({
        oneOf: [
          { type: "integer", multipleOf: 2 },
          { type: "integer", multipleOf: 3 },
        ],
      }),
      "oneOf",
      "rejected",
    );
    expect(both.some((value) => typeof value === "number" && value % 6 === 0)).toBe(true);
  });

  it("that share a definition are proved with the union reduced to one of them", () => {
    const money = object({ required: ["amount"], properties: { amount: { type: "integer", minimum: 1 } } });
    const payment = (kind: string) =>
      object({
        required: ["kind", "sum"],
        properties: { kind: { const: kind }, sum: { $ref: "#/components/schemas/Money" } },
      });
    const shared = deriveBody({ oneOf: [payment("card"), payment("cash")] }, { Money: money });
    expect(sent(shared, "minimum", "rejected")).toContainEqual({ kind: "card", sum: { amount: 0 } });
    expect(shared.cases.map(({ name }) => name)).toContain("op/body/sum/required/amount missing");
  });

  it("of anyOf are taken two at once", () => {
    const any = deriveBody(
      object({
        anyOf: [
          { required: ["a"], properties: { a: text } },
          { required: ["b"], properties: { b: text } },
        ],
      }),
    );
    expect(sent(any, "anyOf", "accepted")).toContainEqual({ a: "example", b: "example" });
    expect(sent(any, "anyOf", "rejected")).toContainEqual({});
  });

  it("named by a discriminator keep to its names", () => {
    const cat = object({ required: ["kind"], properties: { kind: text, lives: { type: "integer" } } });
    const dog = object({ required: ["kind", "tricks"], properties: { kind: text, tricks: { type: "integer" } } });
    const discriminator = { propertyName: "kind", mapping: { feline: "#/components/schemas/Cat" } };
    const anyOf = [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }];
    const named = deriveBody({ anyOf, discriminator }, { Cat: cat, Dog: dog });
    expect(named.base.body).toMatchObject({ value: { kind: "feline" } });
    const kinds = bodies(named)
      .filter(({ found }) => found.expect.outcome === "accepted")
      .map(({ value }) => (value as JsonObject)["kind"]);
    expect(new Set(kinds)).toEqual(new Set(["feline", "Dog"]));
  });

  it("of a condition are both gone, and what just misses the condition is free", () => {
    const rule = JSON.parse(`{
      "type": "object",
      "required": ["country"],
      "properties": { "country": { "type": "string" }, "zip": { "type": "string", "minLength": 1 } },
      "if": { "properties": { "country": { "const": "DE" } }, "required": ["country"] },
      "then": { "required": ["zip"] },
      "else": { "maxProperties": 1 }
    }`) as JsonObject;
    const conditional = deriveBody(rule);
    expect(sent(conditional, "required", "rejected")).toContainEqual({ country: "DE" });
    expect(sent(conditional, "maxProperties", "rejected").length).toBeGreaterThan(0);
    expect(sent(conditional, "if", "accepted").length).toBeGreaterThan(0);
  });
});

describe.each<[keyword: string, schema: JsonObject, accepted: Json, rejected: Json]>([
  ["minProperties", object({ minProperties: 2 }), { extra1: "example", extra2: "example" }, { extra1: "example" }],
  ["maxProperties", object({ maxProperties: 1 }), { extra1: "example" }, { extra1: "example", extra2: "example" }],
  ["uniqueItems", { type: "array", uniqueItems: true }, [1, true], ["example", "example"]],
  ["minContains", { type: "array", contains: { const: 7 }, minContains: 2 }, [7, 7], [7]],
  ["type", { type: "array", items: { type: "string" }, contains: { const: "a" } }, ["a"], ["a", 0]],
  ["maxContains", { type: "array", contains: { const: 7 }, maxContains: 2 }, [7, 7], [7, 7, 7]],
  [
    "unevaluatedProperties",
    object({ allOf: [{ properties: { a: text } }], unevaluatedProperties: false }),
    {},
    { undeclared: "example" },
  ],
  [
    "dependentRequired",
    object({ properties: { a: text, b: text }, dependentRequired: { a: ["b"] } }),
    {},
    { a: "example" },
  ],
  ["not", { type: "integer", not: { multipleOf: 3 } }, 1, 3],
])("%s", (keyword, schema, accepted, rejected) => {
  const derived = deriveBody(schema);

  it("has a case on either side of it", () => {
    const all = bodies(derived).filter(({ found }) => found.expect.outcome === "accepted");
    expect(all.map(({ value }) => value)).toContainEqual(accepted);
    expect(sent(derived, keyword, "rejected")).toContainEqual(rejected);
  });
});

describe("structure", () => {
  it("is tested in the places of prefixItems, with one item more where that is forbidden", () => {
    const tuple = deriveBody({ type: "array", prefixItems: [{ const: 1 }, { const: "b" }], items: false, minItems: 2 });
    expect(sent(tuple, "items", "rejected")).toContainEqual([1, "b", "example"]);
    expect(sent(tuple, "const", "rejected")).toContainEqual([1, "B"]);
  });

  it("is tested in places beyond the end of the instance that the others start from", () => {
    const positions = deriveBody({ type: "array", prefixItems: [{ type: "string" }, { type: "integer" }] });
    expect(positions.cases.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^op\/body\/1\/type\//));
    const rest = deriveBody({ type: "array", prefixItems: [{}, {}], items: { type: "integer", maximum: 5 } });
    const found = bodies(rest).filter((each) => each.found.tests.keyword === "maximum");
    expect(new Set(found.map((each) => each.found.expect.outcome))).toEqual(new Set(["accepted", "rejected"]));
    for (const { value } of found) expect(value).toEqual([expect.anything(), expect.anything(), expect.any(Number)]);
  });

  it("is tested in members that only a pattern or the rest describes, and in their names", () => {
    const map = deriveBody(
      object({
        propertyNames: { maxLength: 3 },
        patternProperties: { "^n": { type: "integer", maximum: 5 } },
        additionalProperties: { type: "boolean" },
      }),
    );
    expect(sent(map, "maximum", "rejected").length).toBeGreaterThan(0);
    expect(
      sent(map, "maxLength", "rejected").some((value) => Object.keys(value as object).some((name) => name.length > 3)),
    ).toBe(true);
    expect(sent(map, "type", "rejected").some((value) => Object.values(value ?? {}).includes("true"))).toBe(true);
  });

  it("is reached through what depends on it", () => {
    const derived = deriveBody(
      object({
        properties: { card: text, address: text, note: { ...text, maxLength: 4 } },
        dependentRequired: { note: ["card"], card: ["address"] },
      }),
    );
    expect(sent(derived, "maxLength", "rejected")).toContainEqual({
      card: "example",
      address: "example",
      note: expect.any(String),
    });
  });

  it("leaves members that are readOnly out of requests, also where an example has them", () => {
    const id = { ...text, readOnly: true, maxLength: 3 };
    const examples = [{ id: "a", name: "example" }];
    const derived = deriveBody(object({ properties: { id, name: text }, examples }));
    expect(derived.base.body).toMatchObject({ value: { name: "example" } });
    expect(bodies(derived).some(({ value }) => Object.hasOwn(Object(value), "id"))).toBe(false);
    expect(derived.skipped.map(({ reason }) => reason)).toContainEqual(expect.stringMatching(/^readOnly: /));
  });

  it("lets a server pass over a member that is readOnly, or refuse it", () => {
    const derived = deriveBody(object({ required: ["id"], properties: { id: { ...text, readOnly: true } } }));
    const given = derived.cases.filter(({ tests }) => tests.keyword === "readOnly");
    expect(given.map(({ name, expect: { outcome, status } }) => [name, outcome, status])).toEqual([
      ["op/body/readOnly/id given", "either", ["200", "422"]],
    ]);
  });
});
