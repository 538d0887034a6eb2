import { expect, test } from "vitest";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { BREAKING_REQUESTS, REFUSED } from "./testing/breaking-requests.ts";
import type { BreakingRow } from "./testing/breaking-row.ts";
import { asks, diffOf, takes } from "./testing/diff-of.ts";

const object = (properties: JsonObject, more: JsonObject = {}) => takes({ type: "object", properties, ...more });
const query = (name: string, schema: JsonObject, more: JsonObject = {}) => ({ name, in: "query", schema, ...more });

test.each(BREAKING_REQUESTS)("$what breaks callers", ({ base, head, told, refused }) => {
  const diff = diffOf(base, head);
  expect({ told: diff.told, step: diff.step }).toEqual({ told, step: "major" });
  const [first] = diff.changes.filter(({ kind }) => kind === "breaking");
  if (refused) expect(first?.witness?.refusals.map(({ keyword }) => keyword)).toEqual(refused);
});

test.each(BREAKING_REQUESTS.filter(({ told, isOneWay }) => told === REFUSED && isOneWay === undefined))(
  "the way back from $what breaks nobody",
  ({ base, head }) => {
    const { step, changes } = diffOf(head, base);
    expect(changes.filter(({ kind }) => kind !== "non-breaking")).toEqual([]);
    expect(step).toBe("minor");
  },
);

const UNCHANGED: Pick<BreakingRow, "what" | "base" | "head">[] = [
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

/** The schema's keywords that break callers, by their pointers, and what is left unproved. */
function verdict(base: JsonObject, head: JsonObject): { breaking: string[]; unproved: number } {
  const { changes } = diffOf(base, head);
  const refusals = changes.flatMap(({ kind, witness }) => (kind === "breaking" ? (witness?.refusals ?? []) : []));
  return {
    breaking: [...new Set(refusals.map(({ pointer }) => pointer))].sort(),
    unproved: changes.filter(({ kind }) => kind === "unproved").length,
  };
}

const BODY = "/paths/~1orders/post/requestBody/content/application~1json/schema";

test("two constraints that refuse the same message are both told", () => {
  const size = (...sizes: string[]) => ({ name: { type: "string" }, size: { enum: sizes } });
  const base = object(size("s", "m", "l"), { required: ["name"] });
  const head = object(size("s", "m"), { required: ["name", "tags"] });
  const { changes } = diffOf(base, head);
  expect(changes.map(({ what }) => what).filter((what) => /\[(?:required|enum)\]/.test(what))).toHaveLength(2);
  expect(verdict(base, head).breaking).toEqual([`${BODY}/properties/size/enum`, `${BODY}/required`]);
});

test("a constraint behind references to references is told where it stands", () => {
  const order = (maxLength: number): [JsonObject, JsonObject] => [
    { $ref: "#/components/schemas/Order" },
    {
      Order: {
        type: "object",
        required: ["name"],
        properties: { name: { type: "string", maxLength }, size: { $ref: "#/components/schemas/Size" } },
      },
      Size: { enum: ["s", "m"] },
    },
  ];
  expect(verdict(takes(...order(9)), takes(...order(5)))).toEqual({
    breaking: ["/components/schemas/Order/properties/name/maxLength"],
    unproved: 0,
  });
  const outer = (maxLength: number) => {
    const [inner, components] = order(maxLength);
    return takes({ type: "object", properties: { name: { type: "string", maxLength }, inner } }, components);
  };
  expect(verdict(outer(9), outer(5))).toEqual({
    breaking: [`${BODY}/properties/name/maxLength`, "/components/schemas/Order/properties/name/maxLength"].sort(),
    unproved: 0,
  });
});
