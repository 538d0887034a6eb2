import type { BodyTemplate, PartTemplate, RequestTemplate } from "./case.ts";
import type { MediaType, ParameterPlace } from "./contract.ts";
import type { FormField } from "./decode-form.ts";
import { decodeMultipart } from "./decode-multipart.ts";
import { decodeParameters } from "./decode-parameters.ts";
import { decodeText } from "./decode-text.ts";
import { decodeUrlencoded } from "./decode-urlencoded.ts";
import type { Json, JsonSchema } from "./json.ts";
import { mediaTypeFor } from "./media-type.ts";
import {
  encodeName,
  encodePairs,
  encodeWire,
  percentEncode,
  type RenderedPair,
  type RenderedWire,
} from "./percent-encoding.ts";

/** The texts of the parameters of one place as they travel; those of a rendered request. */
export function rawTexts(place: ParameterPlace, request: RequestTemplate): { name: string; value: string }[] {
  const encoded = (entries: [string, unknown][]) =>
    entries.map(([name, value]) => ({ name: percentEncode(name), value: encodeWire(value as RenderedWire) }));
  switch (place) {
    case "path":
      // Names of path parameters stand in the template and are never encoded.
      return Object.entries(request.path).map(([name, value]) => ({ name, value: encodeWire(value as RenderedWire) }));
    case "query":
      return request.query.map((pair) => ({ name: encodeName(pair), value: encodeWire(pair.value as RenderedWire) }));
    case "header":
      return Object.entries(request.headers).map(([name, value]) => ({ name, value: String(value) }));
    case "cookie":
      return encoded(Object.entries(request.cookies));
  }
}

/** A body that was read: the instance, and the schema that it is of; neither where the document has none. */
export interface ReadBody<S> {
  schema?: S;
  instance?: Json;
  /** The header fields of each part for which the document describes some. */
  partHeaders: { schema: S; instance: Json }[];
}

/**
 * Reads a rendered body as a server that keeps the contract does: by its Content-Type alone.
 *
 * @param schemaOf - the schema to read texts by
 * @returns `undefined` when it is of no media type of the operation, or is not what it claims to be
 */
export function readBody<S>(
  body: BodyTemplate,
  content: readonly MediaType<S>[],
  schemaOf: (schema: S) => JsonSchema,
): ReadBody<S> | undefined {
  const contentType = body.contentType === undefined ? "multipart/form-data; boundary={boundary}" : body.contentType;
  const media = contentType === null ? undefined : mediaTypeFor(contentType, content);
  if (!media) return undefined;
  const schema = media.schema === undefined ? true : schemaOf(media.schema);
  const instance = instanceOf(body, String(contentType), media, schema);
  if (instance === undefined) return undefined;
  const partHeaders = body.kind === "multipart" ? headersOf(body.parts, media, schemaOf) : [];
  return media.schema === undefined
    ? { partHeaders }
    : { schema: media.schema, instance: instance as Json, partHeaders };
}

function headersOf<S>(
  parts: readonly PartTemplate[],
  { partHeaders = {} }: MediaType<S>,
  schemaOf: (schema: S) => JsonSchema,
): { schema: S; instance: Json }[] {
  return parts.flatMap(({ name, headers = {} }) => {
    const described = Object.hasOwn(partHeaders, name) ? partHeaders[name] : undefined;
    if (!described) return [];
    const raw = Object.entries(headers).map(([field, value]) => ({ name: field.toLowerCase(), value: String(value) }));
    const { value } = decodeParameters(described.parameters, raw, schemaOf(described.schema));
    return [{ schema: described.schema, instance: value }];
  });
}

function instanceOf(body: BodyTemplate, contentType: string, media: MediaType<unknown>, schema: JsonSchema): unknown {
  switch (media.kind) {
    case "json":
      return body.kind === "json" ? body.value : parsed(textOf(body));
    case "multipart":
      return body.kind === "multipart" ? formOf(body, contentType, media, schema) : undefined;
    case "urlencoded": {
      const text = textOf(body);
      const form = text === undefined ? undefined : decodeUrlencoded(text, schema, media.encoding);
      return form && !form.isMalformed && form.repeated.length === 0 ? form.value : undefined;
    }
    case "text": {
      const text = textOf(body);
      return text === undefined ? undefined : decodeText(text, schema, schema);
    }
    case "binary":
      return true;
  }
}

function formOf(
  { parts, fault }: BodyTemplate & { kind: "multipart" },
  contentType: string,
  { encoding }: MediaType<unknown>,
  schema: JsonSchema,
): unknown {
  if (fault !== undefined || !/;\s*boundary=("?)\{boundary\}\1/i.test(contentType)) return undefined;
  const fields = parts.map((part) => part as unknown as FormField<Uint8Array>);
  const { value, repeated } = decodeMultipart(fields, schema, encoding);
  return repeated.length === 0 ? value : undefined;
}

/** What travels of a body that is no form of parts, if it is text in UTF-8. */
function textOf(body: BodyTemplate): string | undefined {
  switch (body.kind) {
    case "multipart":
      return undefined;
    case "json":
      return JSON.stringify(body.value);
    case "urlencoded":
      return encodePairs(body.fields as RenderedPair[]);
    case "raw": {
      const value: unknown = body.value;
      return value instanceof Uint8Array ? utf8(value) : String(value);
    }
  }
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parsed(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
