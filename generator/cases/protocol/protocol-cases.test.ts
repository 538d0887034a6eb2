import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { deriveDocument, verdicts } from "../testing/derive-document.ts";

const OK: JsonObject = { description: "" };
const RESPONSES: JsonObject = { "200": OK, "400": OK, "401": OK, "415": OK };
const get = (more: JsonObject = {}): JsonObject => ({ get: { operationId: "it", responses: RESPONSES, ...more } });
const post = (content: JsonObject, more: JsonObject = {}): JsonObject => ({
  post: { operationId: "it", responses: RESPONSES, requestBody: { required: true, content }, ...more },
});

const SCHEMES: JsonObject = {
  securitySchemes: {
    token: { type: "http", scheme: "bearer" },
    login: { type: "http", scheme: "basic" },
    mail: { type: "apiKey", in: "header", name: "X-Mail" },
    key: { type: "apiKey", in: "query", name: "key" },
  },
};

describe("credentials", () => {
  const of = (security: JsonObject[]) =>
    verdicts(deriveDocument({ "/a": get({ security }) }, SCHEMES)["it"], "credentials/");

  it("take every alternative alone, and the name of a scheme in any letters", () => {
    const found = of([{ token: [] }, { mail: [], key: [] }]);
    const good = Object.keys(found).filter((name) => found[name] === "accepted 200");
    expect(good).toEqual(["token", "mail and key", "token with bearer", "token with BEARER"]);
  });

  it("refuse nobody, halves, strangers, near misses and other schemes", () => {
    const found = of([{ token: [] }, { mail: [], key: [] }]);
    const bad = Object.keys(found).filter((name) => found[name] === "rejected 401");
    expect(bad).toEqual(
      expect.arrayContaining([
        "none",
        "mail alone",
        "key alone",
        "wrong token",
        "empty token",
        "token with one more character",
        "token without the last character",
        "token in other letters",
        "mail and key with a wrong mail",
        "mail and key with a wrong key",
        "token as Basic",
        "token without the name of its scheme",
      ]),
    );
    // In an address the letter case need not count.
    expect(bad).not.toContain("mail and key in other letters");
  });

  it("take an alternative that is part of another one alone", () => {
    expect(of([{ token: [] }, { token: [], mail: [] }])).not.toHaveProperty("token alone");
    expect(of([{ token: [] }, { login: [] }])["token as Basic"]).toBeUndefined();
  });

  it("say nothing of what is wrong beside an alternative that is right", () => {
    const found = of([{ token: [] }, { mail: [] }, { token: [], mail: [] }]);
    const refused = Object.keys(found).filter((name) => found[name]?.startsWith("rejected"));
    expect(refused).toContain("wrong token and mail");
    expect(refused).not.toContain("token and mail with a wrong mail");
    expect(refused).not.toContain("token and mail as Basic");
    expect(refused.filter((name) => name.startsWith("token and mail") && name.includes("name of its scheme"))).toEqual(
      [],
    );
  });

  it("are a choice where anonymous is an alternative, and nothing where none are needed", () => {
    expect(of([{ token: [] }, {}])).toEqual({
      none: "accepted 200",
      token: "accepted 200",
      "token with bearer": "accepted 200",
      "token with BEARER": "accepted 200",
    });
    expect(of([])).toEqual({});
  });
});

describe("methods", () => {
  it("are tried once for a path: those that neither it nor another path for the same address has", () => {
    const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
    const found = deriveDocument({
      "/things/{id}": {
        parameters: [id],
        get: { operationId: "read", responses: RESPONSES },
        delete: { responses: RESPONSES },
      },
      "/things/new": { post: { operationId: "make", responses: RESPONSES } },
      "/things": { post: { operationId: "add", responses: RESPONSES } },
    });
    const refused = "rejected 405 404 501";
    expect(verdicts(found["read"], "method/")).toEqual({
      ...{ PUT: refused, POST: refused, PATCH: refused, TRACE: refused },
      // CORS answers it, whatever the document says.
      OPTIONS: "rejected 200 204 405 404 501",
      CONTRACTKIT: "rejected 501 405 404 400",
    });
    // `/things/new` is an address of `/things/{id}`, too.
    expect(Object.keys(verdicts(found["make"], "method/"))).toEqual([
      "PUT",
      "PATCH",
      "TRACE",
      "OPTIONS",
      "CONTRACTKIT",
    ]);
    expect(Object.keys(verdicts(found["add"], "method/"))).toEqual([
      "GET",
      "HEAD",
      "PUT",
      "DELETE",
      "PATCH",
      "TRACE",
      "OPTIONS",
      "CONTRACTKIT",
    ]);
    expect(found["deleteThingsId"]?.cases.filter(({ name }) => name.includes("/method/"))).toEqual([]);
  });
});

