import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../spec/interchange/json.ts";
import { bodies, deriveBody, deriveContent, sent } from "./testing/derive-body.ts";

/** The places that the cases of a keyword name, by the value that each sends. */
function placesOf(schema: JsonObject, keyword: string): Map<string, string[]> {
  const root = "/paths/~1/post/requestBody/content/application~1json/schema";
  return new Map(
    bodies(deriveBody(schema))
      .filter(({ found }) => found.tests.keyword === keyword && found.expect.outcome === "rejected")
      .map(({ found: { tests }, value }) => [
        JSON.stringify(value),
        [tests.pointer, ...(tests.also ?? [])].map((pointer) => pointer.replace(root, "")),
      ]),
  );
}

describe("a fault that several places refuse for the same reason", () => {
  it.each<[what: string, schema: JsonObject, wrong: Json, places: string[]]>([
    ["the type again", { type: "string", allOf: [{ type: "string" }] }, 1, ["/type", "/allOf/0/type"]],
    ["values of that type", { type: "string", enum: ["a", "b"] }, 1, ["/type", "/enum"]],
    ["a value of that type", { type: "string", const: "a" }, null, ["/type", "/const"]],
    [
      "branches of that type",
      {
        type: "string",
        oneOf: [
          { type: "string", maxLength: 3 },
          { type: "string", minLength: 6 },
        ],
      },
      1,
      ["/type", "/oneOf"],
    ],
    ["not, which takes other types", { type: "integer", not: { multipleOf: 3 } }, "1", ["/type", "/not"]],
  ])("is one case that names them: %s", (_, schema, wrong, places) => {
    expect(placesOf(schema, "type").get(JSON.stringify(wrong))).toEqual(places);
  });

  it.each<[keyword: string, schema: JsonObject, wrong: Json, also: string]>([
    ["maximum", { type: "integer", maximum: 10, allOf: [{ maximum: 10 }] }, 11, "/allOf/0/maximum"],
    ["maximum", { type: "integer", format: "int32", maximum: 2147483647 }, 2147483648, "/format"],
    ["minimum", { type: "integer", minimum: 1, exclusiveMinimum: 0 }, 0, "/exclusiveMinimum"],
    ["maxLength", { type: "string", maxLength: 2, allOf: [{ maxLength: 2 }] }, "aaa", "/allOf/0/maxLength"],
    ["required", { type: "object", required: ["a"], allOf: [{ required: ["a"] }] }, {}, "/allOf/0/required"],
    [
      "additionalProperties",
      { type: "object", properties: { a: {} }, additionalProperties: false, unevaluatedProperties: false },
      { undeclared: "example" },
      "/unevaluatedProperties",
    ],
  ])("is a case of %s", (keyword, schema, wrong, also) => {
    expect(placesOf(schema, keyword).get(JSON.stringify(wrong))).toEqual([`/${keyword}`, also]);
  });

  it("is one case where a condition takes that type alone", () => {
    const schema = JSON.parse('{"type":"string","if":{"maxLength":3},"then":{"type":"string"}}') as JsonObject;
    expect(placesOf(schema, "type").get("1")).toEqual(["/type", "/if"]);
  });

  it("names no place that does not refuse it", () => {
    const derived = deriveBody({ type: "string", minLength: 1, allOf: [{ maxLength: 3 }], enum: ["a", "b"] });
    expect(sent(derived, "type", "rejected")).toContainEqual(1);
    for (const { tests } of derived.cases.filter(({ tests }) => tests.keyword === "type")) {
      expect(tests.also ?? []).not.toContainEqual(expect.stringMatching(/Length/));
    }
  });

  it("is no case of a keyword that takes it: a text of a wrong format has the right type", () => {
    const schema = { type: "string", format: "date" } as const;
    const content = { "multipart/form-data": { schema: { type: "object", properties: { day: schema } } } };
    const { cases } = deriveContent(content);
    const typed = cases.filter(
      ({ name, expect: { outcome } }) => outcome === "rejected" && name.startsWith("op/body/day/type/"),
    );
    expect(typed).toEqual([]);
    expect(cases.map(({ name }) => name)).toContainEqual(expect.stringMatching("^op/body/day/format/"));
  });
});
