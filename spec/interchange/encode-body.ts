import type { BodyTemplate, PartTemplate, WirePair, WireValue } from "./case.ts";
import type { FieldEncoding, MediaType } from "./contract.ts";
import { encodeParameter, type Untravelled } from "./encode-parameter.ts";
import { type BytesExpression, isWireText, type JsonTemplate, type Segment, type Text } from "./expression.ts";
import { isJsonObject, type JsonSchema } from "./json.ts";
import { concreteMediaType, essence, isJsonMediaType } from "./media-type.ts";
import { itemSchema, memberSchema, resolveSchema, typesOf } from "./schema-types.ts";
import { isObjectTemplate, toJsonText, toText } from "./template.ts";

/** A red dot, 1×1 pixel, as PNG: the smallest image that image servers take. */
const IMAGE: BytesExpression = {
  $bytes: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4z8AAAAMBAQAY3Y2wAAAAAElFTkSuQmCC",
};

/** Header fields of the parts of a form, by the name of the member that the parts are of. */
export type PartFields = Readonly<Record<string, Record<string, Text>>>;

/**
 * Serialises an instance as a body of a media type (OpenAPI 3.1.1, sections 4.8.14 and 4.8.15). Where
 * the schema has bytes, a tiny image stands for them, whatever the instance has there.
 *
 * @param schema - the media type's; decides which parts of a form are bytes
 * @param partHeaders - header fields of the parts of a multipart form, by the name of the member
 */
export function encodeBody(
  media: MediaType<unknown>,
  schema: JsonSchema,
  instance: JsonTemplate,
  partHeaders: PartFields = {},
): BodyTemplate | Untravelled {
  const contentType = media.key ?? concreteMediaType(media.mediaType);
  switch (media.kind) {
    case "json":
      return { kind: "json", contentType, value: instance };
    case "text":
      return { kind: "raw", contentType, value: toText(instance) };
    case "binary":
      return typeof instance === "string"
        ? { kind: "raw", contentType, value: instance }
        : { kind: "raw", contentType, value: IMAGE };
    case "urlencoded":
    case "multipart": {
      if (!isObjectTemplate(instance)) return { reason: "a form is an object" };
      const members = Object.entries(instance);
      if (media.kind === "multipart") {
        if (media.mediaType !== "multipart/form-data")
          return { reason: `the parts of ${media.mediaType} have no names` };
        const parts: PartTemplate[] = [];
        for (const [name, value] of members) {
          const own = encodeParts(media, schema, name, value, partHeaders);
          if ("reason" in own) return own;
          parts.push(...own);
        }
        return { kind: "multipart", parts };
      }
      const fields = members.map(([name, value]) => encodeFields(media, name, value));
      const fault = fields.find((field) => "reason" in field);
      return fault && "reason" in fault
        ? fault
        : { kind: "urlencoded", contentType, fields: fields.flat() as WirePair[] };
    }
  }
}

/** The fields of one member of a urlencoded form. */
export function encodeFields(media: MediaType<unknown>, name: string, value: JsonTemplate): WirePair[] | Untravelled {
  const encoding = Object.hasOwn(media.encoding ?? {}, name) ? media.encoding?.[name] : undefined;
  if (encoding) return encodeParameter({ name, in: "query", required: false, pointer: "", ...encoding }, value);
  return (Array.isArray(value) ? value : [value]).map((item) => ({ name, value: toText(item) }));
}

/**
 * The parts of one member of a multipart form: an array has one for each item, if `encoding` does not say by a
 * style how it travels.
 */
export function encodeParts(
  media: MediaType<unknown>,
  schema: JsonSchema,
  name: string,
  value: JsonTemplate,
  partHeaders: PartFields = {},
): PartTemplate[] | Untravelled {
  const parts = bareParts(media, schema, name, value);
  const headers = Object.hasOwn(partHeaders, name) ? partHeaders[name] : undefined;
  return headers === undefined || "reason" in parts ? parts : parts.map((part) => ({ ...part, headers }));
}

