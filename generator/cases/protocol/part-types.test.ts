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

function derived(encoding: JsonObject, more: JsonObject = {}) {
  const requestBody = { required: true, content: { "multipart/form-data": { schema: SCHEMA, encoding } } };
  const responses = { ...RESPONSES, ...more };
  return deriveDocument({ "/a": { post: { operationId: "it", responses, requestBody } } })["it"];
}

it("a part is taken under the types that the document allows, and another type is open", () => {
  const found = derived({ data: { contentType: "application/json, text/csv" } });
  expect(verdicts(found, "multipart/part data/encoding/")).toEqual({
    "application/json": "accepted 200",
    "text/csv": "either 200 400 415 422",
    "capital letters": "accepted 200",
    charset: "accepted 200",
    "application/x-contract-kit": "either 200 400 415 422",
    "application/octet-stream": "either 200 400 415 422",
    "text/plain": "either 200 400 415 422",
    "no Content-Type": "either 200 400 415 422",
  });
  const sent = found?.cases.find(({ name }) => name.endsWith("encoding/charset"));
  const { body } = (found && sent && requestOf(found, sent)) ?? {};
  expect(body).toMatchObject({ parts: [{ name: "data", contentType: "application/json; charset=utf-8" }] });
});

it("a file is taken under the type that it has", () => {
  expect(verdicts(derived({ file: { contentType: "image/jpeg, image/*" } }), "multipart/part file/encoding/")).toEqual({
    "image/jpeg": "either 200 400 415 422",
    "image/png": "accepted 200",
    "capital letters": "accepted 200",
    "application/x-contract-kit": "either 200 400 415 422",
    "application/octet-stream": "either 200 400 415 422",
    "text/plain": "either 200 400 415 422",
    "no Content-Type": "either 200 400 415 422",
  });
});

it("another type of a part may be refused as such, where the document has a status for that", () => {
  const found = derived({ file: { contentType: "image/png" } }, { "415": { description: "" } });
  expect(verdicts(found, "multipart/part file/encoding/")).toMatchObject({
    "image/png": "accepted 200",
    "text/plain": "either 200 400 415",
    "no Content-Type": "either 200 400 415",
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
