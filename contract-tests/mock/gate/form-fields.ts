import type { MediaType } from "../../../spec/interchange/contract.ts";
import type { FormField } from "../../../spec/interchange/decode-form.ts";
import type { JsonSchema } from "../../../spec/interchange/json.ts";
import { itemSchema, memberSchema, typesOf } from "../../../spec/interchange/schema-types.ts";
import { decodeCharset } from "./charset.ts";
import { closeness, essence, isJson } from "./media-type.ts";
import type { Part } from "./multipart.ts";
import { memberPointer, protocolViolation, type RequestViolation } from "./refusal.ts";

/**
 * Turns the parts of a form into its fields. A part is a file if it has a file name or a type that is
 * neither text nor JSON, and its schema leaves the type open, as that of bytes does; it then stands for
 * itself. Any other part is text. A part's type is held against those that the document allows for it.
 */
export function formFields(
  parts: Part[],
  media: MediaType,
  schema: JsonSchema,
): { fields: FormField<Part>[]; violations: RequestViolation[] } {
  const fields: FormField<Part>[] = [];
  const violations: RequestViolation[] = [];
  for (const part of parts) {
    const pointer = memberPointer(part.name);
    const type = part.contentType ?? "text/plain";
    const isText = essence(type).startsWith("text/") || isJson(type);
    const allowed = allowedTypes(part, media);
    if (allowed && !allowed.some((range) => closeness(type, range) > 0)) {
      violations.push(protocolViolation("body", "encoding", `must be of type ${allowed.join(" or ")}`, pointer));
    } else if (takesBytes(part.name, schema) && (part.filename !== undefined || !isText)) {
      fields.push({ name: part.name, value: part });
    } else if (!isText) {
      violations.push(protocolViolation("body", "type", "must be text, not a file", pointer));
    } else {
      const text = decodeCharset(part.bytes, type);
      if (text === undefined) violations.push(protocolViolation("body", "charset", "must be text in UTF-8", pointer));
      else fields.push({ name: part.name, value: text });
    }
  }
  return { fields, violations };
}

/** The types that a part may have; a text without a type is read as its schema says. */
function allowedTypes(part: Part, media: MediaType): string[] | undefined {
  const declared = media.partContentTypes;
  if (!declared || !Object.hasOwn(declared, part.name)) return undefined;
  if (part.contentType === undefined && part.filename === undefined) return undefined;
  return declared[part.name]?.split(",").map((range) => range.trim());
}

function takesBytes(name: string, schema: JsonSchema): boolean {
  const declared = memberSchema(schema, name, schema);
  if (declared === undefined) return true;
  const types = typesOf(declared, schema);
  const isArray = types.has("array") && !types.has("string") && !types.has("object");
  const own = isArray ? typesOf(itemSchema(declared, schema), schema) : types;
  return own.has("string") && own.has("object");
}
