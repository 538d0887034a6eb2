import { Pointer } from "rfc6902";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../spec/interchange/json.ts";
import { valueAt } from "../../../spec/interchange/pointer.ts";
import type { Problem } from "../problem.ts";
import { mendDocument } from "./mend-document.ts";

/** What is wrong, where; what it becomes. */
interface Mistake {
  what: string;
  /** Set in a sound document. */
  at: string;
  value: Json;
  rule: string;
  /** Where the problem is told, if not at the same place. */
  told?: string;
  becomes: [at: string, value: Json | undefined];
}

const OPERATION = "/paths/~1things~1{id}/get";
const SCHEMA = "/components/schemas/Thing";

const MISTAKES: Mistake[] = [
  { what: "no info", at: "/info", value: null, rule: "invalid-info", becomes: ["/info/version", "0.0.0"] },
  {
    what: "a version as a number",
    at: "/info/version",
    value: 1.5,
    rule: "invalid-info",
    told: "/info",
    becomes: ["/info/version", "1.5"],
  },
  {
    what: "a repeated operationId",
    at: `${OPERATION}/operationId`,
    value: "putThing",
    rule: "duplicate-operation-id",
    becomes: [`/paths/~1things~1{id}/put/operationId`, "putThing2"],
    told: "/paths/~1things~1{id}/put/operationId",
  },
  {
    what: "an operationId that is no text",
    at: `${OPERATION}/operationId`,
    value: 3,
    rule: "invalid-operation-id",
    becomes: [`${OPERATION}/operationId`, undefined],
  },
  {
    what: "a status that is none",
    at: `${OPERATION}/responses/..~1..~1etc`,
    value: { description: "ok" },
    rule: "invalid-status",
    becomes: [`${OPERATION}/responses/..~1..~1etc`, undefined],
  },
  {
    what: "no responses",
    at: `${OPERATION}/responses`,
    value: null,
    rule: "no-responses",
    told: OPERATION,
    becomes: [`${OPERATION}/responses`, {}],
  },
  {
    what: "a nameless parameter",
    at: `${OPERATION}/parameters/0`,
    value: { in: "query" },
    rule: "invalid-parameter",
    becomes: [`${OPERATION}/parameters`, []],
  },
  {
    what: "a parameter in the body",
    at: `${OPERATION}/parameters/0/in`,
    value: "body",
    rule: "invalid-parameter",
    told: `${OPERATION}/parameters/0`,
    becomes: [`${OPERATION}/parameters`, []],
  },
  {
    what: "a parameter twice",
    at: `${OPERATION}/parameters/1`,
    value: { name: "page", in: "query", schema: {} },
    rule: "invalid-parameter",
    becomes: [`${OPERATION}/parameters/1`, undefined],
  },
  {
    what: "a parameter without a schema",
    at: `${OPERATION}/parameters/0/schema`,
    value: null,
    rule: "parameter-without-schema",
    told: `${OPERATION}/parameters/0`,
    becomes: [`${OPERATION}/parameters/0/schema`, {}],
  },
  {
    what: "an optional path parameter",
    at: "/paths/~1things~1{id}/parameters/0/required",
    value: false,
    rule: "optional-path-parameter",
    told: "/paths/~1things~1{id}/parameters/0",
    becomes: ["/paths/~1things~1{id}/parameters/0/required", true],
  },
  {
    what: "a path parameter that is not in the path",
    at: `${OPERATION}/parameters/0`,
    value: { name: "ID", in: "path", required: true, schema: {} },
    rule: "path-parameter",
    becomes: [`${OPERATION}/parameters`, []],
  },
  {
    what: "a name in the path without a parameter",
    at: "/paths/~1things~1{id}/parameters",
    value: [],
    rule: "path-parameter",
    told: OPERATION,
    becomes: [`${OPERATION}/parameters/1/name`, "id"],
  },
  {
    what: "security that is no list",
    at: `${OPERATION}/security`,
    value: { token: [] },
    rule: "invalid-security",
    becomes: [`${OPERATION}/security`, undefined],
  },
  {
    what: "a requirement that is no object",
    at: `${OPERATION}/security`,
    value: ["token"],
    rule: "invalid-security",
    told: `${OPERATION}/security/0`,
    becomes: [`${OPERATION}/security`, []],
  },
  {
    what: "an API key without a place",
    at: "/components/securitySchemes/token",
    value: { type: "apiKey", name: "x" },
    rule: "invalid-security-scheme",
    becomes: ["/components/securitySchemes/token/type", "unknown"],
  },
  {
    what: "a schema that is none",
    at: SCHEMA,
    value: { properties: { a: "string" } },
    rule: "invalid-schema",
    told: `${SCHEMA}/properties/a`,
    becomes: [`${SCHEMA}/properties/a`, {}],
  },
  {
    what: "an enum that is no list",
    at: SCHEMA,
    value: { enum: "a" },
    rule: "invalid-keyword-argument",
    told: `${SCHEMA}/enum`,
    becomes: [SCHEMA, {}],
  },
  {
    what: "a length that is a text",
    at: SCHEMA,
    value: { type: "string", maxLength: "3" },
    rule: "invalid-keyword-argument",
    told: `${SCHEMA}/maxLength`,
    becomes: [SCHEMA, { type: "string" }],
  },
  {
    what: "a type that does not exist",
    at: SCHEMA,
    value: { type: "file" },
    rule: "invalid-keyword-argument",
    told: `${SCHEMA}/type`,
    becomes: [SCHEMA, {}],
  },
  {
    what: "items as a list",
    at: SCHEMA,
    value: { items: [{ type: "string" }] },
    rule: "invalid-keyword-argument",
    told: `${SCHEMA}/items`,
    becomes: [SCHEMA, { prefixItems: [{ type: "string" }] }],
  },
  {
    what: "an empty allOf",
    at: SCHEMA,
    value: { allOf: [] },
    rule: "invalid-keyword-argument",
    told: `${SCHEMA}/allOf`,
    becomes: [SCHEMA, {}],
  },
  {
    what: "a pattern of another language",
    at: SCHEMA,
    value: { pattern: "(?i)a" },
    rule: "invalid-pattern",
    told: `${SCHEMA}/pattern`,
    becomes: [SCHEMA, {}],
  },
  {
    what: "a pattern with a needless escape",
    at: SCHEMA,
    value: { pattern: "^a\\:[\\w-.]{2}$" },
    rule: "pattern-without-unicode",
    told: `${SCHEMA}/pattern`,
    becomes: [SCHEMA, { pattern: "^a:[\\w\\-\\.]{2}$" }],
  },
  {
    what: "a pattern that nobody can check in a bounded time",
    at: SCHEMA,
    value: { pattern: "^(.+)\\1+$" },
    rule: "uncheckable-pattern",
    told: `${SCHEMA}/pattern`,
    becomes: [SCHEMA, {}],
  },
  {
    what: "a pattern of a length that takes engines seconds",
    at: SCHEMA,
    value: { pattern: "a|b".repeat(200_000) },
    rule: "uncheckable-pattern",
    told: `${SCHEMA}/pattern`,
    becomes: [SCHEMA, {}],
  },
  {
    what: "a name of members of another language",
    at: SCHEMA,
    value: { patternProperties: { "(?<a": true } },
    rule: "invalid-pattern",
    told: `${SCHEMA}/patternProperties/(?<a`,
    becomes: [SCHEMA, { patternProperties: {} }],
  },
  {
    what: "names of members that come to the same",
    at: SCHEMA,
    value: { patternProperties: { "a\\:": { type: "string" }, "a:": { maxLength: 3 } } },
    rule: "pattern-without-unicode",
    told: `${SCHEMA}/patternProperties/a\\:`,
    becomes: [SCHEMA, { patternProperties: { "a:": { allOf: [{ type: "string" }, { maxLength: 3 }] } } }],
  },
  {
    what: "a reference to itself",
    at: SCHEMA,
    value: { allOf: [{ $ref: "#/components/schemas/Thing" }] },
    rule: "endless-ref",
    told: `${SCHEMA}/allOf/0`,
    becomes: [SCHEMA, { allOf: [{}] }],
  },
];

