import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../../spec/interchange/json.ts";
import type { Validator } from "../../../spec/interchange/violation.ts";
import { ACCEPTED, CREATE_NOTE, NOTES_CONTRACT } from "../fixture/notes-contract.ts";
import type { WireResponse } from "../wire-message.ts";
import { responseSchema } from "./response-schema.ts";

/** Whether a text keeps a schema, as the body of a `text/plain` response. */
function passes(schema: JsonSchema, text: string): boolean {
  const content = [{ mediaType: "text/plain", kind: "text" as const, schema: "text", pointer: "" }];
  const operation = { ...CREATE_NOTE, responses: [{ status: "200", pointer: "", description: "", content }] };
  const answer: WireResponse = {
    status: 200,
    statusText: "",
    headers: [["Content-Type", "text/plain; charset=utf-8"]],
    body: new TextEncoder().encode(text),
    durationMs: 0,
  };
  const validate = new Ajv2020().compile(schema);
  const validator: Validator = (value) => (validate(value) ? { valid: true, value } : { valid: false, violations: [] });
  const artefacts = { contract: NOTES_CONTRACT, schema: () => schema, validator: () => validator };
  return responseSchema.run({ operation, testCase: ACCEPTED, answer, artefacts, now: 0 }).passed;
}

const USER: JsonSchema = {
  type: "object",
  properties: { users: { type: "array", items: { allOf: [{ $ref: "#/$defs/User" }] } } },
  $defs: { User: { properties: { name: {}, password: { $ref: "#/$defs/Secret" } } }, Secret: { writeOnly: true } },
};

describe("response-schema", () => {
  it.each<[JsonSchema, string, boolean]>([
    [{ type: "integer", minimum: 5 }, "7", true],
    [{ type: "integer", minimum: 5 }, "4", false],
    [{ type: "integer" }, "seven", false],
    [{ type: "integer" }, "", false],
    [{ $ref: "#/$defs/Count", $defs: { Count: { type: "integer" } } }, "7", true],
    [{ type: "boolean" }, "true", true],
    [{ type: "boolean" }, "yes", false],
    [{ type: "object", required: ["a"] }, '{"a":1}', true],
    [{ type: "object", required: ["a"] }, "{}", false],
    [{ type: "string", minLength: 2 }, "12", true],
    [{ type: "string", minLength: 2 }, "1", false],
    [USER, '{"users":[{"name":"ada"}]}', true],
    [USER, '{"users":[{"name":"ada","password":null}]}', true],
    [USER, '{"users":[{"name":"ada","password":"sesame"}]}', false],
    [{ type: "object", anyOf: [{ properties: { pin: { writeOnly: true } } }, {}] }, '{"pin":1}', true],
  ])("reads a text as its schema asks for: %j, %j", (schema, text, expected) => {
    expect(passes(schema, text)).toBe(expected);
  });
});
