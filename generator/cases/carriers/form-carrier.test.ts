import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { requestOf } from "../testing/derive-body.ts";
import { deriveDocument } from "../testing/derive-document.ts";

const SCHEMA: JsonObject = {
  type: "object",
  required: ["sizes", "where"],
  properties: {
    sizes: { type: "array", items: { type: "integer" }, minItems: 2 },
    where: { type: "object", required: ["city"], properties: { city: { type: "string", maxLength: 3 } } },
  },
};

const ENCODING: JsonObject = {
  sizes: { style: "form", explode: false, contentType: "application/json" },
  where: { style: "deepObject", explode: true },
};

function derived(openapi: string) {
  const content = { "multipart/form-data": { schema: SCHEMA, encoding: ENCODING } };
  const requestBody = { required: true, content };
  const responses = { "200": { description: "" }, "400": { description: "" } };
  const found = deriveDocument({ "/a": { post: { operationId: "it", responses, requestBody } } }, {}, openapi)["it"];
  if (!found) throw new Error("no operation");
  return found;
}

describe("the style of a part", () => {
  it("is how it travels since OpenAPI 3.1, whatever its contentType", () => {
    const found = derived("3.1.1");
    expect(found.base.body).toMatchObject({
      parts: [
        { name: "sizes", value: expect.stringMatching(/^\d+,\d+$/) },
        { name: "where[city]", value: expect.any(String) },
      ],
    });
    expect(JSON.stringify(found.base)).not.toContain("application/json");
    const tooFew = found.cases.find(
      ({ tests, expect }) => tests.keyword === "minItems" && expect.outcome === "rejected",
    );
    expect(tooFew && requestOf(found, tooFew).body).toMatchObject({
      parts: [{ name: "sizes", value: expect.stringMatching(/^\d+$/) }, { name: "where[city]" }],
    });
    const tooLong = found.cases.filter(
      ({ tests, expect }) => tests.keyword === "maxLength" && expect.outcome === "rejected",
    );
    expect(tooLong.length).toBeGreaterThan(0);
    for (const each of tooLong)
      expect(requestOf(found, each).body).toMatchObject({ parts: [{ name: "sizes" }, { name: "where[city]" }] });
  });

  it("is none in OpenAPI 3.0", () => {
    expect(derived("3.0.3").base.body).toMatchObject({
      parts: [{ name: "sizes" }, { name: "sizes" }, { name: "where", value: expect.stringMatching(/^\{/) }],
    });
  });
});
