import type { JsonObject } from "../../../../spec/interchange/json.ts";

const ANSWER = { 200: { description: "Done", content: { "application/json": { schema: { type: "object" } } } } };

/** A document with what the client has to cope with, one operation for each concern. */
export const WILD_DOCUMENT: JsonObject = {
  openapi: "3.1.1",
  info: { title: "Wild */ API", version: "1" },
  servers: [{ url: "https://eu.example.com/v1/" }],
  security: [{ "X-Key": [] }, { query_key: [], BasicAuth: [] }, {}],
  paths: {
    "/things/{label}{matrix}/{plain}": {
      get: {
        operationId: "styles",
        description: "Ends the comment: */ not.\n\nA second paragraph.",
        deprecated: true,
        parameters: [
          { name: "label", in: "path", required: true, style: "label", schema: { type: "string" } },
          {
            name: "matrix",
            in: "path",
            required: true,
            style: "matrix",
            schema: { type: "array", items: { type: "integer" } },
          },
          { name: "plain", in: "path", required: true, schema: { type: "boolean" } },
          { name: "since", in: "query", schema: { type: "string", format: "date-time" } },
          { name: "tags", in: "query", explode: false, schema: { type: "array", items: { type: "string" } } },
          { name: "ids", in: "query", schema: { type: "array", items: { type: "integer" } } },
          { name: "piped", in: "query", style: "pipeDelimited", schema: { type: "array", items: { type: "string" } } },
          {
            name: "filter",
            in: "query",
            style: "deepObject",
            schema: { type: "object", properties: { a: { type: "integer" } } },
          },
          { name: "raw", in: "query", allowReserved: true, schema: { type: "string" } },
          { name: "json", in: "query", content: { "application/json": { schema: { type: "object" } } } },
          { name: "X-Trace-Ids", in: "header", required: true, schema: { type: "array", items: { type: "integer" } } },
          { name: "Authorization", in: "header", required: true, schema: { type: "string" } },
          { name: "session", in: "cookie", schema: { type: "string" } },
        ],
        responses: ANSWER,
      },
    },
    "/json": {
      put: {
        operationId: "putJson",
        security: [{ cookie_key: [] }],
        requestBody: {
          required: true,
          content: {
            "application/merge-patch+json; charset=utf-8": {
              schema: {
                type: "object",
                required: ["slots"],
                properties: {
                  slots: { type: "array", items: { $ref: "#/components/schemas/Slot" } },
                  note: { type: ["string", "null"] },
                },
              },
            },
          },
        },
        responses: {
          "2XX": ANSWER[200],
          "4XX": { description: "No", content: { "text/plain": { schema: { type: "string" } } } },
        },
      },
    },
    "/form": {
      post: {
        operationId: "postForm",
        security: [{ TLS: [] }],
        requestBody: {
          content: {
            "application/x-www-form-urlencoded": {
              schema: {
                type: "object",
                properties: {
                  a: { type: "array", items: { type: "string" } },
                  o: { type: "object" },
                  deep: { type: "object" },
                  list: { type: "array", items: { type: "string" } },
                },
              },
              encoding: { deep: { style: "deepObject", explode: true }, list: { style: "form", explode: false } },
            },
            "multipart/form-data": {
              schema: {
                type: "object",
                properties: {
                  meta: { type: "object" },
                  files: { type: "array", items: { type: "string", format: "binary" } },
                  deep: { type: "object" },
                  list: { type: "array", items: { type: "string" } },
                  thumb: { type: "string", format: "binary" },
                },
              },
              encoding: {
                thumb: { style: "form" },
                meta: { contentType: "application/json" },
                files: { contentType: "image/*" },
                deep: { style: "deepObject", explode: true },
                list: { style: "pipeDelimited", explode: false },
              },
            },
          },
        },
        responses: {
          default: { description: "Anything", content: { "application/json": { schema: { type: "object" } } } },
        },
      },
    },
    "/bytes": {
      post: {
        operationId: "__proto__",
        servers: [{ url: "https://files.example.com" }],
        requestBody: { content: { "image/*": { schema: { type: "string", format: "binary" } } } },
        responses: {
          200: {
            description: "Bytes",
            content: { "application/octet-stream": {}, "application/json": { schema: { type: "array" } } },
          },
          204: { description: "None" },
          default: { description: "Text", content: { "text/plain": { schema: { type: "string", maxLength: 5 } } } },
        },
      },
      head: { operationId: "constructor", responses: { 200: ANSWER[200] } },
    },
  },
  components: {
    schemas: {
      Slot: {
        type: "object",
        required: ["at"],
        properties: {
          at: { type: "string", format: "date-time" },
          next: { $ref: "#/components/schemas/Slot" },
        },
      },
    },
    securitySchemes: {
      "X-Key": { type: "apiKey", in: "header", name: "X-Key" },
      query_key: { type: "apiKey", in: "query", name: "key[]" },
      BasicAuth: { type: "http", scheme: "basic" },
      cookie_key: { type: "apiKey", in: "cookie", name: "sid" },
      TLS: { type: "mutualTLS" },
    },
  },
};
