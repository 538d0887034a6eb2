import type { JsonObject } from "../../../spec/interchange/json.ts";
import type { BreakingRow } from "./breaking-row.ts";
import { operationOf } from "./diff-of.ts";

const SCHEMES: JsonObject = {
  securitySchemes: {
    token: { type: "http", scheme: "bearer" },
    key: { type: "apiKey", in: "header", name: "X-Key" },
    renamed: { type: "apiKey", in: "header", name: "X-Key" },
    consent: {
      type: "oauth2",
      flows: { clientCredentials: { tokenUrl: "https://example.com/t", scopes: { read: "", write: "" } } },
    },
  },
};

/** A document whose operation asks for one of these credentials. */
export const secured = (...security: JsonObject[]): JsonObject => operationOf({ security }, SCHEMES);

const none: string[] = [];
const id = { name: "id", in: "path", required: true, schema: { type: "integer" } };
const paths = (...known: string[]): JsonObject => ({
  paths: Object.fromEntries(
    known.map((path) => [path, { get: { ...(path.includes("{") && { parameters: [id] }), responses: {} } }]),
  ),
});
const methods = (...known: string[]): JsonObject => ({
  paths: { "/a": Object.fromEntries(known.map((method) => [method, { responses: {} }])) },
});

const GONE = ["breaking operation-removed"];
const NARROWED = ["breaking security-narrowed"];

/** Changes of whole operations, and of who may call them, that break callers. */
export const BREAKING_OPERATIONS: BreakingRow[] = [
  { what: "a path that is gone", base: paths("/a", "/b"), head: paths("/a"), told: GONE, refused: ["operation"] },
  {
    what: "a path with a parameter that is gone",
    base: paths("/a", "/b/{id}"),
    head: paths("/a"),
    told: GONE,
    refused: ["operation"],
  },
  {
    what: "a method that is gone",
    base: methods("get", "delete"),
    head: methods("get"),
    told: GONE,
    refused: ["operation"],
  },
  {
    what: "an alternative that is gone",
    base: secured({ token: none }, { key: none }),
    head: secured({ token: none }),
    told: NARROWED,
    refused: ["security"],
  },
  {
    what: "a second scheme that is needed",
    base: secured({ token: none }),
    head: secured({ token: none, key: none }),
    told: NARROWED,
    refused: ["security"],
  },
  {
    what: "credentials where none were needed",
    base: secured({}),
    head: secured({ key: none }),
    told: NARROWED,
    refused: ["security"],
  },
  {
    what: "another scheme",
    base: secured({ token: none }),
    head: secured({ key: none }),
    told: [...NARROWED, "non-breaking security-widened"],
    refused: ["security"],
  },
];
