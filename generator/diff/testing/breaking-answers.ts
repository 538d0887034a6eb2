import type { JsonObject } from "../../../spec/interchange/json.ts";
import type { BreakingRow } from "./breaking-row.ts";
import { answers, operationOf } from "./diff-of.ts";

const object = (properties: JsonObject, more: JsonObject = {}) => answers({ type: "object", properties, ...more });
const status = (responses: JsonObject) => operationOf({ responses });
const ANY: JsonObject = { description: "", content: { "application/json": { schema: { type: "object" } } } };
const form = (properties: JsonObject) =>
  status({
    "200": { description: "", content: { "multipart/form-data": { schema: { type: "object", properties } } } },
  });
const text = (schema: JsonObject) => status({ "200": { description: "", content: { "text/plain": { schema } } } });
const media = (...types: string[]) =>
  status({ "200": { description: "", content: Object.fromEntries(types.map((type) => [type, {}])) } });
const N = (maximum: number): JsonObject => ({ schema: { type: "integer", maximum } });
const headers = (fields: JsonObject) => status({ "200": { description: "", headers: fields } });

const REFUSED = ["breaking response-refused"];
/** Changes of answers that break readers. */
export const BREAKING_ANSWERS: BreakingRow[] = [
  {
    what: "a higher maximum",
    base: object({ n: { type: "integer", maximum: 5 } }),
    head: object({ n: { type: "integer", maximum: 9 } }),
    told: REFUSED,
    refused: ["maximum"],
  },
  {
    what: "a new enum value",
    base: object({ c: { enum: ["red", "blue"] } }),
    head: object({ c: { enum: ["red", "blue", "green"] } }),
    told: REFUSED,
    refused: ["enum"],
  },
  {
    what: "null that is allowed now",
    base: object({ a: { type: "string" } }),
    head: object({ a: { type: ["string", "null"] } }),
    told: REFUSED,
    refused: ["type"],
  },
  {
    what: "a required member that is gone",
    base: object({ a: { type: "string" }, b: { type: "string" } }, { required: ["b"] }),
    head: object({ a: { type: "string" } }),
    told: REFUSED,
    refused: ["required"],
  },
  {
    what: "a member that is not required any more",
    base: object({ a: { type: "string" } }, { required: ["a"] }),
    head: object({ a: { type: "string" } }),
    told: REFUSED,
    refused: ["required"],
  },
  {
    what: "an optional member that is gone, so that anything may stand there",
    base: object({ a: { type: "string" }, b: { type: "string" } }),
    head: object({ a: { type: "string" } }),
    told: REFUSED,
    refused: ["type"],
  },
  {
    what: "a new member where BASE has said that there is none",
    base: object({ a: { type: "string" } }, { additionalProperties: false }),
    head: object({ a: { type: "string" }, b: { type: "string" } }, { additionalProperties: false }),
    told: REFUSED,
    refused: ["additionalProperties"],
  },
  {
    what: "a new branch of a union",
    base: object({ a: { oneOf: [{ type: "string" }, { type: "integer" }] } }),
    head: object({ a: { oneOf: [{ type: "string" }, { type: "integer" }, { type: "array" }] } }),
    told: REFUSED,
  },
  {
    what: "a new status",
    base: status({ "200": ANY }),
    head: status({ "200": ANY, "202": ANY }),
    told: ["breaking status-added"],
  },
  {
    what: "another content type",
    base: status({ "200": ANY }),
    head: status({ "200": { description: "", content: { "application/xml": {} } } }),
    told: ["breaking content-type-changed", "non-breaking content-type-removed"],
  },
  {
    what: "no body",
    base: status({ "200": ANY }),
    head: status({ "200": { description: "" } }),
    told: ["breaking content-type-changed"],
  },
  {
    what: "a required header field that is gone",
    base: headers({ "X-Left": { required: true, schema: { type: "integer" } } }),
    head: headers({}),
    told: REFUSED,
    refused: ["required"],
  },
  {
    what: "a header field with other values",
    base: headers({ "X-Left": { schema: { type: "integer" } } }),
    head: headers({ "X-Left": { schema: { type: "string", enum: ["none", "many"] } } }),
    told: REFUSED,
    refused: ["type"],
  },
  {
    what: "a type that is wider deep inside",
    base: object({ a: { type: "array", items: { type: "object", properties: { n: { type: "integer" } } } } }),
    head: object({ a: { type: "array", items: { type: "object", properties: { n: { type: "number" } } } } }),
    told: REFUSED,
    refused: ["type"],
  },
  {
    what: "a type that is wider in a form",
    base: form({ n: { type: "object", properties: { m: { type: "integer" } } } }),
    head: form({ n: { type: "object", properties: { m: { type: ["integer", "null"] } } } }),
    told: REFUSED,
    refused: ["type"],
  },
  {
    what: "a text that is read as another type",
    base: text({ type: "integer" }),
    head: text({ type: "string", minLength: 1 }),
    told: REFUSED,
    refused: ["type"],
  },
  {
    what: "a type of media out of a wider range",
    base: media("image/png", "image/webp"),
    head: media("image/*"),
    told: ["breaking content-type-changed"],
  },
  {
    what: "another schema for one of several media types",
    base: status({ "200": { description: "", content: { "application/json": {}, "application/problem+json": N(5) } } }),
    head: status({ "200": { description: "", content: { "application/json": {}, "application/problem+json": N(9) } } }),
    told: REFUSED,
    refused: ["maximum"],
  },
  {
    what: "a status of a class that BASE documents by one alone",
    base: status({ "200": ANY, "404": ANY }),
    head: status({ "200": ANY, "4XX": ANY }),
    told: ["breaking status-added"],
  },
];
