import type { MediaType } from "../../../spec/interchange/contract.ts";
import { decodeText } from "../../../spec/interchange/decode-text.ts";
import type { Json, JsonSchema } from "../../../spec/interchange/json.ts";

/** A response body on the wire, and the instance that a reader of it would see; no instance when no schema can look into it. */
export type SerialisedBody = { bytes: Buffer; instance?: unknown } | { failure: string };

/**
 * Writes a body that Prism made in its media type; bytes are written as they are.
 *
 * @param schema - decides how a reader takes a text
 */
export function serialiseBody(body: unknown, media: MediaType, schema: JsonSchema): SerialisedBody {
  if (Buffer.isBuffer(body)) return { bytes: body };
  if (media.kind === "json") return { bytes: Buffer.from(JSON.stringify(body)), instance: body };
  if (media.kind === "urlencoded" && typeof body === "object" && body !== null) {
    const pairs = Object.entries(body).map(([name, value]): [string, string] => [name, plainText(value)]);
    return { bytes: Buffer.from(new URLSearchParams(pairs).toString()), instance: body };
  }
  // A text whose schema is an object is read as JSON, so it is written as such; XML is another matter.
  if (typeof body === "object" && body !== null && (media.kind !== "text" || /[/+]xml\b/.test(media.mediaType))) {
    return { failure: `the example for ${media.mediaType} is not a text, and only JSON can be written from an object` };
  }
  const text = plainText(body);
  const bytes = Buffer.from(text);
  return media.kind === "text" ? { bytes, instance: decodeText(text, schema, schema) } : { bytes };
}

/** A response header on the wire, in the style `simple` (OpenAPI 3.1.1, section 4.8.21.1). */
export function serialiseHeader(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainText).join(",");
  if (typeof value === "object" && value !== null) return Object.entries(value).flat().map(plainText).join(",");
  return plainText(value);
}

/** The instance that a header's schema is about; a text is read as the schema says. */
export function headerInstance(value: unknown, schema: JsonSchema | undefined, root: JsonSchema): Json {
  return typeof value === "string" ? decodeText(value, schema, root) : (value as Json);
}

function plainText(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "object" ? JSON.stringify(value) : String(value);
}
