import { expect, it } from "vitest";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { bodies, deriveBody } from "./testing/derive-body.ts";

const SHIPPING: JsonObject = {
  type: "object",
  required: ["street", "express"],
  properties: { street: { type: "string", minLength: 2 }, express: { type: "boolean" }, phone: { type: "string" } },
  if: { properties: { express: { const: true } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ["phone"] },
};

function again(schema: JsonObject, way: string): Record<string, unknown> {
  const found = bodies(deriveBody(schema)).filter(({ found: { name } }) => name.endsWith(`(${way})`));
  expect(
    found.every(
      ({
        found: {
          expect: { outcome },
        },
      }) => outcome === "rejected",
    ),
  ).toBe(true);
  return Object.fromEntries(found.map(({ found: { name }, value }) => [name.slice("op/body/".length), value]));
}

it("what stands beside a condition is tried in the way that other instances do not go", () => {
  expect(again(SHIPPING, "then")).toEqual({});
  expect(again(SHIPPING, "else")).toEqual({
    "required/street missing (else)": { express: false },
    "street/type/null null (else)": { street: null, express: false },
    "street/minLength/1 ASCII characters (else)": { street: "a", express: false },
    "express/type/null null (else)": { street: "example", express: null },
    "phone/type/null null (else)": { street: "example", express: false, phone: null },
  });
});

it("so it is beside each branch of a union, and beside a dependent schema", () => {
  const kinds = ["a", "b", "c"].map((kind) => ({ required: ["kind"], properties: { kind: { const: kind } } }));
  const union = { type: "object", required: ["n"], properties: { n: { type: "integer", minimum: 1 } }, oneOf: kinds };
  for (const [way, kind] of [
    ["oneOf 2", "b"],
    ["oneOf 3", "c"],
  ] as const) {
    expect(again(union, way)).toMatchObject({ [`n/minimum/one step outside 0 (${way})`]: { n: 0, kind } });
    expect(again(union, way)).toMatchObject({ [`required/n missing (${way})`]: { kind } });
  }
  const dependent = {
    type: "object",
    properties: { n: { minimum: 1 }, t: {} },
    dependentSchemas: { t: { required: ["u"] } },
  };
  expect(Object.keys(again(dependent, "with t"))).toEqual([expect.stringMatching(/^n\/minimum\/.* \(with t\)$/)]);
});

it("an enumeration that decides which way a condition goes has its members and strangers on both ways", () => {
  const derived = deriveBody({
    type: "object",
    required: ["kind"],
    properties: { kind: { enum: ["a", "b", "c"] }, x: { type: "string" }, y: { type: "integer" } },
    if: { properties: { kind: { const: "a" } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: ["x"] },
    else: { required: ["y"], not: { required: ["x"] } },
  });
  const kinds = (outcome: string) =>
    bodies(derived)
      .filter(({ found: { expect: own } }) => own.outcome === outcome)
      .map(({ found: { tests }, value }) => [tests.keyword, (value as { kind?: unknown } | null)?.kind]);
  expect(new Set(kinds("accepted").map(([, kind]) => kind))).toEqual(new Set(["a", "b", "c"]));
  expect(kinds("rejected")).toEqual(
    expect.arrayContaining([
      ["enum", "A"],
      ["enum", "c "],
    ]),
  );
});
