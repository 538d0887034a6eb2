import { expect, test } from "vitest";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { asks, diffOf, operationOf, takes } from "./testing/diff-of.ts";
import { witnessVerdicts } from "./testing/witness-verdicts.ts";

const object = (properties: JsonObject, more: JsonObject = {}) => takes({ type: "object", properties, ...more });
const query = (name: string, schema: JsonObject, more: JsonObject = {}) => ({ name, in: "query", schema, ...more });
const body = (content: JsonObject, required = true) => operationOf({ requestBody: { required, content } });
const ANY = { schema: { type: "object" } };

interface Row {
  what: string;
  base: JsonObject;
  head: JsonObject;
  told: string[];
  /** The keywords that refuse the first witness. */
  refused?: string[];
  /** `false` where the way back is breaking or unproved, too. */
  isOneWay?: false;
}

const window = (minimum: string, maximum: string) =>
  object({ until: { type: "string", format: "date-time", "x-formatMinimum": minimum, "x-formatMaximum": maximum } });

const REFUSED = ["breaking request-refused"];
const BREAKING: Row[] = [
  {
    what: "a lower maximum",
    base: object({ n: { type: "integer", maximum: 9 } }),
    head: object({ n: { type: "integer", maximum: 5 } }),
    told: REFUSED,
    refused: ["maximum"],
  },
  {
    what: "shorter texts",
    base: object({ t: { type: "string", maxLength: 9 } }),
    head: object({ t: { type: "string", maxLength: 5 } }),
    told: REFUSED,
    refused: ["maxLength"],
  },
  {
    what: "a narrower pattern",
    base: object({ t: { type: "string", pattern: "^[a-z]{1,3}$" } }),
    head: object({ t: { type: "string", pattern: "^[a-z]{2}$" } }),
    told: REFUSED,
    refused: ["pattern"],
  },
  {
    what: "fewer items",
    base: object({ l: { type: "array", items: { type: "string" }, maxItems: 4 } }),
    head: object({ l: { type: "array", items: { type: "string" }, maxItems: 2 } }),
    told: REFUSED,
    refused: ["maxItems"],
  },
  {
    what: "a removed enum value",
    base: object({ c: { enum: ["red", "green", "blue"] } }),
    head: object({ c: { enum: ["red", "blue"] } }),
    told: REFUSED,
    refused: ["enum"],
  },
  {
    what: "a new required member",
    base: object({ a: { type: "string" } }),
    head: object({ a: { type: "string" }, b: { type: "string" } }, { required: ["b"] }),
    told: REFUSED,
    refused: ["required"],
    isOneWay: false,
  },
  {
    what: "a member that is required now",
    base: object({ a: { type: "string" } }),
    head: object({ a: { type: "string" } }, { required: ["a"] }),
    told: REFUSED,
    refused: ["required"],
  },
  {
    what: "a changed type",
    base: object({ a: { type: "string" } }),
    head: object({ a: { type: "integer" } }),
    told: REFUSED,
    refused: ["type"],
    isOneWay: false,
  },
  {
    what: "null that is not allowed any more",
    base: object({ a: { type: ["string", "null"] } }),
    head: object({ a: { type: "string" } }),
    told: REFUSED,
    refused: ["type"],
  },
  {
    what: "members of any name that are not allowed any more",
    base: object({ a: { type: "string" } }),
    head: object({ a: { type: "string" } }, { additionalProperties: false }),
    told: REFUSED,
    refused: ["additionalProperties"],
  },
  {
    what: "a narrower time window",
    base: window("now+PT2M", "now+PT6H"),
    head: window("now+PT2M", "now+PT5H"),
    told: REFUSED,
    refused: ["x-formatMaximum"],
  },
  {
    what: "a branch of a union that is gone",
    base: object({ a: { oneOf: [{ type: "string" }, { type: "integer" }, { type: "object" }] } }),
    head: object({ a: { oneOf: [{ type: "string" }, { type: "integer" }] } }),
    told: REFUSED,
  },
  {
    what: "a renamed query parameter",
    base: asks([query("page", { type: "integer" })]),
    head: asks([query("p", { type: "integer" })]),
    told: ["breaking parameter-removed", "non-breaking parameter-added"],
    refused: ["parameter"],
  },
  {
    what: "the only query parameter, gone",
    base: asks([query("page", { type: "integer" })]),
    head: asks([]),
    told: ["breaking parameter-removed"],
    refused: ["parameter"],
  },
  {
    what: "a renamed header parameter",
    base: asks([{ name: "X-Trace", in: "header", schema: { type: "string" } }]),
    head: asks([{ name: "X-Trace-Id", in: "header", schema: { type: "string" } }]),
    told: ["breaking parameter-removed", "non-breaking parameter-added"],
    refused: ["parameter"],
  },
  {
    what: "a new required query parameter",
    base: asks([]),
    head: asks([query("page", { type: "integer" }, { required: true })]),
    told: REFUSED,
    refused: ["required"],
    isOneWay: false,
  },
  {
    what: "a parameter of which the bound is tighter",
    base: asks([query("limit", { type: "integer", maximum: 100 })]),
    head: asks([query("limit", { type: "integer", maximum: 50 })]),
    told: REFUSED,
    refused: ["maximum"],
  },
  {
    what: "a media type that is gone",
    base: body({ "application/json": ANY, "application/x-www-form-urlencoded": ANY }),
    head: body({ "application/json": ANY }),
    told: ["breaking media-type-removed"],
    refused: ["media-type"],
  },
  {
    what: "a body that is required now",
    base: body({ "application/json": ANY }, false),
    head: body({ "application/json": ANY }, true),
    told: REFUSED,
    refused: ["body"],
  },
];

