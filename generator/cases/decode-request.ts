import type { BodyTemplate, RequestTemplate } from "../../spec/interchange/case.ts";
import type { MediaType, ParameterPlace } from "../../spec/interchange/contract.ts";
import { decodeForm, type FormField } from "../../spec/interchange/decode-form.ts";
import { decodeText } from "../../spec/interchange/decode-text.ts";
import { decodeUrlencoded } from "../../spec/interchange/decode-urlencoded.ts";
import type { Json, JsonSchema } from "../../spec/interchange/json.ts";
import { encodePairs, encodeWire, percentEncode, type RenderedWire } from "../../spec/interchange/percent-encoding.ts";
import type { SchemaPart } from "../schema-part.ts";
import { mediaTypeFor } from "./media-type.ts";

/** The texts of the parameters of one place as they travel; those of a rendered request. */
export function rawTexts(place: ParameterPlace, request: RequestTemplate): { name: string; value: string }[] {
  const encoded = (entries: [string, unknown][]) =>
    entries.map(([name, value]) => ({ name: percentEncode(name), value: encodeWire(value as RenderedWire) }));
  switch (place) {
    case "path":
      // Names of path parameters stand in the template and are never encoded.
      return Object.entries(request.path).map(([name, value]) => ({ name, value: encodeWire(value as RenderedWire) }));
    case "query":
      return encoded(request.query.map(({ name, value }) => [name, value]));
    case "header":
      return Object.entries(request.headers).map(([name, value]) => ({ name, value: String(value) }));
    case "cookie":
      return encoded(Object.entries(request.cookies));
  }
}

/** A body that was read: the instance of its media type's schema; none where the schema says nothing. */
export interface ReadBody {
  part?: SchemaPart;
  instance?: Json;
}

/**
 * Reads a rendered body as a server that keeps the contract does: by its Content-Type alone.
 *
 * @param schemaOf - the schema to read texts by
 * @returns `undefined` when it is of no media type of the operation, or is not what it claims to be
 */
export function readBody(
  body: BodyTemplate,
  content: MediaType<SchemaPart>[],
  schemaOf: (part: SchemaPart) => JsonSchema,
): ReadBody | undefined {
  const contentType = body.contentType === undefined ? "multipart/form-data; boundary={boundary}" : body.contentType;
  const media = contentType === null ? undefined : mediaTypeFor(contentType, content);
  if (!media) return undefined;
  const instance = instanceOf(body, String(contentType), media, media.schema ? schemaOf(media.schema) : true);
  if (instance === undefined) return undefined;
  return media.schema ? { part: media.schema, instance: instance as Json } : {};
}

function instanceOf(
  body: BodyTemplate,
  contentType: string,
  media: MediaType<SchemaPart>,
  schema: JsonSchema,
): unknown {
  switch (media.kind) {
    case "json":
      return body.kind === "json" ? body.value : parsed(textOf(body));
    case "multipart":
      return body.kind === "multipart" ? formOf(body, contentType, schema) : undefined;
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
  schema: JsonSchema,
): unknown {
  if (fault !== undefined || !/;\s*boundary=("?)\{boundary\}\1/i.test(contentType)) return undefined;
  const fields = parts.map((part) => part as unknown as FormField<Uint8Array>);
  const { value, repeated } = decodeForm(fields, schema);
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
      return encodePairs(body.fields as { name: string; value: RenderedWire }[]);
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
