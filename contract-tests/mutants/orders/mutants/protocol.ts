import type { Mutant, MutantGroup } from "../../mutant.ts";
import type { Answer, Call } from "../../server/message.ts";
import { type OperationId, type Outcome, REFERENCE_RULES, type Rules } from "../rules.ts";

const { isAuthorized, readJson } = REFERENCE_RULES;
const JSON_TEXT = ["application/json", "json", "type"];

const rule = (name: string, what: string, breaks: readonly string[], rules: Partial<Rules>): Mutant<Rules> => ({
  ...{ name, what, breaks, rules },
});
const auth = (name: string, what: string, is: Rules["isAuthorized"]) =>
  rule(`credentials: ${name}`, what, ["security"], { isAuthorized: is });
const json = (name: string, what: string, read: (text: string) => string) =>
  rule(`JSON: ${name}`, what, JSON_TEXT, {
    readJson: (bytes) => readJson(bytes) ?? readJson(Buffer.from(read(bytes.toString("utf8")))),
  });
const answer = (name: string, what: string, breaks: string, after: (answer: Answer, outcome: Outcome) => Answer) =>
  rule(name, what, [breaks], { after });
type Body = Record<string, unknown>;
const success = (
  name: string,
  what: string,
  keyword: string,
  operations: readonly OperationId[],
  change: (body: Body) => unknown,
) =>
  answer(`answer: ${name}`, what, keyword, (given, { operation, reason }) =>
    reason === undefined && operation !== undefined && operations.includes(operation) && given.json !== undefined
      ? { ...given, json: change(given.json as Body) }
      : given,
  );
const order = (name: string, what: string, keyword: string, change: Body) =>
  success(name, what, keyword, ["createOrder", "getOrder", "changeOrder"], (body) => ({ ...body, ...change }));
const header = (name: string, what: string, field: string, value?: string) =>
  answer(`header: ${name}`, what, "response-headers", (given) => {
    const { [field]: old, ...rest } = given.headers;
    if (old === undefined) return given;
    return { ...given, headers: value === undefined ? rest : { ...rest, [field]: value } };
  });
const status = (name: string, what: string, breaks: string, is: (outcome: Outcome) => boolean, code: number) =>
  answer(`status: ${name}`, what, breaks, (given, outcome) => (is(outcome) ? { ...given, status: code } : given));
const refused = (name: string, what: string, keyword: string, change: (body: Body) => unknown) =>
  answer(`problem: ${name}`, what, keyword, (given, { reason }) =>
    reason === undefined ? given : { ...given, json: change(given.json as Body) },
  );
const fails = (name: string, what: string, when: (call: Call, text: string) => boolean) =>
  rule(`failure: ${name}`, what, ["no-server-error"], {
    before: (call) =>
      when(call, call.bytes.toString("utf8"))
        ? { status: 500, headers: { "Content-Type": "text/plain" }, bytes: Buffer.from("oops") }
        : undefined,
  });
const product = (changes: Body) => () => ({ products: [{ sku: "MUG-0001", name: "Mug", price: 1, ...changes }] });
const changing = (name: string, what: string, change: (call: Call) => void) =>
  rule(name, what, ["percent-encoding"], {
    before(call) {
      change(call);
      return undefined;
    },
  });
/** The pairs whose names are not escaped; brackets always are. */
const plain = (pairs: string) =>
  pairs
    .split("&")
    .filter((pair) => !/^[^=]*%(?!5[BD])/i.test(pair))
    .join("&");

