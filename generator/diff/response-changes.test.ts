import { expect, test } from "vitest";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { answers, diffOf, operationOf } from "./testing/diff-of.ts";
import { witnessVerdicts } from "./testing/witness-verdicts.ts";

const object = (properties: JsonObject, more: JsonObject = {}) => answers({ type: "object", properties, ...more });
const status = (responses: JsonObject) => operationOf({ responses });
const ANY: JsonObject = { description: "", content: { "application/json": { schema: { type: "object" } } } };
const headers = (fields: JsonObject) => status({ "200": { description: "", headers: fields } });

interface Row {
  what: string;
  base: JsonObject;
  head: JsonObject;
  told: string[];
  refused?: string[];
}

const REFUSED = ["breaking response-refused"];
const BREAKING: Row[] = [
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
];

test.each(BREAKING)("$what breaks readers", ({ base, head, told, refused }) => {
  const diff = diffOf(base, head);
  expect({ told: diff.told, step: diff.step }).toEqual({ told, step: "major" });
  const breaking = diff.changes.filter(({ kind }) => kind === "breaking");
  if (refused) expect(breaking[0]?.witness?.refusals.map(({ keyword }) => keyword)).toEqual(refused);
  for (const change of breaking)
    expect(witnessVerdicts(change, diff.sides)).toEqual({ takenBy: true, refusedBy: true });
});

const QUIET: Row[] = [
  {
    what: "a new optional member",
    base: object({ a: { type: "string" } }),
    head: object({ a: { type: "string" }, b: { type: "string" } }),
    told: ["non-breaking member-added"],
  },
  {
    what: "a narrower value",
    base: object({ n: { type: "integer" } }),
    head: object({ n: { type: "integer", maximum: 9 } }),
    told: ["non-breaking response-narrowed"],
  },
  {
    what: "a status that is gone",
    base: status({ "200": ANY, "202": ANY }),
    head: status({ "200": ANY }),
    told: ["non-breaking status-removed"],
  },
  {
    what: "a status that a class or default has covered before",
    base: status({ "200": ANY, "4XX": ANY, default: ANY }),
    head: status({ "200": ANY, "4XX": ANY, "404": ANY, "503": ANY, default: ANY }),
    told: [],
  },
  {
    what: "a new header field",
    base: headers({}),
    head: headers({ "X-Left": { schema: { type: "integer" } } }),
    told: ["non-breaking header-added"],
  },
  {
    what: "a number in a header field where any text was documented",
    base: headers({ "X-Left": { schema: { type: "string" } } }),
    head: headers({ "X-Left": { schema: { type: "integer" } } }),
    told: ["non-breaking response-narrowed"],
  },
];

test.each(QUIET)("$what breaks nobody", ({ base, head, told }) => {
  const diff = diffOf(base, head);
  expect({ told: diff.told, step: diff.step }).toEqual({ told, step: told.length > 0 ? "minor" : "patch" });
});

test("a member that is written alone is neither there for certain nor gone", () => {
  const plain = object({ a: { type: "string" } });
  const marked = object({ a: { type: "string", writeOnly: true } });
  expect(diffOf(plain, marked)).toMatchObject({ step: "major", told: ["unproved member-forgotten"] });
  expect(diffOf(marked, plain)).toMatchObject({ step: "minor", told: ["non-breaking member-added"] });
});

test("an optional header field that is not documented any more is neither compatible nor breaking", () => {
  const { told } = diffOf(headers({ "X-Left": { schema: { type: "integer" } } }), headers({}));
  expect(told).toEqual(["unproved header-forgotten"]);
});
