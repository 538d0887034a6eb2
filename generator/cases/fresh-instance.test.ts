import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { toJsonText } from "../../spec/interchange/template.ts";
import type { DerivedCases } from "./derive.ts";
import { deriveDocument } from "./testing/derive-document.ts";

interface Options {
  method?: string;
  statuses?: string[];
  path?: string;
}

/** The cases of an operation with a JSON body that answers with these statuses. */
function derived(
  schema: JsonObject,
  { method = "post", statuses = ["201"], path = "/things" }: Options = {},
): DerivedCases {
  const parameters = path.includes("{id}")
    ? [{ name: "id", in: "path", required: true, schema: { type: "string" } }]
    : [];
  const requestBody = { required: true, content: { "application/json": { schema } } };
  const responses = Object.fromEntries([...statuses, "400"].map((status) => [status, { description: "" }]));
  const operation = { operationId: "op", parameters, requestBody, responses };
  const found = deriveDocument({ [path]: { [method]: operation } })["op"];
  if (!found) throw new Error("no operation");
  return found;
}

function objectOf(properties: JsonObject): JsonObject {
  return { type: "object", required: Object.keys(properties), properties };
}

function bodyOf({ base }: DerivedCases): JsonObject {
  return (base.body as unknown as { value: JsonObject }).value;
}

/** What the base request has for the only member of an object. */
function baseOf(member: JsonObject, options: Options = {}, name = "name"): unknown {
  return bodyOf(derived(objectOf({ [name]: { type: "string", ...member } }), options))[name];
}

const text = (...$text: unknown[]) => ({ $text });

describe("what may name a thing is fresh", () => {
  it.each([
    ["any text", {}, text({ fresh: 12 })],
    ["a short text", { maxLength: 7 }, text({ fresh: 6 })],
    ["a long text", { minLength: 20 }, text("eeeeeeee", { fresh: 12 })],
    ["letters", { pattern: "^[a-z]{3,12}$" }, text({ fresh: 12, of: "lower" })],
    ["a letter first", { pattern: "^[a-z][a-z0-9_]{2,11}$" }, text({ fresh: 12, of: "lower" })],
    ["hex", { pattern: "^[0-9a-f]{8}$" }, text({ fresh: 8, of: "hex" })],
    ["an e-mail address", { format: "email" }, text({ fresh: 12 }, "@example.com")],
    ["a UUID", { format: "uuid" }, text({ fresh: 8, of: "hex" }, "-8c1a-4b57-9d0e-3a6b1c2d4e5f")],
    ["a URI", { format: "uri" }, text("https://example.com/", { fresh: 12 })],
    ["an example", { pattern: "^[A-Za-z0-9_]{3,20}$", examples: ["rockets"] }, text("rockets", { fresh: 8 })],
    ["an example without room", { maxLength: 9, examples: ["rockets"] }, text({ fresh: 7 })],
    ["an address in an example", { format: "email", examples: ["ada@b.example"] }, text({ fresh: 12 }, "@b.example")],
  ])("%s", (_, member, fresh) => {
    expect(baseOf(member)).toEqual(fresh);
  });

  it("a prefix and digits", () => {
    const value = baseOf({ pattern: "^SKU-[0-9]{6}$" });
    expect(value).toEqual(text("SKU-", { fresh: 6, of: "digits" }));
  });

  it("in an inner object where its name says so, and nowhere else there", () => {
    const inner = objectOf({ email: { type: "string", format: "email" }, city: { type: "string" } });
    const { user } = bodyOf(derived(objectOf({ user: inner })));
    expect(user).toEqual({ email: text({ fresh: 12 }, "@example.com"), city: "example" });
  });

  it("in every case that makes a thing, but for what is said of the text itself", () => {
    const { base, cases } = derived(objectOf({ name: { type: "string", maxLength: 30 }, size: { type: "integer" } }));
    const raw = cases.filter(({ request }) => JSON.stringify(request).includes('"kind":"raw"'));
    const twice = raw.find(({ name }) => name.endsWith("/a name twice"));
    expect(toJsonText(bodyOf({ base } as DerivedCases))).toEqual(text('{"name":"', { fresh: 12 }, '","size":1}'));
    expect(JSON.stringify(twice?.request).match(/\{"fresh":12\}/g)).toHaveLength(2);
  });
});

describe("what stays as it is", () => {
  it.each<[string, JsonObject, Options?, string?]>([
    ["a text with too little room", { maxLength: 5 }],
    ["one of a list", { enum: ["example", "another"] }],
    ["a default", { default: "example" }],
    ["a date", { format: "date" }],
    ["a host", { format: "hostname" }],
    ["an example that need not name the thing", { examples: ["Europe/Berlin"] }, {}, "timezone"],
    ["what names another thing", {}, {}, "customerId"],
    ["a password", {}, {}, "password"],
    ["what the path says, too", {}, { method: "put", path: "/things/{id}" }, "id"],
    ["whatever makes nothing", {}, { statuses: ["200"] }],
    ["a change without a conflict", {}, { method: "patch" }],
  ])("%s", (_, member, options, name) => {
    expect(typeof baseOf(member, options, name)).toBe("string");
  });

  it("what has to be said twice", () => {
    const address = { type: "string", format: "email" };
    const value = bodyOf(derived(objectOf({ email: address, emailConfirmation: address })));
    expect(value).toEqual({ email: "person@example.com", emailConfirmation: "person@example.com" });
  });
});

it("takes a documented conflict for a sign that a thing is made", () => {
  for (const method of ["post", "put", "patch"]) {
    expect(baseOf({}, { method, statuses: ["200", "409"] })).toEqual(text({ fresh: 12 }));
  }
});