function sound(): JsonObject {
  const operation = (operationId: string): JsonObject => ({
    operationId,
    parameters: [{ name: "page", in: "query", schema: { type: "integer" } }],
    responses: { 200: { description: "ok" } },
  });
  return {
    openapi: "3.1.1",
    info: { title: "Things", version: "1" },
    paths: {
      "/things/{id}": {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        get: operation("getThing"),
        put: operation("putThing"),
      },
    },
    components: {
      schemas: { Thing: { type: "object", properties: { next: { $ref: "#/components/schemas/Thing" } } } },
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
    },
  };
}

function mend(document: JsonObject): { document: JsonObject; warnings: Problem[] } {
  return { document, warnings: mendDocument(document, (pointer, problem) => ({ file: "test", pointer, ...problem })) };
}

function withMistake({ at, value }: Mistake): JsonObject {
  const document = sound();
  const pointer = Pointer.fromJSON(at);
  if (value === null) pointer.set(document, undefined);
  else pointer.set(document, value);
  return JSON.parse(JSON.stringify(document)) as JsonObject;
}

describe("mendDocument", () => {
  it("leaves a sound document as it is", () => {
    expect(mend(sound())).toEqual({ document: sound(), warnings: [] });
  });

  it.each(MISTAKES)("$what", (mistake) => {
    const { document, warnings } = mend(withMistake(mistake));
    expect(new Set(warnings.map(({ rule }) => rule))).toEqual(new Set([mistake.rule]));
    expect(warnings[0]).toMatchObject({ pointer: mistake.told ?? mistake.at, hint: expect.stringMatching(/\S/) });
    const [at, value] = mistake.becomes;
    expect(valueAt(document, at)).toEqual(value);
    // What has been mended is sound.
    expect(mend(document).warnings).toEqual([]);
  });

  it("says which values there are", () => {
    const [mistake] = MISTAKES.filter(({ what }) => what === "a type that does not exist");
    expect(mend(withMistake(mistake as Mistake)).warnings[0]?.what).toBe(
      "type must be one of array, boolean, integer, null, number, object, string: it is left out, and nothing checks it",
    );
  });
});