test.each(BREAKING)("$what breaks callers", ({ base, head, told, refused }) => {
  const diff = diffOf(base, head);
  expect({ told: diff.told, step: diff.step }).toEqual({ told, step: "major" });
  const [first] = diff.changes.filter(({ kind }) => kind === "breaking");
  if (refused) expect(first?.witness?.refusals.map(({ keyword }) => keyword)).toEqual(refused);
  for (const change of diff.changes) {
    if (change.kind === "breaking")
      expect(witnessVerdicts(change, diff.sides)).toEqual({ takenBy: true, refusedBy: true });
  }
});

test.each(BREAKING.filter(({ told, isOneWay }) => told === REFUSED && isOneWay === undefined))(
  "the way back from $what breaks nobody",
  ({ base, head }) => {
    const { step, changes } = diffOf(head, base);
    expect(changes.filter(({ kind }) => kind !== "non-breaking")).toEqual([]);
    expect(step).toBe("minor");
  },
);

const UNCHANGED: Omit<Row, "told">[] = [
  {
    what: "a renamed path parameter",
    base: asks([{ name: "id", in: "path", required: true, schema: { type: "string" } }], "/orders/{id}"),
    head: asks([{ name: "order", in: "path", required: true, schema: { type: "string" } }], "/orders/{order}"),
  },
  {
    what: "a schema behind a reference",
    base: takes({ type: "object", properties: { a: { type: "string", maxLength: 3 } } }),
    head: takes(
      { $ref: "#/components/schemas/A" },
      { A: { type: "object", properties: { a: { type: "string", maxLength: 3 } } } },
    ),
  },
  {
    what: "a renamed component",
    base: takes(
      { $ref: "#/components/schemas/A" },
      { A: { type: "object", properties: { a: { $ref: "#/components/schemas/A" } } } },
    ),
    head: takes(
      { $ref: "#/components/schemas/B" },
      { B: { type: "object", properties: { a: { $ref: "#/components/schemas/B" } } } },
    ),
  },
  {
    what: "a flattened allOf",
    base: takes({
      allOf: [
        { type: "object", properties: { a: { type: "string" } } },
        { required: ["b"], properties: { b: { type: "integer" } } },
      ],
    }),
    head: object({ a: { type: "string" }, b: { type: "integer" } }, { required: ["b"] }),
  },
  {
    what: "a reordered anyOf",
    base: object({ a: { anyOf: [{ type: "string", maxLength: 3 }, { type: "integer" }] } }),
    head: object({ a: { anyOf: [{ type: "integer" }, { type: "string", maxLength: 3 }] } }),
  },
  {
    what: "oneOf in place of anyOf where branches exclude each other",
    base: object({ a: { anyOf: [{ type: "string" }, { type: "integer" }] } }),
    head: object({ a: { oneOf: [{ type: "integer" }, { type: "string" }] } }),
  },
  {
    what: "const in place of an enum of one value",
    base: object({ a: { enum: ["x"] } }),
    head: object({ a: { const: "x", type: "string" } }),
  },
  {
    what: "a bound of whole numbers that is written otherwise",
    base: object({ a: { type: "integer", exclusiveMinimum: 0 } }),
    head: object({ a: { type: "integer", minimum: 1 } }),
  },
  {
    what: "other words",
    base: object({ a: { type: "string", description: "one" } }),
    head: object({ a: { type: "string", description: "other", examples: ["x"] } }),
  },
];

test.each(UNCHANGED)("$what is no change", ({ base, head }) => {
  for (const [one, other] of [
    [base, head],
    [head, base],
  ] as const) {
    const { step, changes } = diffOf(one, other);
    expect({ step, changes }).toEqual({ step: "patch", changes: [] });
  }
});

test("a member that is not described any more is neither taken for compatible nor for breaking", () => {
  const { told, step } = diffOf(
    object({ a: { type: "string" }, b: { type: "string" } }),
    object({ a: { type: "string" } }),
  );
  expect({ told, step }).toEqual({ told: ["unproved member-forgotten"], step: "major" });
});

test("a member that may be written now is new to callers, one that may only be read is neither taken nor refused", () => {
  const plain = object({ list: { type: "array", items: { type: "object", properties: { a: { type: "string" } } } } });
  const read = object({
    list: { type: "array", items: { type: "object", properties: { a: { type: "string", readOnly: true } } } },
  });
  expect(diffOf(plain, read)).toMatchObject({ step: "major", told: ["unproved member-forgotten"] });
  expect(diffOf(read, plain)).toMatchObject({ step: "minor", told: ["non-breaking member-added"] });
});

test("a text that the documents read by other types is not compatible, though every number is taken", () => {
  const limit = (schema: JsonObject) => asks([query("limit", schema)]);
  const any = diffOf(limit({ type: "integer" }), limit({ type: "string" }));
  expect(any.changes.filter(({ kind }) => kind !== "non-breaking")).toEqual([]);
  const short = diffOf(limit({ type: "integer" }), limit({ type: ["integer", "string"], maxLength: 3 }));
  expect(short.step).toBe("major");
});

test("a new optional member or parameter is compatible, though by the letter it may have been there before", () => {
  const member = diffOf(object({ a: { type: "string" } }), object({ a: { type: "string" }, b: { type: "integer" } }));
  expect({ told: member.told, step: member.step }).toEqual({ told: ["non-breaking member-added"], step: "minor" });
  const parameter = diffOf(asks([]), asks([query("page", { type: "integer" })]));
  expect({ told: parameter.told, step: parameter.step }).toEqual({
    told: ["non-breaking parameter-added"],
    step: "minor",
  });
});
