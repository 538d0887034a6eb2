import { expect, it } from "vitest";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { deriveBody, requestOf } from "../testing/derive-body.ts";
import { deriveDocument, verdicts } from "../testing/derive-document.ts";

const RESPONSES: JsonObject = { "200": { description: "" }, "400": { description: "" } };
const SCHEMA: JsonObject = {
  type: "object",
  required: ["a", "t", "z"],
  properties: { a: { enum: ["x"] }, t: { type: "string" }, z: { type: "boolean" } },
};

function derived(mediaType: string) {
  const requestBody = { required: true, content: { [mediaType]: { schema: SCHEMA } } };
  return deriveDocument({ "/a": { post: { operationId: "it", responses: RESPONSES, requestBody } } })["it"];
}

it("a byte of no UTF-8 in a free text of JSON is open, as readers put a character in its place", () => {
  const json = derived("application/json");
  expect(verdicts(json, "json/a text of")).toEqual({ " invalid UTF-8": "either 200 400" });
  const found = json?.cases.find(({ name }) => name === "it/json/a text of invalid UTF-8");
  const { body } = (json && found && requestOf(json, found)) ?? {};
  const text = Buffer.from((body as unknown as { value: Uint8Array }).value).toString("latin1");
  expect(text).toMatch(/^\{"a":"x","t":"[^"]*\xff","z":(?:true|false)\}$/);
});

it("it is refused in JSON where such a character is invalid, too", () => {
  const invalid = (schema: JsonObject) => verdicts(deriveBody(schema), "json/invalid UTF-8");
  expect(invalid({ type: "string" })).toEqual({});
  expect(invalid({ enum: ["x"] })).toEqual({ "": "rejected 422" });
  expect(invalid({ type: "integer" })).toEqual({ "": "rejected 422" });
});

it("it is refused in parts and fields where no reading of it is valid", () => {
  const parts = verdicts(derived("multipart/form-data"), "multipart/part ");
  expect(parts).toMatchObject({
    "a with bytes that are no UTF-8": "rejected 400",
    "t with bytes that are no UTF-8": "either 200 400",
    "z with bytes that are no UTF-8": "rejected 400",
  });
  const fields = verdicts(derived("application/x-www-form-urlencoded"), "urlencoded/field ");
  expect(fields).toMatchObject({
    "a with bytes that are no UTF-8": "rejected 400",
    "t with bytes that are no UTF-8": "either 200 400",
  });
});
