import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../interchange/json.ts";
import { schemaMutants } from "./schema-mutants.ts";

const linesOf = (schema: JsonSchema) =>
  [...schemaMutants(schema)].map(({ place, keyword, operator }) => `${place} ${keyword} ${operator}`);

describe("schemaMutants", () => {
  it("moves bounds by one, or by a step", () => {
    const mutants = [...schemaMutants({ maxLength: 3, maximum: 99.99, multipleOf: 0.01 })];
    expect(mutants.map(({ keyword, operator, schema }) => [keyword, operator, (schema as never)[keyword]])).toEqual([
      ["maxLength", "dropped", undefined],
      ["maxLength", "1 more", 4],
      ["maxLength", "1 less", 2],
      ["maximum", "dropped", undefined],
      ["maximum", "exclusiveMaximum instead", undefined],
      ["maximum", "0.01 more", 100],
      ["maximum", "0.01 less", 99.98],
      ["multipleOf", "dropped", undefined],
      ["multipleOf", "doubled", 0.02],
      ["multipleOf", "halved", 0.005],
    ]);
  });

  it("reaches every schema of a schema, and changes nothing but its place", () => {
    const schema = {
      properties: { "a/b": { pattern: "^[0-9]{2}$" }, c: { anyOf: [{ type: "integer" }, { const: 1 }] } },
      required: ["c"],
      $defs: { D: { enum: ["x", "y"] } },
      title: "not judged",
    };
    const before = structuredClone(schema);
    expect(linesOf(schema)).toEqual([
      " required dropped",
      " added a/b required",
      " added closed",
      "/properties/a~1b pattern dropped",
      "/properties/a~1b pattern without ^",
      "/properties/a~1b pattern without $",
      "/properties/a~1b pattern one time more",
      "/properties/a~1b pattern one time less",
      "/properties/c anyOf dropped",
      "/properties/c anyOf oneOf instead",
      "/properties/c anyOf without 0",
      "/properties/c anyOf without 1",
      "/properties/c/anyOf/0 type dropped",
      "/properties/c/anyOf/0 type null too",
      "/properties/c/anyOf/0 type number",
      "/properties/c/anyOf/1 const dropped",
      "/$defs/D enum dropped",
      "/$defs/D enum without x",
      "/$defs/D enum without y",
      "/$defs/D enum with X",
    ]);
    expect(schema).toEqual(before);
    const [last] = [...schemaMutants(schema)].slice(-1);
    expect(last?.schema).toEqual({ ...before, $defs: { D: { enum: ["x", "y", "X"] } } });
  });

  it("shifts bounds that move with the clock", () => {
    const [, more, less] = [...schemaMutants({ "x-formatMinimum": "now+PT2M" })];
    expect([more?.schema, less?.schema]).toEqual([
      { "x-formatMinimum": "now+PT3M" },
      { "x-formatMinimum": "now+PT1M" },
    ]);
  });
});
