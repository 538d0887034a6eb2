import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { requestOf } from "./testing/derive-body.ts";
import { deriveDocument } from "./testing/derive-document.ts";

const NAME: JsonObject = { type: "string", minLength: 2, examples: ["Ada", "x", "Bob"], default: "Eve" };
const BODY: JsonObject = {
  schema: { type: "object", required: ["name"], properties: { name: NAME, id: { type: "integer", readOnly: true } } },
  examples: {
    first: { value: { name: "first" } },
    "the second": { $ref: "#/components/examples/second" },
    wrong: { value: { name: 1 } },
    elsewhere: { externalValue: "https://example.com/example.json" },
  },
};
const LIMIT: JsonObject = { name: "limit", in: "query", schema: { type: "integer" }, example: 7 };
const SORT: JsonObject = {
  name: "sort",
  in: "query",
  schema: { type: "string", minLength: 1 },
  examples: { up: { value: "asc" }, wrong: { value: "" } },
};

const derived = deriveDocument(
  {
    "/a": {
      post: {
        operationId: "it",
        parameters: [LIMIT, SORT],
        requestBody: { required: true, content: { "application/json": BODY } },
        responses: { "200": { description: "" }, "400": { description: "" } },
      },
    },
  },
  { examples: { second: { value: { name: "second", id: 3 } } } },
)["it"];

function sentBy(name: string) {
  const found = derived?.cases.find((each) => each.name === `it/${name}`);
  return found && derived && { outcome: found.expect.outcome, ...requestOf(derived, found) };
}

describe("the examples of a document", () => {
  it("of a body are accepted, each under its name, without what belongs to answers", () => {
    expect(derived?.base.body).toMatchObject({ value: { name: "first" } });
    expect(sentBy("body as application%2Fjson/examples the%20second")).toMatchObject({
      outcome: "accepted",
      body: { value: { name: "second" } },
    });
    expect(JSON.stringify(sentBy("body as application%2Fjson/examples the%20second"))).not.toContain('"id"');
  });

  it("of a parameter are accepted, also where it is optional", () => {
    expect(sentBy("query/limit/example")).toMatchObject({
      outcome: "accepted",
      query: [{ name: "limit", value: "7" }],
    });
    expect(sentBy("query/sort/examples up")).toMatchObject({ query: [{ name: "sort", value: "asc" }] });
  });

  it("of a schema are accepted, and its default, if need be under the name of another rule", () => {
    const names = (derived?.cases ?? [])
      .filter(({ expect: { outcome } }) => outcome === "accepted")
      .map(
        (found) => derived && (requestOf(derived, found).body as { value?: { name?: unknown } } | null)?.value?.name,
      );
    expect(names).toEqual(expect.arrayContaining(["Ada", "Bob", "Eve"]));
    expect(sentBy("body/name/examples/3 of 3")).toMatchObject({ body: { value: { name: "Bob" } } });
    expect(sentBy("body/name/default/its value")).toMatchObject({ body: { value: { name: "Eve" } } });
  });

  it("are skipped with a reason where they are wrong or not there", () => {
    const skipped = Object.fromEntries(derived?.skipped.map(({ name, reason }) => [name, reason]) ?? []);
    expect(skipped).toMatchObject({
      "it/body as application%2Fjson/examples wrong": expect.stringContaining("refuses"),
      "it/body as application%2Fjson/examples elsewhere": expect.stringContaining("another file"),
      "it/query/sort/examples wrong": expect.any(String),
      "it/body/name/examples/2 of 3": expect.any(String),
    });
  });
});
