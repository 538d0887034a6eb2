import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../../spec/interchange/json.ts";
import { parseCondition } from "./condition.ts";
import { compare, judgeCondition } from "./judge-condition.ts";
import { ExpressionError } from "./runtime-expression.ts";
import type { Scope } from "./scope.ts";

const BODY: Json = {
  ...{ id: "A1", draft: false, count: 3, none: null, empty: "", list: [{ id: 1 }, { id: 2 }] },
  ...{ "a b": 1, "x.y": { z: 2 }, quote: "it's" },
};

const scope: Scope = {
  inputs: { limit: "3", user: { name: "Ann" } },
  steps: { make: { id: "a1" } },
  workflows: {},
  response: {
    ...{ status: 200, statusText: "OK", durationMs: 1 },
    headers: [
      ["Content-Type", "application/json"],
      ["X-Left", "12"],
    ],
    body: new TextEncoder().encode(JSON.stringify(BODY)),
  },
};

const holds = (text: string) => judgeCondition(parseCondition(text), scope).holds;

describe("a simple condition", () => {
  it.each([
    "$statusCode == 200",
    "$statusCode >= 200 && $statusCode < 300",
    "$statusCode==200&&$statusCode!=404",
    "$response.header.x-left > 9",
    "$response.header.X-Left == 12",
    "$response.body#/id == $steps.make.outputs.id",
    "$response.body#/id == 'a1'",
    "$response.body#/draft == 'FALSE'",
    "$response.body#/quote == 'it''s'",
    "$response.body#/none == null && $response.body#/absent == null",
    "!$response.body#/absent && !$response.body#/draft && !$response.body#/empty",
    "$response.body#/list/1/id == 2",
    "$response.body.list[1].id == 2",
    "$response.body.x.y.z == 2",
    "{$response.body#/a b} == 1",
    "$response.body#/count == $inputs.limit",
    "$inputs.user#/name == $inputs.user.name",
    "$response.body#/list/0 != $response.body#/list/1",
    "($statusCode == 404 || $statusCode == 200) && true",
    "false || true && true",
    "!(false || false)",
    "!!true",
    "-1.5e1 < 0",
    "'a' < 'B' && 'b' > 'A'",
  ])("holds: %s", (text) => expect(holds(text)).toBe(true));

  it.each([
    "$statusCode == 404",
    "$response.body#/absent",
    "$response.body#/absent > 0",
    "$response.body#/absent < 0",
    "null <= 0",
    "$response.body#/id == 'b1'",
    "'10' < '9' && 10 < 9",
    "$response.body#/id > 5",
    "$response.body#/list == 1",
    "true && false || false",
    "!$response.body",
    "$steps.never.outputs.id == 'x'",
  ])("does not hold: %s", (text) => expect(holds(text)).toBe(false));

  it.each([
    ["", /ends where a value is expected/],
    ["$statusCode ==", /ends where a value is expected/],
    ["== 200", /there is == where a value is expected, at character 1/],
    ["$statusCode = 200", /= is no operator, at character 13/],
    ["$statusCode & 1", /& is no operator/],
    ["($statusCode == 200", /a parenthesis is not closed, at character 1/],
    ["$statusCode == 200)", /a value follows where an operator is expected, at character 19/],
    ["$statusCode 200", /a value follows where an operator is expected, at character 13/],
    ["1 < 2 < 3", /comparisons do not chain/],
    ['$method == "GET"', /" does not begin a text, at character 12/],
    ["$method == 'GET", /a text is not closed, at character 12/],
    ["$method == GET", /GET is no literal, at character 12/],
    ["01 == 1", /cannot be read|no literal|operator/],
    ["$respnse.body == 1", /\$respnse\.body is no runtime expression/],
    ["$response.body#/a b == 1", /b is no literal/],
  ])("refuses %j", (text, message) => {
    expect(() => parseCondition(text)).toThrow(ExpressionError);
    expect(() => parseCondition(text)).toThrow(message);
  });

  it("is read or refused with an ExpressionError, whatever it is made of", () => {
    const piece = fc.constantFrom(
      "(",
      ")",
      "!",
      "==",
      "<",
      "&&",
      "||",
      "'a'",
      "1",
      "null",
      "$statusCode",
      "{$url}",
      " ",
      "=",
      "$",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          judgeCondition(parseCondition(pieces.join("")), scope);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
        }
      }),
    );
  });

  it("says what its expressions yielded, each once", () => {
    const condition = parseCondition("$statusCode == 1 || $statusCode == 2 || $response.body#/nope == 'x'");
    expect(judgeCondition(condition, scope).seen).toBe("$statusCode is 200; $response.body#/nope is absent");
  });
});

describe("compare", () => {
  const value = fc.jsonValue() as fc.Arbitrary<Json>;

  it("finds every value equal to itself, and != to be the opposite of ==", () => {
    fc.assert(fc.property(value, (each) => void expect(compare(each, "==", structuredClone(each))).toBe(true)));
    fc.assert(
      fc.property(
        value,
        value,
        (one, other) => void expect(compare(one, "!=", other)).toBe(!compare(one, "==", other)),
      ),
    );
  });

  it("does not depend on the side", () => {
    fc.assert(
      fc.property(value, value, (one, other) => {
        expect(compare(one, "==", other)).toBe(compare(other, "==", one));
        expect(compare(one, "<", other)).toBe(compare(other, ">", one));
        expect(compare(one, "<=", other)).toBe(compare(other, ">=", one));
      }),
    );
  });

  it("orders numbers as numbers, in texts too", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (one, other) => {
        expect(compare(String(one), "<", other)).toBe(one < other);
        expect(compare(one, "<=", String(other))).toBe(one <= other);
      }),
    );
  });
});
