import { expect, test } from "vitest";
import type { JsonSchema } from "../../spec/interchange/json.ts";
import type { SchemaPart } from "../schema-part.ts";
import { refusalsOf } from "./refusals.ts";

/** The keywords that refuse an empty object, by their places. */
function refusing(schema: JsonSchema): (string | undefined)[] {
  const part: SchemaPart = { name: "order.body", schema, pointer: "", origins: new Map() };
  return refusalsOf(part, {}).map(({ place }) => place);
}

const either = [{ required: ["x"] }, { required: ["y"] }];
// With a reference of its own, Ajv compiles it as a schema of its own.
const L = { required: ["k"], properties: { l: { $ref: "#/$defs/Size" } } };
const Size = { enum: ["s", "m"] };

test("a union is told for its branches, be they written there or referred to", () => {
  expect(refusing({ anyOf: either })).toEqual(["/anyOf"]);
  expect(
    refusing({ anyOf: [{ $ref: "#/$defs/L" }, { $ref: "#/$defs/M" }], $defs: { L, M: { required: ["m"] }, Size } }),
  ).toEqual(["/anyOf"]);
});

test("what stands beside a union is told, too", () => {
  expect(refusing({ $ref: "#/$defs/L", anyOf: either, $defs: { L, Size } })).toEqual(["/$defs/L/required", "/anyOf"]);
  expect(refusing({ required: ["k"], anyOf: either })).toEqual(["/anyOf", "/required"]);
});
