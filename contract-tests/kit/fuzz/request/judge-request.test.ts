import { expect, it } from "vitest";
import type { RequestTemplate } from "../../../../spec/interchange/case.ts";
import type { Operation } from "../../../../spec/interchange/contract.ts";
import type { JsonTemplate } from "../../../../spec/interchange/expression.ts";
import type { RunArtefacts } from "../../run-case.ts";
import { bookingsArtefacts } from "../fixture/bookings-contract.ts";
import { freshen } from "./freshen.ts";
import { judgeRequest } from "./judge-request.ts";

const createBooking = bookingsArtefacts().contract.operations.find(({ id }) => id === "createBooking") as Operation;
const operation: Operation = { ...createBooking, parameters: [], parameterSchemas: {} };

/** What a schema with this pattern says of a title. */
function judge(value: JsonTemplate, pattern: RegExp): number | undefined {
  const validator = (_: string) => (body: unknown) => {
    const valid = pattern.test(String((body as { title: unknown }).title));
    return {
      valid,
      violations: valid ? [] : [{ pointer: "/title", keyword: "pattern", schemaPointer: "", message: "" }],
    };
  };
  const artefacts = { validator, schema: () => true } as unknown as RunArtefacts;
  const body = { kind: "json", contentType: "application/json", value };
  const template = {
    path: {},
    query: [],
    headers: {},
    cookies: {},
    credentials: [],
    body,
  } as unknown as RequestTemplate;
  return judgeRequest(template, operation, artefacts, { now: 0, guard: 0 })?.length;
}

it.each([
  [/^[a-z][a-z0-9_]{2,11}$/, undefined, 1],
  [/^[a-z]{3,12}$/, undefined, 1],
  [/^[0-9a-y]{8}$/, undefined, 1],
  [/^[0-9a-jln-z]{8}$/, undefined, 1],
  [/^[0-9a-z]{3,12}$/, undefined, 0],
  [/^[a-z]{3,12}$/, "lower", 0],
  [/^[a-z]{3,12}$/, "hex", 1],
  [/^\d{8}$/, "digits", 0],
])("judges by %s whatever fresh texts of %s look like", (pattern, of, violations) => {
  expect(judge({ title: { $text: [{ fresh: 8, ...(of && { of }) }] } } as JsonTemplate, pattern)).toBe(violations);
});

it.each([
  ["abcdefgh", /^[a-z]+$/, { $text: [{ fresh: 8, of: "lower" }] }, false],
  ["12345678", /^\d+$/, { $text: [{ fresh: 8, of: "digits" }] }, false],
  ["ABCDEFGH", /^[A-Z]+$/, { $text: [{ fresh: 8, of: "upper" }] }, false],
  ["abcdefgh", /^[a-z0-9]+$/, { $text: [{ fresh: 8 }] }, false],
  ["abcdefgh", /^[a-h]+$/, "abcdefgh", true],
])("makes of %s, where %s is asked for, what any server takes", (title, pattern, fresh, mayBeTaken) => {
  const keeps = (body: JsonTemplate) => judge(body, pattern) === 0;
  expect(freshen({ title }, keeps)).toEqual({ body: { title: fresh }, mayBeTaken });
});
