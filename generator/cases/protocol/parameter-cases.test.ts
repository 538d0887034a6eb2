import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { deriveDocument, verdicts } from "../testing/derive-document.ts";

const OK: JsonObject = { description: "" };
const get = (more: JsonObject): JsonObject => ({
  get: { operationId: "it", responses: { "200": OK, "400": OK }, ...more },
});

describe("parameters", () => {
  const query = (schema: JsonObject, more: JsonObject = {}) =>
    deriveDocument({ "/a": get({ parameters: [{ name: "q", in: "query", required: true, schema, ...more }] }) })["it"];

  it("that nobody declared change nothing; one given twice may mean anything", () => {
    const derived = query({ type: "integer" });
    expect(verdicts(derived, "query/undeclared")).toEqual({
      " parameter contract_kit": "accepted 200",
      " parameter __proto__": "accepted 200",
      " parameter constructor": "accepted 200",
      " parameter contract[kit]": "accepted 200",
    });
    expect(verdicts(derived, "query/q/given")).toEqual({ " twice": "either 200 400" });
    expect(verdicts(query({ type: "array", items: { type: "integer" } }), "query/q/given")).toEqual({});
  });

  it("with a malformed escape are refused where no reading of it is valid", () => {
    const of = (schema: JsonObject) => verdicts(query(schema), "query/q/percent-encoding/")["%zz"];
    expect(of({ type: "integer" })).toBe("rejected 400");
    expect(of({ type: "string" })).toBe("either 200 400");
    expect(of({ type: "string", pattern: "^[a-z]+$" })).toBe("rejected 400");
  });

  it("of lists are tried with none, one and two items, and delimiters within", () => {
    const found = verdicts(query({ type: "array", items: { type: "string" } }, { explode: false }), "query/q/style/");
    expect(found).toMatchObject({
      "one item": "accepted 200",
      "two items": "accepted 200",
      "item a%2Cb": "accepted 200",
    });
    expect(found).not.toHaveProperty("no items");
    const piped = query({ type: "array", items: { type: "string" } }, { style: "pipeDelimited", explode: false });
    expect(verdicts(piped, "query/q/style/")).not.toHaveProperty("item a%7Cb");
    expect(piped?.skipped.find(({ name }) => name === "it/query/q/style/item a%7Cb")?.reason).toMatch(/nothing tells/);
  });

  it("may have reserved characters as they are where the document says so", () => {
    const derived = query({ type: "string" }, { allowReserved: true });
    const found = derived?.cases.find(({ name }) => name.endsWith("/reserved characters as they are"));
    expect(JSON.stringify(found?.request)).toContain(`{"raw":"a/b?c:d@e!f$g'h(i)j*k,l;m"}`);
    expect(verdicts(query({ type: "string" }), "query/q/style/")).toEqual({});
  });

  it("of a path that name nothing may be answered by a documented 404", () => {
    const parameters = [{ name: "id", in: "path", required: true, schema: { type: "string", maxLength: 5 } }];
    const of = (responses: JsonObject) =>
      verdicts(deriveDocument({ "/a/{id}": get({ parameters, responses }) })["it"], "path/id/maxLength/")[
        "5 ASCII characters"
      ];
    expect(of({ "200": OK, "404": OK })).toBe("accepted 200 404");
    expect(of({ "200": OK })).toBe("accepted 200");
  });
});
