import { expect, it } from "vitest";
import type { JsonSchema } from "../../spec/interchange/json.ts";
import { emitSchema } from "./schemas.ts";

const PROVENANCE = { document: "x.yaml", sha256: "0".repeat(64), command: "contract-kit generate x.yaml" };
const emitted = (schema: JsonSchema) =>
  emitSchema({ name: "a", schema, pointer: "/a", origins: new Map() }, PROVENANCE);

it.each<JsonSchema>([
  true,
  { type: "string", pattern: "a\nb" },
  { $ref: "#/$defs/A", $defs: { A: { enum: ["\n", { a: [1, {}] }] }, 'B"\n': true, C: {} } },
  { $defs: {} },
  { not: { $ref: "#/$defs/__proto__" }, $defs: JSON.parse('{"__proto__":{"type":"null"}}') },
])("a schema is written as JSON is, whatever its definitions are: %j", (schema) => {
  const text = emitted(schema);
  const { $schema, $comment, ...rest } = JSON.parse(text);
  expect(rest).toEqual(schema === true ? {} : schema);
  expect(text).toBe(`${JSON.stringify({ $schema, $comment, ...rest }, null, 2)}\n`);
});

it("definitions that schemas share are written for each", () => {
  const $defs = { A: { type: "object", properties: { a: { $ref: "#/$defs/A" } } } };
  expect(JSON.parse(emitted({ $ref: "#/$defs/A", $defs }))).toMatchObject({ $defs });
  expect(JSON.parse(emitted({ type: "array", items: { $ref: "#/$defs/A" }, $defs }))).toMatchObject({ $defs });
});
