import { expect, test } from "vitest";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { diffOf, operationOf } from "./testing/diff-of.ts";
import { witnessVerdicts } from "./testing/witness-verdicts.ts";

const SCHEMES: JsonObject = {
  securitySchemes: {
    token: { type: "http", scheme: "bearer" },
    key: { type: "apiKey", in: "header", name: "X-Key" },
    renamed: { type: "apiKey", in: "header", name: "X-Key" },
    consent: {
      type: "oauth2",
      flows: { clientCredentials: { tokenUrl: "https://example.com/t", scopes: { read: "", write: "" } } },
    },
  },
};
const secured = (...security: JsonObject[]) => operationOf({ security }, SCHEMES);
const none: string[] = [];

test("the same document is no change at all", () => {
  expect(diffOf(secured({ token: none }), secured({ token: none }))).toMatchObject({ step: "none", changes: [] });
});

test("an operation that is gone breaks its callers, a new one nobody", () => {
  const both: JsonObject = { paths: { "/a": { get: { responses: {} } }, "/b": { get: { responses: {} } } } };
  const one: JsonObject = { paths: { "/a": { get: { responses: {} } } } };
  const gone = diffOf(both, one);
  expect(gone).toMatchObject({ step: "major", told: ["breaking operation-removed"] });
  expect(gone.changes[0]?.witness).toMatchObject({ kind: "request", operationId: "getB" });
  for (const change of gone.changes)
    expect(witnessVerdicts(change, gone.sides)).toEqual({ takenBy: true, refusedBy: true });
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
});

test.each([
  {
    what: "an alternative that is gone",
    base: [{ token: none }, { key: none }],
    head: [{ token: none }],
    told: ["breaking security-narrowed"],
  },
  {
    what: "a second scheme that is needed",
    base: [{ token: none }],
    head: [{ token: none, key: none }],
    told: ["breaking security-narrowed"],
  },
  {
    what: "credentials where none were needed",
    base: [{}],
    head: [{ key: none }],
    told: ["breaking security-narrowed"],
  },
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
