import type { HandmadeDocument } from "./handmade-artefacts.ts";

const BAD = { "400": {} };

/** A document with one operation for each thing that a gate looks at. */
export const GATE_DOCUMENT: HandmadeDocument = {
  securitySchemes: {
    token: { kind: "http", scheme: "bearer" },
    login: { kind: "http", scheme: "basic" },
    mail: { kind: "apiKey", in: "header", name: "X-Mail" },
    key: { kind: "apiKey", in: "query", name: "key" },
    jar: { kind: "apiKey", in: "cookie", name: "session" },
    certificate: { kind: "other", type: "mutualTLS" },
  },
  operations: [
    {
      id: "listItems",
      method: "GET",
      path: "/lists/{list}/items",
      parameters: [
        { name: "list", in: "path", schema: { type: "integer" } },
        { name: "limit", in: "query", schema: { type: "integer", maximum: 100 } },
        { name: "tag", in: "query", schema: { type: "array", items: { type: "string" }, maxItems: 2 } },
        { name: "ids", in: "query", explode: false, schema: { type: "array", items: { type: "integer" } } },
        {
          name: "sizes",
          in: "query",
          style: "pipeDelimited",
          explode: false,
          schema: { type: "array", items: { type: "number" } },
        },
        {
          name: "where",
          in: "query",
          style: "deepObject",
          schema: { type: "object", properties: { price: { type: "number" } } },
        },
        { name: "filter", in: "query", contentType: "application/json", schema: { type: "object" } },
        { name: "X-Trace", in: "header", schema: { type: "string", format: "uuid" } },
        { name: "X-Levels", in: "header", schema: { type: "array", items: { type: "integer" } } },
        { name: "theme", in: "cookie", schema: { enum: ["dark", "light"] } },
      ],
      responses: BAD,
    },
    {
      id: "getMatrix",
      method: "GET",
      path: "/matrix/{point}",
      responses: BAD,
      parameters: [
        {
          name: "point",
          in: "path",
          style: "matrix",
          explode: true,
          schema: { type: "array", items: { type: "integer" } },
        },
      ],
    },
    {
      id: "putItem",
      method: "PUT",
      path: "/item",
      body: {
        required: true,
        content: {
          "application/json": {
            kind: "json",
            schema: {
              type: "object",
              required: ["name"],
              properties: { name: { type: "string" }, after: { "x-after": "now" } },
            },
          },
          "text/plain": { kind: "text", schema: { type: "integer" } },
          "image/*": { kind: "binary" },
        },
      },
      responses: { "422": {} },
    },
    {
      id: "postTree",
      method: "POST",
      path: "/tree",
      body: {
        required: false,
        content: { "application/json": { kind: "json", schema: { type: "array", items: { $ref: "#" } } } },
      },
      responses: BAD,
    },
    {
      id: "postForm",
      method: "POST",
      path: "/form",
      body: {
        required: false,
        content: {
          "application/x-www-form-urlencoded": {
            kind: "urlencoded",
            schema: {
              type: "object",
              properties: {
                count: { type: "integer" },
                tags: { type: "array", items: { type: "string" } },
                options: { type: "object", properties: { a: { type: "string" } } },
              },
              additionalProperties: false,
            },
          },
        },
      },
      responses: { "4XX": {} },
    },
    {
      id: "upload",
      method: "POST",
      path: "/upload",
      body: {
        required: true,
        content: {
          "multipart/form-data": {
            kind: "multipart",
            partContentTypes: { file: "image/png, image/*", note: "application/json" },
            partHeaders: { checked: { "x-crc": { type: "integer" } } },
            encoding: { sizes: { style: "form", explode: false }, where: { style: "deepObject", explode: true } },
            schema: {
              type: "object",
              properties: {
                file: {},
                files: { type: "array", items: {} },
                note: { type: "object" },
                title: { type: "string" },
                agreed: { type: "boolean" },
                checked: { type: "string" },
                sizes: { type: "array", items: { type: "integer" } },
                where: { type: "object", properties: { price: { type: "number" } } },
              },
            },
          },
        },
      },
      responses: BAD,
    },
    { id: "byToken", method: "GET", path: "/token", security: [["token"]], responses: BAD },
    { id: "byPair", method: "GET", path: "/pair", security: [["mail", "key"], ["login"], ["jar"]], responses: BAD },
    { id: "byCertificate", method: "GET", path: "/certificate", security: [["certificate"]], responses: BAD },
    { id: "byAnybody", method: "GET", path: "/anybody", security: [["token"], []], responses: BAD },
  ],
};