/** Credentials, media types, JSON as it travels, statuses, answers and failures. */
export const PROTOCOL: MutantGroup<Rules> = {
  group: "protocol and answers",
  mutants: [
    auth("none", "takes requests without credentials", () => true),
    auth(
      "no session",
      "refuses the cookie",
      (call, known) => call.headers.authorization !== undefined && isAuthorized(call, known),
    ),
    auth(
      "any session",
      "takes every cookie",
      (call, known) => /session=/.test(call.headers.cookie ?? "") || isAuthorized(call, known),
    ),
    auth(
      "any token",
      "takes every token",
      (call, known) => call.headers.authorization !== undefined || isAuthorized(call, known),
    ),
    rule("credentials: cancelOrder open", "cancels orders without credentials", ["security"], {
      needsCredentials: (id) => id !== "getHealth" && id !== "cancelOrder",
    }),
    rule("credentials: health closed", "wants credentials for its health", ["base", "security"], {
      needsCredentials: () => true,
    }),
    rule("type: any for JSON", "takes every media type for JSON", ["content"], { isJson: () => true }),
    rule("type: application/json…", "takes what starts like JSON", ["content"], {
      isJson: (type) => type.startsWith("application/json"),
    }),
    rule("type: text/plain", "takes text for JSON", ["content"], {
      isJson: (type) => /^(?:text\/plain|application\/json)$/.test(type),
    }),
    rule("type: any for forms", "takes every media type for a form", ["content"], { isUrlencoded: () => true }),
    {
      ...json("malformed", "takes malformed JSON for an empty object", () => "{}"),
      survives:
        "an empty object breaks the rules of every body, so it is refused too; that 400 is meant, only prose says",
    },
    json(
      "valid whatever comes",
      "takes malformed JSON for the last one",
      () => '{"customer":{"kind":"person","name":"x"},"items":[{"sku":"MUG-0001","quantity":1}],"currency":"EUR"}',
    ),
    json("text after", "passes over what follows the JSON", (text) => text.slice(0, text.lastIndexOf("}") + 1)),
    json("comma at the end", "takes a comma at the end", (text) => text.replaceAll(/,\s*([}\]])/g, "$1")),
    json("single quotes", "takes single quotes", (text) => text.replaceAll("'", '"')),
    changing("names: of a query", "passes over escaped names in a query", (call) => {
      call.query = plain(call.query);
    }),
    changing("names: of a form", "passes over escaped names in a form", (call) => {
      if (call.path.endsWith("/payments")) call.bytes = Buffer.from(plain(call.bytes.toString("latin1")), "latin1");
    }),
    status(
      "created with 200",
      "answers 200 to a creation",
      "accepted-when-valid",
      ({ operation, reason }) => operation === "createOrder" && !reason,
      200,
    ),
    status(
      "cancelled with 200",
      "answers 200 to a cancellation",
      "accepted-when-valid",
      ({ operation, reason }) => operation === "cancelOrder" && !reason,
      200,
    ),
    status(
      "paid with 200",
      "answers 200 to a payment",
      "accepted-when-valid",
      ({ operation, reason }) => operation === "payOrder" && !reason,
      200,
    ),
    status("invalid with 500", "fails on invalid values", "no-server-error", ({ reason }) => reason === "invalid", 500),
    status(
      "invalid with 409",
      "answers 409 to invalid values",
      "rejected-when-invalid",
      ({ reason }) => reason === "invalid",
      409,
    ),
    status(
      "malformed with 500",
      "fails on malformed JSON",
      "no-server-error",
      ({ reason }) => reason === "malformed",
      500,
    ),
    status(
      "media type with 400",
      "answers 400 to another media type",
      "content",
      ({ reason }) => reason === "media-type",
      400,
    ),
    status(
      "credentials with 403",
      "answers 403 without credentials",
      "security",
      ({ reason }) => reason === "credentials",
      403,
    ),
    header("no Location", "does not say where the order is", "Location"),
    header("Location with a blank", "says where the order is in an unsound way", "Location", "/orders/a b"),
    header("no ETag", "does not say which version it is", "ETag"),
    header("bare ETag", "leaves the quotes of the version out", "ETag", "abc"),
    header("weak ETag", "marks the version as weak", "ETag", 'W/"abc"'),
    header("no count", "does not say how many there are", "X-Total-Count"),
    header("count as text", "says `many`", "X-Total-Count", "many"),
    header("count below 0", "says -1", "X-Total-Count", "-1"),
    header("no challenge", "does not say which credentials it wants", "WWW-Authenticate"),
    header("other challenge", "wants other credentials", "WWW-Authenticate", "Basic"),
    answer("type: problem as JSON", "answers problems as plain JSON", "documented-content-type", (given, { reason }) =>
      reason ? { ...given, headers: { ...given.headers, "Content-Type": "application/json" } } : given,
    ),
    answer("type: order as text", "answers orders as text", "documented-content-type", (given, { reason }) =>
      reason ? given : { ...given, headers: { ...given.headers, "Content-Type": "text/plain" } },
    ),
    order("no id", "leaves the id out", "required", { id: undefined }),
    order("short id", "gives an id of another form", "pattern", { id: "ord_1" }),
    order("status unknown", "has a status that is not declared", "enum", { status: "open" }),
    order("total as text", "has the total in quotes", "type", { total: "9.50" }),
    order("total below 0", "has a total of less than nothing", "minimum", { total: -1 }),
    order("no items", "has an empty list of things", "minItems", { items: [] }),
    order("item without sku", "has a thing without its sku", "required", { items: [{ quantity: 1 }] }),
    order("item with more", "has a thing with a member more", "additionalProperties", {
      items: [{ sku: "MUG-0001", quantity: 1, name: "Mug" }],
    }),
    order("createdAt a day", "has a day for a moment", "format", { createdAt: "2026-01-31" }),
    order("createdAt without a zone", "has a moment without a zone", "format", { createdAt: "2026-01-31T09:00:00" }),
    order("currency null", "has null for the currency", "enum", { currency: null }),
    order("note number", "has a number for a note", "type", { note: 1 }),
    order("password shown", "shows the password", "writeOnly", { password: "sesame" }),
    success("product without name", "leaves the name out", "required", ["listProducts"], product({ name: undefined })),
    success(
      "product for nothing",
      "has a product for nothing",
      "exclusiveMinimum",
      ["listProducts"],
      product({ price: 0 }),
    ),
    success("tag twice", "has a tag twice", "uniqueItems", ["listProducts"], product({ tags: ["new", "new"] })),
    success("bare list", "answers the list alone", "type", ["listProducts"], ({ products }) => products),
    success("health in other words", "says that it is fine", "enum", ["getHealth"], () => ({ status: "ok" })),
    success("payment as text", "has the amount in quotes", "type", ["payOrder"], (body) => ({ ...body, amount: "1" })),
    refused("no title", "leaves the title out", "required", ({ title: _, ...rest }) => rest),
    refused("status as text", "has the status in quotes", "type", (body) => ({
      ...body,
      status: String(body["status"]),
    })),
    refused("status 200", "has a status of success", "minimum", (body) => ({ ...body, status: 200 })),
    refused("other words", "answers another kind of error", "required", () => ({ error: "no" })),
    fails("astral", "fails on characters of four bytes", (_call, text) => /[\u{10000}-\u{10FFFF}]/u.test(text)),
    fails("null", "fails on null", (_call, text) => /:null/.test(text)),
    fails("no body", "fails without a body", ({ method, bytes }) => /^P/.test(method) && bytes.length === 0),
    fails("root array", "fails on an array for an object", (_call, text) => text.startsWith("[")),
    fails("malformed escape", "fails on a malformed escape in the path", ({ path }) => /%(?![0-9A-F]{2})/i.test(path)),
    fails(
      "undeclared parameter",
      "fails on a parameter that is not declared",
      ({ query }) => query !== "" && !/^(?:q|tag|sizes|colours|price|limit|inStock)/.test(query),
    ),
    rule("method: any", "takes every method", ["method"], {
      after: (given, { reason }) =>
        reason === "method" ? { status: 200, headers: { "Content-Type": "application/json" }, json: {} } : given,
    }),
    rule("method: 500", "fails on other methods", ["method"], {
      after: (given, { reason }) => (reason === "method" ? { ...given, status: 500 } : given),
    }),
  ],
};
