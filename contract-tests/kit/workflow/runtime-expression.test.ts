import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Expression, ExpressionError, parseExpression, printExpression } from "./runtime-expression.ts";

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/);
const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,6}(?:\.[A-Za-z0-9_-]{1,6})?(?:\[\d\])?$/);
const token = fc.stringMatching(/^[!$%&'*+\-.^_`|~A-Za-z0-9]{1,10}$/);
const pointer = fc
  .array(fc.string({ unit: "grapheme", maxLength: 6 }), { maxLength: 3 })
  .map((tokens) => tokens.map((each) => `/${each.replaceAll("~", "~0").replaceAll("/", "~1")}`).join(""));
const optional = <T>(key: string, values: fc.Arbitrary<T>) =>
  fc.oneof(
    fc.constant({}),
    values.map((value) => ({ [key]: value })),
  );

const expression: fc.Arbitrary<Expression> = fc.oneof(
  fc.constantFrom("url", "method", "statusCode").map((source) => ({ source }) as Expression),
  fc.record({ source: fc.constantFrom("request", "response"), part: fc.constant("header"), name: token }),
  fc.record({ source: fc.constant("request"), part: fc.constantFrom("query", "path"), name: name }),
  fc
    .tuple(fc.constantFrom("request", "response"), fc.oneof(optional("pointer", pointer), optional("path", name)))
    .map(([source, rest]) => ({ source, part: "body", ...rest })),
  fc
    .tuple(fc.constantFrom("inputs", "outputs"), name, optional("pointer", pointer))
    .map(([source, path, rest]) => ({ source, path, ...rest })),
  fc
    .tuple(id, name, optional("pointer", pointer))
    .map(([step, path, rest]) => ({ source: "steps", step, path, ...rest })),
  fc
    .tuple(id, fc.constantFrom("inputs", "outputs"), name, optional("pointer", pointer))
    .map(([workflow, field, path, rest]) => ({ source: "workflows", workflow, field, path, ...rest })),
  fc.record({ source: fc.constant("sourceDescriptions"), name: id, reference: name }),
  fc.record({ source: fc.constant("components"), kind: id, name }),
) as fc.Arbitrary<Expression>;

describe("parseExpression", () => {
  it("reads what printExpression writes", () => {
    fc.assert(fc.property(expression, (each) => void expect(parseExpression(printExpression(each))).toEqual(each)));
  });

  it("reads any text or says with an ExpressionError why not, and prints what it read", () => {
    const heads = [
      "$url",
      "$request.",
      "$response.body",
      "$inputs.",
      "$steps.",
      "$steps.a.outputs.",
      "$workflows.a.",
      "",
    ];
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.string(), (head, rest) => {
        let read: Expression;
        try {
          read = parseExpression(head + rest);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
          expect((error as ExpressionError).hint).toMatch(/\.$/);
          return;
        }
        expect(printExpression(read)).toBe(head + rest);
      }),
    );
  });

  it.each<[string, Expression]>([
    ["$statusCode", { source: "statusCode" }],
    ["$request.header.Accept", { source: "request", part: "header", name: "Accept" }],
    ["$request.path.image_id", { source: "request", part: "path", name: "image_id" }],
    ["$response.body", { source: "response", part: "body" }],
    ["$response.body#/a~1b/0", { source: "response", part: "body", pointer: "/a~1b/0" }],
    ["$response.body#", { source: "response", part: "body", pointer: "" }],
    ["$response.body.pets[0].id", { source: "response", part: "body", path: "pets[0].id" }],
    ["$response.body[0]", { source: "response", part: "body", path: "[0]" }],
    ["$steps.get-pet.outputs.pets#/0/id", { source: "steps", step: "get-pet", path: "pets", pointer: "/0/id" }],
    ["$workflows.foo.inputs.a.b", { source: "workflows", workflow: "foo", field: "inputs", path: "a.b" }],
  ])("reads %s", (text, expected) => expect(parseExpression(text)).toEqual(expected));

  it.each([
    "",
    "statusCode",
    "$statuscode",
    "$statusCode.x",
    "$request",
    "$request.header.",
    "$request.header.a b",
    "$request.cookie.a",
    "$response.query.a",
    "$response.body/a",
    "$response.body#a",
    "$response.body#/~2",
    "$response.bodyguard",
    "$inputs",
    "$inputs.",
    "$inputs.#/a",
    "$steps.a",
    "$steps.a.b.c",
    "$steps.a.outputs",
    "$steps.a b.outputs.c",
    "$workflows.a.steps.b",
    "$sourceDescriptions.a",
    "$components.parameters",
  ])("refuses %j", (text) => expect(() => parseExpression(text)).toThrow(ExpressionError));
});
