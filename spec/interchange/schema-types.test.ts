import { describe, expect, it } from "vitest";
import type { JsonObject } from "./json.ts";
import { memberSchema, referredSchema, resolveSchema, typesOf } from "./schema-types.ts";

const types = (schema: JsonObject) => [...typesOf(schema, schema)].sort();
const ANY = ["array", "boolean", "integer", "null", "number", "object", "string"];

describe("typesOf", () => {
  it("follows every keyword that says a type", () => {
    expect(types({ type: "number" })).toEqual(["integer", "number"]);
    expect(types({ enum: [1, "a", null] })).toEqual(["integer", "null", "string"]);
    expect(types({ allOf: [{ type: ["string", "null"] }, { type: ["null", "array"] }] })).toEqual(["null"]);
    expect(types({ anyOf: [{ type: "string" }, { const: true }] })).toEqual(["boolean", "string"]);
    expect(types({ $ref: "#/$defs/a~1b", $defs: { "a/b": { type: "object" } } })).toEqual(["object"]);
    expect(types({})).toEqual(ANY);
  });

  it("ends on circles, and on references that lead nowhere or elsewhere", () => {
    expect(types({ $ref: "#" })).toEqual(ANY);
    expect(types({ $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } })).toEqual(ANY);
    for (const $ref of ["#/nope", "other.json", "#anchor"]) expect(types({ $ref, type: "string" })).toEqual(["string"]);
  });
});

it("resolveSchema ends on circles and dangling references", () => {
  const root = {
    $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" }, c: { $ref: "#/$defs/d" }, d: { type: "string" } },
  };
  expect(resolveSchema({ $ref: "#/$defs/c" }, root)).toEqual({ type: "string" });
  expect(resolveSchema({ $ref: "#/$defs/a" }, root)).toHaveProperty("$ref");
  expect(resolveSchema({ $ref: "#/nope" }, root)).toEqual({ $ref: "#/nope" });
});

it("a definition may have any name, and what objects inherit is none", () => {
  const root = JSON.parse(
    '{"$defs":{"constructor":{"type":"string"},"__proto__":{"type":"null"},"prototype":{"type":"array"}}}',
  ) as JsonObject;
  const typesAt = (ref: string) => [...typesOf({ $ref: ref }, root)];
  expect(typesAt("#/$defs/constructor")).toEqual(["string"]);
  expect(typesAt("#/$defs/__proto__")).toEqual(["null"]);
  expect(typesAt("#/$defs/prototype")).toEqual(["array"]);
  for (const ref of ["#/constructor", "#/__proto__", "#/$defs/toString", "#/%"]) {
    expect(referredSchema(ref, root)).toBeUndefined();
  }
});

it("memberSchema looks through $ref and allOf, and takes no inherited name for a member", () => {
  const root = { $ref: "#/$defs/a", $defs: { a: { allOf: [{ properties: { x: { type: "string" } } }] } } };
  expect(memberSchema(root, "x", root)).toEqual({ type: "string" });
  expect(memberSchema(root, "constructor", root)).toBeUndefined();
});
