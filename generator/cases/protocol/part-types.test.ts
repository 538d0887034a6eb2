import { expect, it } from "vitest";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { requestOf } from "../testing/derive-body.ts";
import { deriveDocument, verdicts } from "../testing/derive-document.ts";

const RESPONSES: JsonObject = { "200": { description: "" }, "400": { description: "" } };
const SCHEMA: JsonObject = {
  type: "object",
  required: ["data"],
  properties: {
    data: { type: "object", properties: { a: { type: "integer" } } },
    file: { type: "string", contentMediaType: "image/png" },
    notes: { type: "array", items: { type: "string" } },
  },
};

function derived(encoding: JsonObject) {
  const requestBody = { required: true, content: { "multipart/form-data": { schema: SCHEMA, encoding } } };
  return deriveDocument({ "/a": { post: { operationId: "it", responses: RESPONSES, requestBody } } })["it"];
}

it("a part is taken under the types that the document allows, and another type is open", () => {
  const found = derived({ data: { contentType: "application/json, text/csv" } });
  expect(verdicts(found, "multipart/part data/encoding/")).toEqual({
    "application/json": "accepted 200",
    "text/csv": "either 200 400",
    "capital letters": "accepted 200",
    charset: "accepted 200",
    "application/x-contract-kit": "either 200 400",
    "application/octet-stream": "either 200 400",
    "text/plain": "either 200 400",
    "no Content-Type": "either 200 400",
  });
  const sent = found?.cases.find(({ name }) => name.endsWith("encoding/charset"));
  const { body } = (found && sent && requestOf(found, sent)) ?? {};
  expect(body).toMatchObject({ parts: [{ name: "data", contentType: "application/json; charset=utf-8" }] });
});

it("a file is taken under the type that it has", () => {
  expect(verdicts(derived({ file: { contentType: "image/jpeg, image/*" } }), "multipart/part file/encoding/")).toEqual({
    "image/jpeg": "either 200 400",
    "image/png": "accepted 200",
    "capital letters": "accepted 200",
    "application/x-contract-kit": "either 200 400",
    "application/octet-stream": "either 200 400",
    "text/plain": "either 200 400",
    "no Content-Type": "either 200 400",
  });
});

it("an item of a list is a part of its own", () => {
  const found = derived({ notes: { contentType: "text/csv" } });
  const sent = found?.cases.find(({ name }) => name.endsWith("part notes/encoding/capital letters"));
  const { body } = (found && sent && requestOf(found, sent)) ?? {};
  expect(body).toMatchObject({ parts: [{ name: "data" }, { name: "notes", contentType: "TEXT/CSV" }] });
});

it("nothing is said of parts without an encoding", () => {
  expect(derived({})?.cases.filter(({ tests }) => tests.keyword === "encoding")).toEqual([]);
});
