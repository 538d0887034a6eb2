import type { JsonSchema } from "../../../spec/interchange/json.ts";
import type { HandmadeContent, HandmadeDocument } from "./handmade-artefacts.ts";

const NAMED: JsonSchema = {
  type: "object",
  required: ["name"],
  properties: { name: { type: "string" } },
  additionalProperties: false,
};
const named = (name: string): HandmadeContent => ({ kind: "json", schema: NAMED, example: { name } });

/**
 * A document with responses of many kinds, some of which break it.
 *
 * @param callback - a URL that one operation promises to call
 */
export function itemDocument(callback: string): HandmadeDocument {
  return {
    securitySchemes: { token: { kind: "http", scheme: "bearer" }, key: { kind: "apiKey", in: "query", name: "key" } },
    operations: [
      {
        id: "getItem",
        method: "GET",
        path: "/items/{id}",
        servers: ["https://api.example.com/v1"],
        parameters: [{ name: "id", in: "path", schema: { type: "string", maxLength: 3 } }],
        security: [["token"], ["key"]],
        responses: {
          "201": { content: { "application/json": named("later") } },
          "200": {
            content: {
              "text/plain": { kind: "text", schema: { type: "string" }, example: "plain" },
              "application/json": {
                kind: "json",
                schema: NAMED,
                examples: { one: { value: { name: "one" } }, two: { value: { name: "two" } } },
              },
              "application/vnd.item+json": named("vendor"),
            },
          },
          "400": { content: { "application/problem+json": named("bad") } },
          "429": {
            headers: {
              "X-Limit": { schema: { type: "integer" }, example: 12 },
              "Retry-After": { schema: { type: "integer" }, example: "30" },
            },
            content: { "application/json": named("slow down") },
          },
          "503": {},
          "5XX": { content: { "application/json": named("class") } },
        },
      },
      { id: "deleteItem", method: "DELETE", path: "/items/{id}", responses: { "204": {} } },
      {
        id: "onlyDefault",
        method: "GET",
        path: "/default",
        parameters: [{ name: "n", in: "query", schema: { type: "integer" } }],
        responses: { default: { content: { "application/json": named("default") } } },
      },
      {
        id: "onlyClass",
        method: "GET",
        path: "/class",
        parameters: [{ name: "n", in: "query", schema: { type: "integer" } }],
        responses: { "4XX": { content: { "application/json": named("class") } }, "2XX": {} },
      },
      {
        id: "undocumented",
        method: "GET",
        path: "/undocumented",
        parameters: [{ name: "n", in: "query", required: true, schema: {} }],
        responses: { "200": {} },
      },
      {
        id: "wrongBody",
        method: "GET",
        path: "/wrong/body",
        responses: {
          "200": { content: { "application/json": { kind: "json", schema: NAMED, example: { nam: "x" } } } },
        },
      },
      {
        id: "wrongHeader",
        method: "GET",
        path: "/wrong/header",
        responses: { "200": { headers: { "X-A": { schema: { type: "integer" }, example: "x" } } } },
      },
      {
        id: "badHeader",
        method: "GET",
        path: "/bad/header",
        responses: { "200": { headers: { "X-A": { schema: { type: "string" }, example: "a\nb" } } } },
      },
      {
        id: "objectAsText",
        method: "GET",
        path: "/object/text",
        responses: { "200": { content: { "application/xml": { kind: "text", example: { a: 1 } } } } },
      },
      {
        id: "jsonAsText",
        method: "GET",
        path: "/made/text",
        responses: { "200": { content: { "text/plain": { kind: "text", schema: { type: "object" } } } } },
      },
      {
        id: "impossibleMember",
        method: "GET",
        path: "/made/impossible",
        responses: {
          "200": {
            content: {
              "application/json": {
                kind: "json",
                schema: {
                  type: "object",
                  required: ["name"],
                  properties: { name: { type: "string", pattern: "^x-[0-9]{3}$" }, never: { type: "string", not: {} } },
                },
              },
            },
          },
        },
      },
      {
        id: "stale",
        method: "GET",
        path: "/stale",
        responses: {
          "200": {
            content: {
              "application/json": { kind: "json", schema: { "x-after": "now" }, example: "2026-01-31T09:30:00Z" },
            },
          },
        },
      },
      { id: "noResponse", method: "GET", path: "/none", responses: {} },
      { id: "onlyFailure", method: "GET", path: "/failure", responses: { "405": {}, "500": {} } },
      { id: "redirect", method: "GET", path: "/redirect", responses: { "400": {}, "304": {} } },
      {
        id: "bytes",
        method: "GET",
        path: "/bytes",
        responses: { "200": { content: { "image/*": { kind: "binary", example: "bytes" } } } },
      },
      ...["image/*", "image/gif", "audio/*", "application/octet-stream"].map((mediaType) => ({
        id: `sample ${mediaType}`,
        method: "GET",
        path: `/sample/${mediaType.replace("*", "any")}`,
        responses: { "200": { content: { [mediaType]: { kind: "binary" as const } } } },
      })),
      {
        id: "calls",
        method: "POST",
        path: "/calls",
        responses: { "200": { content: { "application/json": named("called") } } },
        callbacks: { done: { [callback]: { post: { responses: { "200": { description: "" } } } } } },
      },
    ],
  };
}
