import type { MediaType } from "../../../spec/interchange/contract.ts";
import type { FormField } from "../../../spec/interchange/decode-form.ts";
import { decodeMultipart } from "../../../spec/interchange/decode-multipart.ts";
import { decodeText } from "../../../spec/interchange/decode-text.ts";
import { decodeUrlencoded, splitPairs } from "../../../spec/interchange/decode-urlencoded.ts";
import type { JsonSchema } from "../../../spec/interchange/json.ts";
import { decodeCharset, decodeUtf8 } from "./charset.ts";
import { formFields } from "./form-fields.ts";
import { essence } from "./media-type.ts";
import { boundaryOf, type Part, parseMultipart } from "./multipart.ts";
import { memberPointer, protocolViolation, type RequestViolation } from "./refusal.ts";

/** A body as the instance that its schema is about, or why it cannot be read as one. */
export type DecodedBody =
  | { read: "instance"; value: unknown }
  | { read: "fault"; violations: RequestViolation[]; tooLarge?: true };

/**
 * Reads the bytes of a body as its media type says.
 *
 * @param contentType - as sent
 * @param schema - decides how texts of forms are read; `true` when the document has none
 * @param mostFields - parts of a multipart body, fields of a form
 * @param checkPart - what is wrong with the header of a part
 */
export function decodeBody(
  bytes: Buffer,
  contentType: string,
  media: MediaType,
  schema: JsonSchema,
  mostFields: number,
  checkPart: (part: Part) => RequestViolation[],
): DecodedBody {
  switch (media.kind) {
    case "json":
      return decodeJson(bytes);
    case "multipart":
      // Parts of other multipart types have no names, so no schema can speak of them.
      if (essence(contentType) !== "multipart/form-data") return { read: "instance", value: bytes };
      return decodeParts(bytes, contentType, media, schema, mostFields, checkPart);
    case "urlencoded":
      return decodeFields(bytes, schema, media.encoding, mostFields);
    case "text": {
      const text = decodeCharset(bytes, contentType);
      if (text === undefined) return fault("charset", "must be text of the charset that the Content-Type names");
      return { read: "instance", value: decodeText(text, schema, schema) };
    }
    case "binary":
      return { read: "instance", value: bytes };
  }
}

function decodeJson(bytes: Buffer): DecodedBody {
  const text = decodeUtf8(bytes);
  if (text === undefined) return fault("charset", "must be JSON in UTF-8 (RFC 8259, section 8.1)");
  try {
    // `JSON.parse` makes a member `__proto__` an own property like any other.
    return { read: "instance", value: JSON.parse(text) };
  } catch (error) {
    // The engine's message quotes the body, which is nobody's business; its position is.
    const position = /position (\d+)/.exec(String(error))?.[1];
    return fault(
      "json",
      `must be well-formed JSON (RFC 8259)${position ? `; it is not at character ${position}` : ""}`,
    );
  }
}

function decodeParts(
  bytes: Buffer,
  contentType: string,
  media: MediaType,
  schema: JsonSchema,
  mostParts: number,
  checkPart: (part: Part) => RequestViolation[],
): DecodedBody {
  const header = boundaryOf(contentType);
  if ("fault" in header) return fault("multipart", header.fault);
  const body = parseMultipart(bytes, header.boundary, mostParts);
  if ("fault" in body) return { ...fault("multipart", body.fault), ...(body.tooMany && { tooLarge: true }) };
  const { fields, violations } = formFields(body.parts, media, schema);
  violations.push(...body.parts.flatMap(checkPart));
  return violations.length > 0 ? { read: "fault", violations } : formInstance(fields, schema, media.encoding);
}

function decodeFields(
  bytes: Buffer,
  schema: JsonSchema,
  encoding: MediaType["encoding"],
  mostFields: number,
): DecodedBody {
  const text = decodeUtf8(bytes);
  if (text === undefined) return fault("charset", "must be a form in UTF-8");
  if (splitPairs(text).length > mostFields) {
    return { ...fault("urlencoded", `must not have more than ${mostFields} fields`), tooLarge: true };
  }
  const { value, repeated, isMalformed } = decodeUrlencoded(text, schema, encoding);
  if (isMalformed) return fault("percent-encoding", "must have well-formed percent-encoding of UTF-8");
  return withoutRepeats(value, repeated);
}

function formInstance(fields: FormField<Part>[], schema: JsonSchema, encoding: MediaType["encoding"]): DecodedBody {
  const { value, repeated } = decodeMultipart<Part>(fields, schema, encoding);
  return withoutRepeats(value, repeated);
}

function withoutRepeats(value: unknown, repeated: string[]): DecodedBody {
  if (repeated.length === 0) return { read: "instance", value };
  const violations = [...new Set(repeated)].map((name) =>
    protocolViolation("body", "repeated", "must not be there more than once", memberPointer(name)),
  );
  return { read: "fault", violations };
}

function fault(keyword: string, message: string): DecodedBody & { read: "fault" } {
  return { read: "fault", violations: [protocolViolation("body", keyword, message)] };
}