describe("content types", () => {
  const json = {
    "application/json": { schema: { type: "object", required: ["n"], properties: { n: { type: "integer" } } } },
  };

  it("are refused when they are others, and taken in every spelling", () => {
    const found = verdicts(deriveDocument({ "/a": post(json) })["it"], "content-type/");
    expect(found["text/plain"]).toBe("rejected 415");
    expect(found["application/jsonx"]).toBe("rejected 415");
    expect(found["none"]).toBe("rejected 415 400");
    for (const what of ["capital letters", "charset", "quoted charset", "blanks around the semicolon"]) {
      expect([what, found[what]]).toEqual([what, "accepted 200"]);
    }
    expect(found["application/json"]).toBeUndefined();
  });

  it("may be absent where bytes are taken", () => {
    const found = verdicts(deriveDocument({ "/a": post({ "application/octet-stream": {} }) })["it"], "content-type/");
    expect(found["none"]).toBe("either 200 400 415");
  });

  it("each have a valid body, or a reason why not", () => {
    const content = {
      ...json,
      "application/*+json": { schema: { type: "object" } },
      "text/plain": { schema: { type: "string", minLength: 3 } },
      "application/x-www-form-urlencoded": json["application/json"],
      "multipart/form-data": json["application/json"],
      "image/*": {},
      "application/xml": { example: { a: 1 } },
      "image/svg+xml": { example: "<svg/>" },
    };
    const derived = deriveDocument({ "/a": post(content) })["it"];
    expect(Object.keys(verdicts(derived, "body/media type "))).toEqual([
      "application/*+json",
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "image/*",
      "image/svg+xml",
    ]);
    expect(derived?.skipped.find(({ name }) => name === "it/body/media type application/xml")?.reason).toMatch(
      /grammar/,
    );
  });
});

describe("bodies", () => {
  it("are left out where they are optional, and empty only where that is a text", () => {
    const text = { "text/plain": { schema: { type: "string" } } };
    const required = verdicts(deriveDocument({ "/a": post(text) })["it"], "body/");
    expect([required["left out"], required["empty"]]).toEqual(["rejected 400 415", "either 200 400"]);
    const schema = { type: "object" };
    const optional = { requestBody: { content: { "application/json": { schema } } } };
    const found = verdicts(deriveDocument({ "/a": post({}, optional) })["it"], "body/");
    expect([found["left out"], found["empty"]]).toEqual(["accepted 200", "either 200 400"]);
  });

  it("in parts may have header fields that mean nothing; text around the parts is the server's choice", () => {
    const schema = { type: "object", required: ["a"], properties: { a: { type: "string" } } };
    const found = verdicts(deriveDocument({ "/a": post({ "multipart/form-data": { schema } }) })["it"], "multipart/");
    for (const name of ["X-Contract-Kit", "Content-Description"]) {
      expect([name, found[`a part with the header field ${name}`]]).toEqual([name, "accepted 200"]);
    }
    for (const what of ["text before the start", "text after the end", "bare line feeds"]) {
      expect([what, found[what]]).toEqual([what, "either 200 400"]);
    }
  });

  it("of JSON have one fault that a lenient parser reads over", () => {
    const schema = {
      type: "object",
      required: ["a", "n"],
      additionalProperties: false,
      properties: { a: { const: "x" }, n: { const: -5 } },
    };
    const derived = deriveDocument({ "/a": post({ "application/json": { schema } }) })["it"];
    const texts = Object.fromEntries(
      (derived?.cases ?? []).flatMap(({ name, request: [patch] }) => {
        const value = patch && "value" in patch ? (patch.value as { kind?: string; value?: unknown } | null) : null;
        return name.startsWith("it/json/") ? [[name.slice(8), value?.value]] : [];
      }),
    );
    expect(texts).toMatchObject({
      truncated: '{"a":"x","n":-5',
      "a trailing comma": '{"a":"x","n":-5,}',
      "single quotes": "{'a':'x','n':-5}",
      "a name without quotes": '{a:"x","n":-5}',
      "a leading zero": '{"a":"x","n":-05}',
      NaN: '{"a":"x","n":NaN}',
      "a second value": '{"a":"x","n":-5}{}',
      "a byte order mark": '\ufeff{"a":"x","n":-5}',
      "a name twice": '{"a":"x","a":"x","n":-5}',
    });
    for (const [what, text] of Object.entries(texts)) {
      if (typeof text === "string" && what !== "a name twice") expect(() => JSON.parse(text), what).toThrow();
    }
    const found = verdicts(derived, "json/");
    expect([found["truncated"], found["a byte order mark"], found["a name twice"]]).toEqual([
      "rejected 400",
      "either 200 400",
      "either 200 400",
    ]);
  });

  it("of fields come once, escaped well", () => {
    const schema = {
      type: "object",
      required: ["n", "l"],
      properties: { n: { type: "integer" }, l: { type: "array", items: { type: "string" } } },
    };
    const derived = deriveDocument({ "/a": post({ "application/x-www-form-urlencoded": { schema } }) })["it"];
    expect(verdicts(derived, "urlencoded/field ")).toEqual({
      "n twice": "rejected 400",
      "n with malformed percent-encoding": "rejected 400",
      "n with bytes that are no UTF-8": "rejected 400",
      "l with malformed percent-encoding": "either 200 400",
      "l with bytes that are no UTF-8": "either 200 400",
    });
    expect(verdicts(derived, "body/l/maxItems")).toEqual({});
  });

  it("of texts and bytes have cases of their own", () => {
    const derived = deriveDocument({ "/a": post({ "text/plain": { schema: { type: "string", maxLength: 4 } } }) })[
      "it"
    ];
    const lengths = verdicts(derived, "body/maxLength/");
    expect([lengths["4 ASCII characters"], lengths["5 ASCII characters"]]).toEqual(["accepted 200", "rejected 400"]);
    const bytes = deriveDocument({ "/a": post({ "application/octet-stream": {} }) })["it"];
    expect(bytes?.base.body).toMatchObject({ kind: "raw", contentType: "application/octet-stream" });
  });
});