function bareParts(
  media: MediaType<unknown>,
  schema: JsonSchema,
  name: string,
  value: JsonTemplate,
): PartTemplate[] | Untravelled {
  const encoding = Object.hasOwn(media.encoding ?? {}, name) ? media.encoding?.[name] : undefined;
  const declared = memberSchema(schema, name, schema);
  const isList = Array.isArray(value) && declared !== undefined && isArrayOnly(declared, schema);
  const itself = isList ? itemSchema(declared, schema) : declared;
  const areBytes = declared !== undefined && isBytes(itself, schema);
  // No style says how bytes travel.
  if (encoding && !areBytes) return styledParts(encoding, name, value);
  return (isList ? value : [value]).map((item): PartTemplate => {
    const type = partType(media, name);
    if (areBytes) {
      const contentType = type ?? "image/png";
      return { name, value: IMAGE, filename: `${name}.${contentType === "image/png" ? "png" : "bin"}`, contentType };
    }
    return { name, value: partText(item, type), ...(type !== undefined && { contentType: type }) };
  });
}

/** As the fields of a query are made, without percent-encoding (RFC 7578, section 2). */
function styledParts(encoding: FieldEncoding, name: string, value: JsonTemplate): PartTemplate[] | Untravelled {
  const pairs = encodeParameter({ name, in: "query", required: false, pointer: "", ...encoding }, value);
  if ("reason" in pairs) return pairs;
  const parts: PartTemplate[] = [];
  for (const pair of pairs) {
    const text = plainText(pair.value);
    if (text === undefined) return { reason: UNESCAPED };
    parts.push({ name: pair.name, value: text });
  }
  return parts;
}

const UNESCAPED =
  "nothing says how a delimiter or a % is told from data in a part, where nothing is percent-encoded (RFC 7578, section 2)";

/** A value without percent-encoding; `undefined` where a reader who decodes one would read something else. */
function plainText(value: WireValue): Text | undefined {
  if (!isWireText(value)) return holds(value, /%/) ? undefined : value;
  const segments: Segment[] = [];
  for (const piece of value.$wire) {
    const isRaw = typeof piece === "object" && "raw" in piece;
    if (isRaw ? piece.raw.includes("%") : holds(piece, /[%,]/)) return undefined;
    segments.push(...(isRaw ? [piece.raw] : typeof piece === "string" ? [piece] : piece.$text));
  }
  return segments.every((segment) => typeof segment === "string") ? segments.join("") : { $text: segments };
}

function holds(text: Text, characters: RegExp): boolean {
  return (typeof text === "string" ? [text] : text.$text).some((segment) => {
    if (typeof segment === "string") return characters.test(segment);
    if ("repeat" in segment) return characters.test(segment.repeat);
    // A date of HTTP has a comma; what an edit leaves is not known.
    return "instant" in segment && (segment.form !== undefined || segment.edit !== undefined);
  });
}

function partText(value: JsonTemplate, type: string | undefined): Text {
  return type !== undefined && isJsonMediaType(type) && typeof value !== "string" ? toJsonText(value) : toText(value);
}

/** The first media type that the document allows for a part, the image's if it is among them. */
function partType(media: MediaType<unknown>, name: string): string | undefined {
  const allowed = Object.hasOwn(media.partContentTypes ?? {}, name) ? media.partContentTypes?.[name] : undefined;
  const ranges = allowed?.split(",").map((range) => range.trim().toLowerCase()) ?? [];
  const [first] = ranges;
  if (first === undefined) return undefined;
  return ranges.some((range) => ["image/png", "image/*", "*/*"].includes(essence(range)))
    ? "image/png"
    : concreteMediaType(first);
}

function isArrayOnly(schema: JsonSchema, root: JsonSchema): boolean {
  const types = typesOf(schema, root);
  return types.has("array") && !types.has("string") && !types.has("object");
}

/** Bytes are described by a media type or by nothing at all. */
function isBytes(schema: JsonSchema | undefined, root: JsonSchema): boolean {
  const resolved = schema === undefined ? true : resolveSchema(schema, root);
  if (!isJsonObject(resolved)) return resolved;
  return resolved["contentMediaType"] !== undefined || Object.keys(resolved).length === 0;
}
