import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { DocumentError } from "../document/problem.ts";
import { createAjv } from "../judge.ts";
import { schemas } from "../testing/arbitrary-schema.ts";
import type { Change } from "./change.ts";
import { NOW } from "./refusals.ts";
import { rendered } from "./refused-request.ts";
import { answers, asks, diffOf, operationOf, takes } from "./testing/diff-of.ts";
import { type Described, described, refactored } from "./testing/refactored-schemas.ts";

const documents = [
  ["requests", ({ schema, components }: Described) => takes(schema, components)],
  ["answers", ({ schema, components }: Described) => answers(schema, components)],
] as const;

test.each(documents)(
  "what no message shows breaks nobody, and is mostly proved to be no change: %s",
  (_what, documentOf) => {
    const pairs = schemas(fc, 1)
      .map(described)
      .chain((before) => fc.record({ before: fc.constant(before), after: refactored(fc, before) }));
    const told = { nothing: 0, unproved: 0 };
    fc.assert(
      fc.property(pairs, ({ before, after }) => {
        fc.pre(isUsable(documentOf(before)));
        for (const [base, head] of [
          [before, after],
          [after, before],
        ] as const) {
          const { changes } = diffOf(documentOf(base), documentOf(head));
          expect(changes.filter(({ kind }) => kind === "breaking")).toEqual([]);
          told[changes.some(({ kind }) => kind === "unproved") ? "unproved" : "nothing"]++;
        }
      }),
      { numRuns: 60, seed: 6 },
    );
    expect(told.nothing, JSON.stringify(told)).toBeGreaterThan(9 * told.unproved);
  },
  120_000,
);

/** A schema, and the same with one bound that lets less pass. */
const tightened = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map((n) => [
    { type: "string", maxLength: n },
    { type: "string", maxLength: n - 1 },
  ]),
  fc.integer({ min: 0, max: 40 }).map((n) => [
    { type: "string", minLength: n },
    { type: "string", minLength: n + 1 },
  ]),
  fc.integer().map((n) => [
    { type: "integer", maximum: n },
    { type: "integer", maximum: n - 1 },
  ]),
  fc.integer().map((n) => [
    { type: "number", minimum: n },
    { type: "number", exclusiveMinimum: n },
  ]),
  fc.integer({ min: 0, max: 5 }).map((n) => [
    { type: "array", items: { type: "boolean" }, minItems: n },
    { type: "array", items: { type: "boolean" }, minItems: n + 1 },
  ]),
  fc
    .uniqueArray(fc.string(), { minLength: 2, maxLength: 4 })
    .map((values) => [{ enum: values }, { enum: values.slice(1) }]),
  fc.constant([{ type: ["string", "null"] }, { type: "string" }]),
) as fc.Arbitrary<unknown> as fc.Arbitrary<[JsonObject, JsonObject]>;

/** Where the bound stands in the whole. */
const around = fc.constantFrom<(schema: JsonObject) => JsonObject>(
  (schema) => schema,
  (schema) => ({ type: "object", required: ["a"], properties: { a: schema, b: { type: "string" } } }),
  (schema) => ({ type: "array", items: { type: "object", properties: { a: schema } } }),
  (schema) => ({ allOf: [{ type: "object", properties: { a: schema } }, { properties: { b: { type: "integer" } } }] }),
  (schema) => ({ oneOf: [{ type: "object", required: ["a"], properties: { a: schema } }, { type: "boolean" }] }),
);

test.each(documents)(
  "a bound that lets less pass is shown by a message that one schema alone refuses: %s",
  (what, documentOf) => {
    fc.assert(
      fc.property(tightened, around, ([wide, narrow], whole) => {
        const [taking, refusing] = [whole(wide), whole(narrow)];
        const documents = [taking, refusing].map((schema) => documentOf({ schema, components: {} }));
        const [base = {}, head = {}] = what === "requests" ? documents : documents.toReversed();
        const { changes } = diffOf(base, head);
        const bodies = changes.flatMap(bodyOf);
        expect(changes.map(({ kind }) => kind)).toEqual(["breaking"]);
        expect(bodies).toHaveLength(1);
        expect([isValid(taking, bodies[0]), isValid(refusing, bodies[0])]).toEqual([true, false]);
        expect(diffOf(head, base).changes.filter(({ kind }) => kind !== "non-breaking")).toEqual([]);
      }),
      { numRuns: 60, seed: 6 },
    );
  },
  120_000,
);

/** Whether the schemas are none that Ajv's strict mode refuses. */
function isUsable(document: JsonObject): boolean {
  try {
    diffOf(document, document);
    return true;
  } catch (error) {
    if (error instanceof DocumentError) return false;
    throw error;
  }
}

function bodyOf({ witness }: Change): unknown[] {
  if (witness?.kind === "response") return "body" in witness ? [witness.body] : [];
  const sent = witness && rendered(witness.request).body;
  return sent?.kind === "json" ? [sent.value] : [];
}

function isValid(schema: JsonObject, body: unknown): boolean {
  return createAjv({ logger: false, strictSchema: false, validateSchema: false })
    .compile(schema as never)
    .call({ now: NOW }, body);
}

const old = (document: JsonObject): JsonObject => ({ openapi: "3.0.3", ...document });
const member = (schema: JsonObject) => takes({ type: "object", properties: { a: schema } });
const status = (name: string) => operationOf({ responses: { [name]: { description: "" } } });

test.each<[what: string, base: JsonObject, head: JsonObject]>([
  [
    "`nullable` of 3.0 and the type null of 3.1",
    old(member({ type: "string", nullable: true })),
    member({ type: ["string", "null"] }),
  ],
  [
    "`exclusiveMinimum` as a boolean and as a number",
    old(member({ type: "number", minimum: 0, exclusiveMinimum: true })),
    member({ type: "number", exclusiveMinimum: 0 }),
  ],
  ["`4xx` and `4XX`", status("4xx"), status("4XX")],
  ["a list of one type", member({ type: "string" }), member({ type: ["string"] })],
  ["an enum of one value and const", member({ enum: [3] }), member({ const: 3 })],
  ["bounds that bind nothing", member({ type: "string", minLength: 0 }), member({ type: "string" })],
  ["no required member", member({ type: "object", required: [] }), member({ type: "object" })],
  [
    "further members, said and unsaid",
    member({ type: "object", additionalProperties: true }),
    member({ type: "object" }),
  ],
  ["items that may repeat", member({ type: "array", uniqueItems: false, items: {} }), member({ type: "array" })],
  [
    "a pattern in other words",
    member({ type: "string", pattern: "^(?:a|b)[0-9]{2}$" }),
    member({ type: "string", pattern: "^[ab]\\d\\d$" }),
  ],
  [
    "a condition that is a union",
    member({ type: ["string", "integer"], maxLength: 3 }),
    member({ anyOf: [{ type: "string", maxLength: 3 }, { type: "integer" }] }),
  ],
  [
    "style and explode that are the default",
    asks([{ name: "a", in: "query", schema: { type: "string" } }]),
    asks([{ name: "a", in: "query", style: "form", explode: true, schema: { type: "string" } }]),
  ],
])("%s are no change, there and back", (_what, base, head) => {
  expect(diffOf(base, head)).toMatchObject({ step: "patch", changes: [] });
  expect(diffOf(head, base)).toMatchObject({ step: "patch", changes: [] });
});
