import type { JsonObject } from "../../../spec/interchange/json.ts";
import type { BreakingRow } from "./breaking-row.ts";
import { asks, operationOf, takes } from "./diff-of.ts";

const object = (properties: JsonObject, more: JsonObject = {}) => takes({ type: "object", properties, ...more });
const query = (name: string, schema: JsonObject, more: JsonObject = {}) => ({ name, in: "query", schema, ...more });
const body = (content: JsonObject, required = true) => operationOf({ requestBody: { required, content } });
const form = (properties: JsonObject) =>
  body({ "multipart/form-data": { schema: { type: "object", properties: { a: { type: "object", properties } } } } });
const ANY = { schema: { type: "object" } };

const window = (minimum: string, maximum: string) =>
  object({ until: { type: "string", format: "date-time", "x-formatMinimum": minimum, "x-formatMaximum": maximum } });

/** What is told of a constraint alone. */
export const REFUSED = ["breaking request-refused"];
/** Changes of requests that break callers. */
export const BREAKING_REQUESTS: BreakingRow[] = [
  {
    what: "a lower maximum",
    base: object({ n: { type: "integer", maximum: 9 } }),
    head: object({ n: { type: "integer", maximum: 5 } }),
    told: REFUSED,
    refused: ["maximum"],
  },
  {
    what: "shorter texts",
    base: object({ t: { type: "string", maxLength: 9 } }),
    head: object({ t: { type: "string", maxLength: 5 } }),
    told: REFUSED,
    refused: ["maxLength"],
  },
  {
    what: "a narrower pattern",
    base: object({ t: { type: "string", pattern: "^[a-z]{1,3}$" } }),
    head: object({ t: { type: "string", pattern: "^[a-z]{2}$" } }),
    told: REFUSED,
    refused: ["pattern"],
  },
  {
    what: "fewer items",
    base: object({ l: { type: "array", items: { type: "string" }, maxItems: 4 } }),
    head: object({ l: { type: "array", items: { type: "string" }, maxItems: 2 } }),
    told: REFUSED,
    refused: ["maxItems"],
  },
  {
    what: "a removed enum value",
    base: object({ c: { enum: ["red", "green", "blue"] } }),
    head: object({ c: { enum: ["red", "blue"] } }),
    told: REFUSED,
    refused: ["enum"],
  },
  {
    what: "a new required member",
    base: object({ a: { type: "string" } }),
    head: object({ a: { type: "string" }, b: { type: "string" } }, { required: ["b"] }),
    told: REFUSED,
    refused: ["required"],
    isOneWay: false,
  },
  {
    what: "a member that is required now",
    base: object({ a: { type: "string" } }),
    head: object({ a: { type: "string" } }, { required: ["a"] }),
    told: REFUSED,
    refused: ["required"],
  },
  {
    what: "a changed type",
    base: object({ a: { type: "string" } }),
    head: object({ a: { type: "integer" } }),
    told: REFUSED,
    refused: ["type"],
    isOneWay: false,
  },
  {
    what: "null that is not allowed any more",
    base: object({ a: { type: ["string", "null"] } }),
    head: object({ a: { type: "string" } }),
    told: REFUSED,
    refused: ["type"],
  },
  {
    what: "members of any name that are not allowed any more",
    base: object({ a: { type: "string" } }),
    head: object({ a: { type: "string" } }, { additionalProperties: false }),
    told: REFUSED,
    refused: ["additionalProperties"],
  },
  {
    what: "a narrower time window",
    base: window("now+PT2M", "now+PT6H"),
    head: window("now+PT2M", "now+PT5H"),
    told: REFUSED,
    refused: ["x-formatMaximum"],
  },
  {
    what: "a branch of a union that is gone",
    base: object({ a: { oneOf: [{ type: "string" }, { type: "integer" }, { type: "object" }] } }),
    head: object({ a: { oneOf: [{ type: "string" }, { type: "integer" }] } }),
    told: REFUSED,
  },
  {
    what: "a renamed query parameter",
    base: asks([query("page", { type: "integer" })]),
    head: asks([query("p", { type: "integer" })]),
    told: ["breaking parameter-removed", "non-breaking parameter-added"],
    refused: ["parameter"],
  },
  {
    what: "the only query parameter, gone",
    base: asks([query("page", { type: "integer" })]),
    head: asks([]),
    told: ["breaking parameter-removed"],
    refused: ["parameter"],
  },
  {
    what: "a renamed header parameter",
    base: asks([{ name: "X-Trace", in: "header", schema: { type: "string" } }]),
    head: asks([{ name: "X-Trace-Id", in: "header", schema: { type: "string" } }]),
    told: ["breaking parameter-removed", "non-breaking parameter-added"],
    refused: ["parameter"],
  },
  {
    what: "a new required query parameter",
    base: asks([]),
    head: asks([query("page", { type: "integer" }, { required: true })]),
    told: REFUSED,
    refused: ["required"],
    isOneWay: false,
  },
  {
    what: "a parameter of which the bound is tighter",
    base: asks([query("limit", { type: "integer", maximum: 100 })]),
    head: asks([query("limit", { type: "integer", maximum: 50 })]),
    told: REFUSED,
    refused: ["maximum"],
  },
  {
    what: "a media type that is gone",
    base: body({ "application/json": ANY, "application/x-www-form-urlencoded": ANY }),
    head: body({ "application/json": ANY }),
    told: ["breaking media-type-removed"],
    refused: ["media-type"],
  },
  {
    what: "a body that is required now",
    base: body({ "application/json": ANY }, false),
    head: body({ "application/json": ANY }, true),
    told: REFUSED,
    refused: ["body"],
  },
  {
    what: "a range of media types of which one is left",
    base: body({ "image/*": { schema: { type: "string", format: "binary" } } }),
    head: body({ "image/png": { schema: { type: "string", format: "binary" } } }),
    told: ["breaking media-type-removed"],
    refused: ["media-type"],
  },
  {
    what: "a body that is not taken any more",
    base: body({ "application/json": ANY }),
    head: operationOf({}),
    told: ["breaking media-type-removed"],
    refused: ["media-type"],
    isOneWay: false,
  },
  {
    what: "a tighter bound deep in a form",
    base: form({ n: { type: "integer", maximum: 9 } }),
    head: form({ n: { type: "integer", maximum: 5 } }),
    told: REFUSED,
    refused: ["maximum"],
  },
  {
    what: "a renamed cookie parameter",
    base: asks([{ name: "theme", in: "cookie", schema: { type: "string" } }]),
    head: asks([{ name: "look", in: "cookie", schema: { type: "string" } }]),
    told: ["breaking parameter-removed", "non-breaking parameter-added"],
    refused: ["parameter"],
  },
  {
    what: "a time window that opens later",
    base: window("now", "now+PT6H"),
    head: window("now+PT2M", "now+PT6H"),
    told: REFUSED,
    refused: ["x-formatMinimum"],
  },
  {
    what: "a list in a query that is written otherwise",
    base: asks([query("ids", { type: "array", items: { type: "integer" } }, { explode: true })]),
    head: asks([query("ids", { type: "array", items: { type: "integer" }, maxItems: 1 }, { explode: false })]),
    told: [...REFUSED, "unproved request-unproved"],
    isOneWay: false,
  },
];
