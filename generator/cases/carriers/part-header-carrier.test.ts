import { describe, expect, it } from "vitest";
import type { MultipartTemplate } from "../../../spec/interchange/case.ts";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { requestOf } from "../testing/derive-body.ts";
import { deriveDocument } from "../testing/derive-document.ts";

const SCHEMA: JsonObject = {
  type: "object",
  required: ["title"],
  properties: { title: { type: "string" }, file: { type: "string", contentMediaType: "image/png" } },
};

const ENCODING: JsonObject = {
  title: {
    headers: {
      "X-Size": { required: true, schema: { type: "integer", minimum: 3 } },
      "X-Note": { schema: { type: "string" } },
      "Content-Type": { required: true, schema: { const: "none of ours" } },
    },
  },
  file: { contentType: "image/png", headers: { "X-Digest": { required: true, schema: { enum: ["abc"] } } } },
};

function derived() {
  const requestBody = { required: true, content: { "multipart/form-data": { schema: SCHEMA, encoding: ENCODING } } };
  const responses = { "200": { description: "" }, "400": { description: "" } };
  const found = deriveDocument({ "/a": { post: { operationId: "it", responses, requestBody } } })["it"];
  if (!found) throw new Error("no operation");
  return found;
}

/** The parts of the cases under a name, by outcome. */
function partsOf(outcome: string, beginning: string, keyword: string) {
  const found = derived();
  return found.cases
    .filter(({ name, tests, expect: { outcome: own } }) => {
      return own === outcome && name.startsWith(`it/${beginning}`) && tests.keyword === keyword;
    })
    .map((each) => (requestOf(found, each).body as MultipartTemplate).parts);
}

describe("the header fields that a document describes for a part", () => {
  it("are sent with every part of the name", () => {
    const found = derived();
    expect(found.base.body).toMatchObject({ parts: [{ name: "title", headers: { "x-size": "3" } }] });
    const files = found.cases
      .filter(({ expect: { outcome } }) => outcome === "accepted")
      .flatMap((each) => (requestOf(found, each).body as MultipartTemplate | null)?.parts ?? [])
      .filter(({ name }) => name === "file");
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(file.headers).toMatchObject({ "x-digest": "abc" });
  });

  it("have a case without each that is required, and cases of wrong values", () => {
    expect(partsOf("rejected", "body/part title header", "required")).toEqual([
      [{ name: "title", value: expect.any(String) }],
    ]);
    expect(partsOf("rejected", "body/part title header", "minimum")).toContainEqual([
      expect.objectContaining({ headers: { "x-size": "2" } }),
    ]);
    expect(partsOf("rejected", "body/part title header", "type").length).toBeGreaterThan(0);
    expect(partsOf("rejected", "body/part file header", "required")).toEqual([
      [expect.anything(), expect.not.objectContaining({ headers: expect.anything() })],
    ]);
    expect(partsOf("rejected", "body/part file header", "enum").length).toBeGreaterThan(0);
  });

  it("are none of those that RFC 7578 gives a meaning", () => {
    expect(JSON.stringify(derived())).not.toContain("none of ours");
  });
});
