import type { JsonPointer } from "./json.ts";

/**
 * `generated/<name>/contract.json`: what a runner, a mock or a gate has to know of a document.
 *
 * @typeParam S - how a schema is referred to: by its name in the file (a {@link SchemaName}),
 * by the schema itself inside the generator.
 */
export interface Contract<S = SchemaName> {
  title: string;
  version: string;
  /** The OpenAPI version of the document, e.g. `3.1.1`. */
  openapi: string;
  securitySchemes: Record<string, SecurityScheme>;
  operations: Operation<S>[];
}

/**
 * The name of a schema: `createDirectUpload.body`. The schema is in `schemas/<name>.json`;
 * its validator is the export of `validators.js` that `validatorName` gives.
 */
export type SchemaName = string;

/** One method on one path. */
export interface Operation<S = SchemaName> {
  /** The document's operationId, or one made from method and path; an identifier, unique in the contract. */
  id: string;
  /** Upper case. */
  method: string;
  /** The path template, e.g. `/accounts/{account_id}`. */
  path: string;
  /** Where the operation stands in `openapi.json`. */
  pointer: JsonPointer;
  summary?: string;
  description?: string;
  deprecated?: boolean;
  /** Server URLs that apply to it, variables replaced by their defaults. */
  servers: string[];
  parameters: Parameter[];
  /** One object schema per place for the parameters that are there; names as in the document, header names in lower case. */
  parameterSchemas: Partial<Record<ParameterPlace, S>>;
  body?: Body<S>;
  responses: Response<S>[];
  /** Alternatives, each a set of scheme names that are needed together. Empty: anyone may call. An empty set: anonymous is an alternative. */
  security: string[][];
  /** Where that is said: at the operation, or for the whole document. */
  securityPointer: JsonPointer;
}

/** Where a parameter travels. */
export type ParameterPlace = "path" | "query" | "header" | "cookie";

/** A parameter and how it is serialised (OpenAPI 3.1.1, section 4.8.12). */
export interface Parameter {
  name: string;
  in: ParameterPlace;
  required: boolean;
  style: string;
  explode: boolean;
  allowReserved?: boolean;
  /** Set when the parameter is described by `content`: the media type of its text. */
  contentType?: string;
  /** Where the parameter stands in `openapi.json`. */
  pointer: JsonPointer;
}

/** The body that an operation takes. */
export interface Body<S = SchemaName> {
  required: boolean;
  pointer: JsonPointer;
  /** In the document's order. */
  content: MediaType<S>[];
}

/** One media type of a body or a response. */
export interface MediaType<S = SchemaName> {
  /** As in the document, lower case: `multipart/form-data`, `image/*`. */
  mediaType: string;
  /** As in the document, where that is not the same: `application/json; charset=utf-8`. */
  key?: string;
  /** How it is read; `binary` is passed through. */
  kind: "json" | "multipart" | "urlencoded" | "text" | "binary";
  schema?: S;
  /** Multipart only: media types that the document allows for a part. */
  partContentTypes?: Record<string, string>;
  /** Multipart requests only: the header fields that the document describes for a part, by the part's name. */
  partHeaders?: Record<string, PartHeaders<S>>;
  /**
   * Forms only, multipart ones since OpenAPI 3.1: the members for which the document says by `style`, `explode` or
   * `allowReserved` how they travel.
   */
  encoding?: Record<string, FieldEncoding>;
  pointer: JsonPointer;
}

/** Header fields of a part (`encoding.headers`; OpenAPI 3.1.1, section 4.8.15.1), without those of RFC 7578 itself. */
export interface PartHeaders<S = SchemaName> {
  parameters: Parameter[];
  /** An object schema over them, names in lower case. */
  schema: S;
}

/** How a member of a form is serialised: as a query parameter is (OpenAPI 3.1.1, section 4.8.15.1.2). */
export interface FieldEncoding {
  style: string;
  explode: boolean;
  allowReserved?: boolean;
}

/** One status of an operation. */
export interface Response<S = SchemaName> {
  /** `200`, `4XX` (upper case) or `default`. */
  status: string;
  pointer: JsonPointer;
  description: string;
  content: MediaType<S>[];
  /** An object schema over the declared response headers, names in lower case. */
  headers?: S;
}

/** How credentials travel (OpenAPI 3.1.1, section 4.8.27). */
export type SecurityScheme =
  | { kind: "http"; scheme: string }
  | { kind: "apiKey"; in: "query" | "header" | "cookie"; name: string }
  | { kind: "other"; type: string };
