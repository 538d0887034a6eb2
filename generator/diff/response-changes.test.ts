import { expect, test } from "vitest";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { BREAKING_ANSWERS } from "./testing/breaking-answers.ts";
import type { BreakingRow } from "./testing/breaking-row.ts";
import { answers, diffOf, operationOf } from "./testing/diff-of.ts";

const object = (properties: JsonObject, more: JsonObject = {}) => answers({ type: "object", properties, ...more });
const status = (responses: JsonObject) => operationOf({ responses });
const ANY: JsonObject = { description: "", content: { "application/json": { schema: { type: "object" } } } };
const text = (schema: JsonObject) => status({ "200": { description: "", content: { "text/plain": { schema } } } });
const form = (schema: JsonObject) =>
  status({
    "200": {
      description: "",
      content: { "multipart/form-data": { schema: { type: "object", properties: { a: schema } } } },
    },
  });
const headers = (fields: JsonObject) => status({ "200": { description: "", headers: fields } });

test.each(BREAKING_ANSWERS)("$what breaks readers", ({ base, head, told, refused }) => {
  const diff = diffOf(base, head);
  expect({ told: diff.told, step: diff.step }).toEqual({ told, step: "major" });
  const breaking = diff.changes.filter(({ kind }) => kind === "breaking");
  if (refused) expect(breaking[0]?.witness?.refusals.map(({ keyword }) => keyword)).toEqual(refused);
});

const QUIET: BreakingRow[] = [
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
  {
    what: "a number as the text where any text was documented",
    base: text({ type: "string" }),
    head: text({ type: "integer" }),
    told: ["non-breaking response-narrowed"],
  },
  {
    what: "a number in a form where any text was documented",
    base: form({ type: "string" }),
    head: form({ type: "integer" }),
    told: ["non-breaking response-narrowed"],
  },
];

test("a text is told apart as it is read: where nothing shows that it is refused, it is unproved", () => {
  const { told } = diffOf(form({ type: "string", maxLength: 3 }), form({ type: "integer", maximum: 99 }));
  expect(told).toEqual(["unproved response-unproved"]);
});

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
