import { Ajv2020 } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import { applyPatch } from "rfc6902";
import { describe, expect, it } from "vitest";
import type { Case, RequestTemplate } from "../../spec/interchange/case.ts";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { render } from "../../spec/interchange/render.ts";
import type { DerivedCases } from "./derive.ts";
import { deriveDocument } from "./testing/derive-document.ts";

const ORDER = {
  type: "object",
  required: ["sku", "quantity"],
  additionalProperties: false,
  properties: {
    sku: { type: "string", pattern: "^[A-Z]{3}-\\d{2}$" },
    quantity: { type: "integer", minimum: 1, maximum: 10 },
    price: { type: "number", exclusiveMinimum: 0 },
    colour: { enum: ["red", "green"] },
    note: { type: ["string", "null"], maxLength: 5 },
    tags: { type: "array", items: { type: "string", minLength: 2 }, maxItems: 3 },
    contact: { type: "string", format: "ipv4" },
    address: { type: "object", required: ["city"], properties: { city: { type: "string", minLength: 1 } } },
    gift: { type: "boolean" },
    greeting: { type: "string" },
  },
  dependentRequired: { greeting: ["gift"] },
};

/** A document of one operation, loaded without a file. */
function derive(operation: JsonObject): DerivedCases {
  const post = { operationId: "order", responses: { "201": { description: "" } }, ...operation };
  const derived = deriveDocument({ "/orders": { post } })["order"];
  if (!derived) throw new Error("no operation");
  return derived;
}

function withExample(operation: JsonObject, example: string): JsonObject {
  const changed = structuredClone(operation) as { requestBody: { content: Record<string, JsonObject> } };
  Object.assign(changed.requestBody.content["application/json"] ?? {}, { example });
  return changed as unknown as JsonObject;
}

function requestOf(derived: DerivedCases, { request }: Case): RequestTemplate {
  const changed = structuredClone(derived.base);
  for (const error of applyPatch(changed, structuredClone(request))) if (error) throw error;
  return render(changed, {
    now: Date.parse("2026-05-05T05:05:05Z"),
    guard: 0,
    fresh: (n) => "x".repeat(n),
  }) as RequestTemplate;
}

const json = (schema: JsonObject): JsonObject => ({
  requestBody: { required: true, content: { "application/json": { schema } } },
  responses: { "201": { description: "" }, "422": { description: "" } },
});

