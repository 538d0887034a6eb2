import { expect, it } from "vitest";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { readContract } from "../contract.ts";
import { deriveCases } from "./derive.ts";
import { createDeriveAgain } from "./derive-again.ts";

const answer = { responses: { "200": { description: "" } } };
const body = (schema: JsonObject) => ({ requestBody: { content: { "application/json": { schema } } }, ...answer });
const PARTS: Record<string, JsonObject> = {
  paths: {
    "/a": { post: body({ $ref: "#/components/schemas/A" }), parameters: [] },
    "/b": { post: { ...body({ $ref: "#/components/schemas/B" }), security: [{ key: [] }] } },
    "/c": { post: body({ $ref: "#/paths/~1d/post/requestBody/content/application~1json/schema" }) },
    "/d": { post: body({ type: "string", maxLength: 3 }) },
  },
  schemas: { A: { type: "string", maxLength: 4 }, B: { type: "object", properties: { a: { type: "integer" } } } },
  securitySchemes: { key: { type: "http", scheme: "bearer" } },
};

/** A document in which a text is another one. */
function documentWith(from = "", to = ""): JsonObject {
  const { paths, ...components } = JSON.parse(JSON.stringify(PARTS).replace(from, to)) as typeof PARTS;
  return { openapi: "3.1.1", info: { title: "t", version: from }, paths: paths ?? {}, components };
}

it.each([
  ["nothing", "", "", []],
  ["a schema in components", '"maxLength":4', '"maxLength":5', ["postA"]],
  ["a schema of an object", '"integer"', '"number"', ["postB"]],
  ["a security scheme", '"bearer"', '"basic"', ["postB"]],
  ["what every operation of a path has", '"parameters":[]', '"parameters":[{"in":"query","name":"q"}]', ["postA"]],
  ["what lies in another operation", '"maxLength":3', '"maxLength":2', ["postC", "postD"]],
])("of operations that reach it, cases are derived again: %s", (_, from, to, expected) => {
  const derived: string[] = [];
  const derive = createDeriveAgain((operation, document) => {
    derived.push(operation.id);
    return deriveCases(operation, document);
  });
  const casesOf = (document: JsonObject) => {
    const problemAt = (pointer: string, problem: object) => ({ file: "test", pointer, ...problem }) as never;
    const loaded = { file: "test", document, sha256: "", warnings: [], problemAt };
    const { operations } = readContract(loaded).contract;
    return { again: operations.map((each) => derive(each, document)), operations };
  };
  casesOf(documentWith());
  derived.length = 0;
  const document = documentWith(from, to);
  const { again, operations } = casesOf(document);
  expect(derived).toEqual(expected);
  expect(again).toEqual(operations.map((each) => deriveCases(each, document)));
});
