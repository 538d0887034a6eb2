import { expect, test } from "vitest";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { BREAKING_OPERATIONS, secured } from "./testing/breaking-operations.ts";
import { diffOf, operationOf } from "./testing/diff-of.ts";

const none: string[] = [];

test("the same document is no change at all", () => {
  expect(diffOf(secured({ token: none }), secured({ token: none }))).toMatchObject({ step: "none", changes: [] });
});

test.each(BREAKING_OPERATIONS)("$what breaks callers", ({ base, head, told, refused }) => {
  const diff = diffOf(base, head);
  expect({ told: diff.told, step: diff.step }).toEqual({ told, step: "major" });
  const [witness] = diff.changes.flatMap((change) => change.witness ?? []);
  expect(witness?.refusals.map(({ keyword }) => keyword)).toEqual(refused);
});

test("a new operation breaks nobody", () => {
  const one: JsonObject = { paths: { "/a": { get: { responses: {} } } } };
  const both: JsonObject = { paths: { "/a": { get: { responses: {} } }, "/b": { get: { responses: {} } } } };
  expect(diffOf(one, both)).toMatchObject({ step: "minor", told: ["non-breaking operation-added"] });
});

test("a new path that takes requests of another one is not taken for compatible", () => {
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const known: JsonObject = { "/a/{id}": { get: { parameters: [id], responses: {} } } };
  const more: JsonObject = { ...known, "/a/mine": { get: { responses: {} } } };
  expect(diffOf({ paths: known }, { paths: more })).toMatchObject({
    step: "major",
    told: ["unproved operation-hidden"],
  });
  expect(diffOf({ paths: more }, { paths: known })).toMatchObject({
    step: "major",
    told: ["unproved operation-merged"],
  });
});

test.each([
  {
    what: "a further alternative",
    base: [{ token: none }],
    head: [{ token: none }, { key: none }],
    told: ["non-breaking security-widened"],
  },
  { what: "another name for the same scheme", base: [{ key: none }], head: [{ renamed: none }], told: [] },
  { what: "another order", base: [{ key: none }, { token: none }], head: [{ token: none }, { key: none }], told: [] },
  {
    what: "a further scope",
    base: [{ consent: ["read"] }],
    head: [{ consent: ["read", "write"] }],
    told: ["unproved security-unproved"],
  },
  { what: "fewer scopes", base: [{ consent: ["read", "write"] }], head: [{ consent: ["read"] }], told: [] },
])("security: $what", ({ base, head, told }) => {
  expect(diffOf(secured(...(base as JsonObject[])), secured(...(head as JsonObject[]))).told).toEqual(told);
});

test("what is not compared and has changed is told", () => {
  const callbacks = (name: string): JsonObject => ({
    done: { [`{$request.body#/${name}}`]: { post: { responses: {} } } },
  });
  const changed = diffOf(operationOf({ callbacks: callbacks("one") }), operationOf({ callbacks: callbacks("other") }));
  expect(changed).toMatchObject({ step: "major", told: ["unproved not-compared"] });
});

test("a server that is not named any more is not taken for gone", () => {
  const at = (url: string): JsonObject => operationOf({ servers: [{ url }] });
  expect(diffOf(at("https://a.example"), at("https://b.example")).told).toEqual(["unproved server-removed"]);
});