describe("a JSON body", () => {
  const derived = derive(json(ORDER));
  const ajv = new Ajv2020({ strict: false });
  (ajvFormats as unknown as (target: Ajv2020) => void)(ajv);
  const isOrder = ajv.compile(ORDER);
  const bodies = derived.cases.flatMap((found) => {
    const { body } = requestOf(derived, found);
    return body?.kind === "json" && body.contentType === "application/json" ? [{ found, value: body.value }] : [];
  });

  it("gives cases that a second judge, Ajv with ajv-formats, agrees with", () => {
    expect(bodies.length).toBeGreaterThan(150);
    const wrong = bodies.filter(({ found, value }) => isOrder(value) !== (found.expect.outcome === "accepted"));
    expect(wrong.map(({ found }) => found.name)).toEqual([]);
  });

  it("gives invalid cases with one fault, the one that they name", () => {
    const faulty = bodies.filter(({ found }) => found.expect.outcome === "rejected");
    for (const { found, value } of faulty) {
      isOrder(value);
      const keyword = isOrder.errors?.[0]?.keyword;
      // A dependent rule is named by its outer keyword.
      expect([keyword, found.name]).toEqual([found.tests.keyword, found.name]);
      expect(isOrder.errors).toHaveLength(1);
    }
  });

  it("tests both sides of every constraint", () => {
    const sides = (keyword: string, part: string) =>
      new Set(
        derived.cases
          .filter(({ name, tests }) => tests.keyword === keyword && name.includes(`/${part}/`))
          .map(({ expect: { outcome } }) => outcome),
      );
    const both = new Set(["accepted", "rejected"]);
    for (const [keyword, part] of [
      ["pattern", "sku"],
      ["minimum", "quantity"],
      ["maximum", "quantity"],
      ["exclusiveMinimum", "price"],
      ["enum", "colour"],
      ["maxLength", "note"],
      ["maxItems", "tags"],
      ["minLength", "tags/0"],
      ["format", "contact"],
      ["minLength", "address/city"],
    ] as const) {
      expect([part, sides(keyword, part)]).toEqual([part, both]);
    }
    const names = derived.cases.map(({ name }) => name);
    expect(names).toContain("order/body/required/sku missing");
    expect(names).toContain("order/body/address/required/city missing");
    expect(names).toContain("order/body/additionalProperties/member undeclared");
    expect(names).toContain("order/body/dependentRequired/greeting without gift");
    expect(names).toContain("order/body/left out");
    expect(names).toContain("order/content-type/text/plain");
    expect(names).toContain("order/json/truncated");
  });

  it("expects the documented statuses, and those that say the same where none is documented", () => {
    const statusOf = (name: string) => derived.cases.find((found) => found.name === name)?.expect.status;
    expect(statusOf("order/request/base")).toEqual(["201"]);
    expect(statusOf("order/body/required/sku missing")).toEqual(["422"]);
    expect(statusOf("order/content-type/text/plain")).toEqual(["415", "400", "422"]);
  });

  it("sends the valid body under another media type, so that the type is the only fault", () => {
    const wrong = derived.cases.filter(({ name }) => name.startsWith("order/content-type/"));
    expect(wrong.length).toBeGreaterThan(5);
    for (const found of wrong) {
      const { body } = requestOf(derived, found);
      expect(body?.kind === "json" && isOrder(body.value)).toBe(true);
    }
  });

  it("takes any refusal for a reason that the document gives no status for", () => {
    const missing = derived.cases.find(({ name }) => name === "order/content-type/none");
    expect(missing?.expect.status).toEqual(["415", "400", "422"]);
  });

  it("has distinct names", () => {
    const names = [...derived.cases, ...derived.skipped].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("what cannot be proved", () => {
  it("is listed with the reason and not written", () => {
    const { cases, skipped } = derive(
      json({ type: "object", properties: { a: { type: "string", minLength: 3, enum: ["abc"] } } }),
    );
    const lost = skipped.find(({ name }) => name === "order/body/a/minLength/3 combining characters");
    expect(lost?.reason).toMatch(/^other rules than \w+ refuse it/);
    expect(cases.map(({ name }) => name)).not.toContain(lost?.name);
  });

  it("is the whole operation where no valid request can be made", () => {
    const { cases, skipped } = derive(json({ type: "string", pattern: "^(?=a)b$" }));
    expect(cases).toEqual([]);
    expect(skipped).toMatchObject([{ name: "order/everything", reason: expect.stringContaining("example") }]);
  });

  it("is the object that an example writes down as a text, where the schema speaks of members", () => {
    const text = '{"id": "a1"}';
    const schema = { required: ["id"], properties: { id: { type: "string" } } };
    for (const operation of [json({ ...schema, example: text }), withExample(json(schema), text)]) {
      const { base, cases } = derive(operation);
      expect(base.body).toMatchObject({ value: { id: { $text: ["a1", { fresh: 8 }] } } });
      expect(cases.map(({ name }) => name)).toContain("order/body/required/id missing");
    }
  });

  it("is an example that the schema refuses: another base is made", () => {
    const schema = { type: "object", required: ["n"], properties: { n: { type: "integer", minimum: 5 } } };
    const { base } = derive({ requestBody: { content: { "application/json": { schema, example: { n: 1 } } } } });
    expect(base.body).toMatchObject({ kind: "json", value: { n: 5 } });
  });
});

describe("parameters", () => {
  const derived = derive({
    parameters: [
      { name: "limit", in: "query", required: true, schema: { type: "integer", minimum: 1, maximum: 100 } },
      { name: "X-Mode", in: "header", schema: { enum: ["fast", "safe"] } },
      { name: "theme", in: "cookie", schema: { type: "string", maxLength: 4 } },
    ],
    responses: { "200": { description: "" }, "400": { description: "" } },
  });
  const find = (name: string) => derived.cases.find((found) => found.name === name);

  it("are judged as they travel: digits in a text are a number", () => {
    expect(find("order/query/limit/type/text 0x1")?.expect.outcome).toBe("rejected");
    expect(find("order/query/limit/type/text 1.5")?.expect.outcome).toBe("rejected");
    expect(find("order/query/limit/maximum/one step outside 101")?.expect.outcome).toBe("rejected");
    expect(find("order/query/limit/maximum/the bound 100")?.expect.outcome).toBe("accepted");
    expect(find("order/query/required/limit missing")?.expect.outcome).toBe("rejected");
  });

  it("of headers and cookies carry only what can travel there", () => {
    expect(find("order/header/x-mode/enum/value %22fast%22")?.expect.outcome).toBe("accepted");
    expect(find("order/cookie/theme/maxLength/5 ASCII characters")?.expect.outcome).toBe("rejected");
    expect(find("order/cookie/theme/maxLength/4 astral characters")).toBeUndefined();
    expect(derived.skipped.find(({ name }) => name.endsWith("theme/maxLength/4 astral characters"))?.reason).toMatch(
      /ASCII/,
    );
  });
});
