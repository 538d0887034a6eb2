import { describe, expect, it } from "vitest";
import type { JsonObject } from "../spec/interchange/json.ts";
import { compileSchemas } from "./compile-schemas.ts";
import { linkParts } from "./link-parts.ts";
import type { SchemaPart } from "./schema-part.ts";

const part = (name: string, member: JsonObject, $defs: JsonObject): SchemaPart => ({
  name,
  schema: { type: "object", properties: { it: member }, $defs },
  pointer: `/${name}`,
  origins: new Map(),
});

const REFERENCE = { $ref: "#/$defs/Name" };
const [one, other, third] = [
  part("one", REFERENCE, { Name: { type: "string" } }),
  part("other", { type: "array", items: REFERENCE }, { Name: { type: "string" } }),
  part("third", REFERENCE, { Name: { type: "integer" } }),
];

describe("linkParts", () => {
  it("has a definition once for all parts that share it", () => {
    const { definitions, checks } = linkParts([one, other]);
    expect(definitions).toMatchObject([{ id: "def:0", definition: "Name", schema: { type: "string" } }]);
    expect(checks).toMatchObject([
      { schema: { properties: { it: { $ref: "def:0" } } } },
      { schema: { properties: { it: { items: { $ref: "def:0" } } } } },
    ]);
    for (const { schema } of checks) expect(schema).not.toHaveProperty("$defs");
  });

  it("has equal parts once", () => {
    const { checks, checkOf } = linkParts([one, { ...one, name: "again" }]);
    expect(checks).toHaveLength(1);
    expect(checkOf.get("again")).toBe(checkOf.get("one"));
  });

  it("leaves a definition where it is that two parts define differently, and what refers to it", () => {
    const outer = { Outer: { properties: { name: REFERENCE } }, Name: { type: "string" } };
    const { definitions, checks } = linkParts([part("outer", { $ref: "#/$defs/Outer" }, outer), third]);
    expect(definitions).toEqual([]);
    expect(checks.map(({ schema }) => schema)).toMatchObject([{ $defs: outer }, third.schema]);
  });
});

describe("compileSchemas", () => {
  it("judges each part by its own definitions", () => {
    const { ajv, checkOf, faults } = compileSchemas([one, other, third], { logger: false });
    const takes = (name: string, it: unknown) => ajv.getSchema(checkOf.get(name) ?? "")?.({ it });
    expect(faults).toEqual([]);
    expect([takes("one", "text"), takes("one", 1), takes("other", ["text"]), takes("other", [1])]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect([takes("third", 1), takes("third", "text")]).toEqual([true, false]);
  });

  it("says where a keyword has a value that means nothing", () => {
    const { faults } = compileSchemas([part("one", REFERENCE, { Name: { minLength: "three" } })], { logger: false });
    expect(faults).toMatchObject([{ place: "/$defs/Name/minLength", part: { name: "one" } }]);
  });
});
