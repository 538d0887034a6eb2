import type { Parameter } from "./contract.ts";
import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "./json.ts";
import { itemSchema, memberSchema, typesOf } from "./schema-types.ts";

/** A number as JSON writes it (RFC 8259, section 6): no `+`, no leading zero, no hexadecimal. */
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Reads a text as the value that its schema asks for: where a string is allowed, the text itself;
 * otherwise `true`/`false`, a JSON number, `null`, or a JSON object or array. A text that cannot be
 * read so stays a string, which the schema then refuses.
 */
export function decodeText(text: string, schema: JsonSchema | undefined, root: JsonSchema): Json {
  if (schema === undefined) return text;
  const types = typesOf(schema, root);
  if (types.has("string")) return text;
  if (types.has("boolean") && (text === "true" || text === "false")) return text === "true";
  if ((types.has("number") || types.has("integer")) && JSON_NUMBER.test(text)) return Number(text);
  if (types.has("null") && text === "null") return null;
  if (types.has("object") || types.has("array")) return parseOr(text);
  return text;
}

function parseOr(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** One field of a form. `file` stands for bytes that no schema can look into. */
export interface FormField<F = never> {
  name: string;
  value: string | F;
}

/** A form as an instance, and the names that were repeated although they are no arrays. */
export interface DecodedForm<F = never> {
  value: Record<string, Json | F>;
  repeated: string[];
}

/**
 * Turns the fields of a form into the object that a schema describes. A field whose schema is an
 * array may be repeated; a bracketed one (`metadata[key]`, `metadata[a][]`) belongs to the object
 * of that name, as several SDKs send it, if the schema declares that object.
 */
export function decodeForm<F = never>(fields: FormField<F>[], schema: JsonSchema, root: JsonSchema = schema): DecodedForm<F> {
  const value: Record<string, Json | F> = Object.create(null) as Record<string, Json | F>;
  const repeated: string[] = [];
  for (const field of fields) {
    const path = bracketPath(field.name, schema, root);
    if (path && typeof field.value === "string") {
      assign(value as JsonObject, path, field.value, repeated, field.name);
      continue;
    }
    const declared = memberSchema(schema, field.name, root);
    const isArray = declared !== undefined && isArrayOnly(declared, root);
    const itself = isArray ? itemSchema(declared, root) : declared;
    const decoded = typeof field.value === "string" ? decodeText(field.value, itself, root) : field.value;
    if (isArray) {
      const list = (value[field.name] ??= []) as (Json | F)[];
      list.push(...(Array.isArray(decoded) ? decoded : [decoded]));
    } else if (Object.hasOwn(value, field.name)) {
      repeated.push(field.name);
    } else {
      value[field.name] = decoded;
    }
  }
  return { value, repeated };
}

function isArrayOnly(schema: JsonSchema, root: JsonSchema): boolean {
  const types = typesOf(schema, root);
  return types.has("array") && !types.has("string") && !types.has("object");
}

/** `metadata[a][]` → `["metadata", "a", ""]`, if `metadata` is declared to be an object. */
function bracketPath(name: string, schema: JsonSchema, root: JsonSchema): string[] | undefined {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(name);
  if (!match) return undefined;
  const [, head = "", tail = ""] = match;
  const declared = memberSchema(schema, head, root);
  if (declared === undefined || memberSchema(schema, name, root) !== undefined) return undefined;
  const types = typesOf(declared, root);
  if (!types.has("object") || types.has("string")) return undefined;
  return [head, ...[...tail.matchAll(/\[([^[\]]*)\]/g)].map((step) => step[1] ?? "")];
}

function assign(target: JsonObject, path: string[], text: string, repeated: string[], name: string): void {
  let holder: JsonObject | Json[] = target;
  for (const [index, step] of path.entries()) {
    const last = index === path.length - 1;
    const child: Json = last ? text : path[index + 1] === "" ? [] : (Object.create(null) as JsonObject);
    let next: Json | undefined;
    if (Array.isArray(holder)) {
      next = child;
      holder.push(child);
    } else if (!Object.hasOwn(holder, step)) {
      next = holder[step] = child;
    } else {
      next = holder[step];
      if (last) repeated.push(name);
    }
    if (last) return;
    if (!Array.isArray(next) && !isJsonObject(next)) {
      repeated.push(name);
      return;
    }
    holder = next;
  }
}

/** A parameter's raw text could not be percent-decoded. */
export interface UndecodableParameter {
  name: string;
  reason: string;
}

/** The parameters of one place as an instance, and those that cannot be decoded. */
export interface DecodedParameters {
  value: JsonObject;
  undecodable: UndecodableParameter[];
}

/**
 * Reads parameters by their style (OpenAPI 3.1.1, section 4.8.12.3) into the object that their
 * schema describes. The texts are taken as they travel: delimiters are split before
 * percent-decoding, so an encoded delimiter is data. `+` is a space in a query.
 *
 * @param raw - name/text pairs in order; header names in lower case
 */
export function decodeParameters(
  parameters: Parameter[],
  raw: { name: string; value: string }[],
  schema: JsonSchema,
): DecodedParameters {
  const value: JsonObject = Object.create(null) as JsonObject;
  const undecodable: UndecodableParameter[] = [];
  for (const parameter of parameters) {
    const name = parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name;
    const declared = memberSchema(schema, name, schema);
    const decode = decoderFor(parameter);
    try {
      const decoded = parameter.contentType
        ? readContent(name, raw, decode)
        : readStyled(parameter, name, raw, declared, schema, decode);
      if (decoded !== undefined) value[name] = decoded;
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      undecodable.push({ name, reason: "malformed percent-encoding" });
    }
  }
  return { value, undecodable };
}

type Decode = (text: string) => string;

function decoderFor(parameter: Parameter): Decode {
  if (parameter.in === "query") return (text) => decodeURIComponent(text.replaceAll("+", " "));
  if (parameter.in === "header") return (text) => text;
  return decodeURIComponent;
}

function readContent(name: string, raw: { name: string; value: string }[], decode: Decode): Json | undefined {
  const found = raw.find((entry) => decode(entry.name) === name);
  return found && parseOr(decode(found.value));
}

function readStyled(
  parameter: Parameter,
  name: string,
  raw: { name: string; value: string }[],
  declared: JsonSchema | undefined,
  root: JsonSchema,
  decode: Decode,
): Json | undefined {
  const types = typesOf(declared, root);
  const takesArray = declared !== undefined && types.has("array") && !types.has("string");
  const takesObject = declared !== undefined && types.has("object") && !types.has("string");
  if (parameter.style === "deepObject") return readDeepObject(name, raw, declared, root, decode);
  if (takesObject && parameter.style === "form" && parameter.explode) return readExploded(raw, declared, root, decode);
  const texts = raw.filter((entry) => decode(entry.name) === name).map((entry) => entry.value);
  if (texts.length === 0) return undefined;
  const item = takesArray ? itemSchema(declared, root) : declared;
  if (takesArray && parameter.style === "form" && parameter.explode) {
    return texts.map((text) => decodeText(decode(text), item, root));
  }
  if (texts.length > 1) return texts.map(decode);
  const text = unprefixed(parameter, name, texts[0] ?? "");
  if (!takesArray && !takesObject) return decodeText(decode(text), declared, root);
  const pieces = split(parameter, name, text).map(decode);
  if (takesArray) return pieces.map((piece) => decodeText(piece, item, root));
  return readPairs(parameter.explode ? pieces.flatMap((piece) => piece.split(/=(.*)/s, 2)) : pieces, declared, root);
}

function readDeepObject(
  name: string,
  raw: { name: string; value: string }[],
  declared: JsonSchema | undefined,
  root: JsonSchema,
  decode: Decode,
): Json | undefined {
  const pairs = raw.flatMap((entry) => {
    const key = decode(entry.name);
    return key.startsWith(`${name}[`) && key.endsWith("]") ? [key.slice(name.length + 1, -1), decode(entry.value)] : [];
  });
  return pairs.length === 0 ? undefined : readPairs(pairs, declared, root);
}

function readExploded(
  raw: { name: string; value: string }[],
  declared: JsonSchema | undefined,
  root: JsonSchema,
  decode: Decode,
): Json | undefined {
  const pairs = raw.flatMap((entry) => {
    const key = decode(entry.name);
    return memberSchema(declared, key, root) === undefined ? [] : [key, decode(entry.value)];
  });
  return pairs.length === 0 ? undefined : readPairs(pairs, declared, root);
}

function readPairs(pairs: string[], declared: JsonSchema | undefined, root: JsonSchema): JsonObject {
  const value: JsonObject = Object.create(null) as JsonObject;
  for (let index = 0; index < pairs.length; index += 2) {
    const key = pairs[index] ?? "";
    value[key] = decodeText(pairs[index + 1] ?? "", memberSchema(declared, key, root), root);
  }
  return value;
}

/** Takes the prefix of the `label` and `matrix` styles away. */
function unprefixed(parameter: Parameter, name: string, text: string): string {
  if (parameter.style === "label" && text.startsWith(".")) return text.slice(1);
  if (parameter.style === "matrix") {
    if (text.startsWith(`;${name}=`)) return text.slice(name.length + 2);
    if (text.startsWith(";")) return text.slice(1);
  }
  return text;
}

function split(parameter: Parameter, name: string, text: string): string[] {
  if (text === "") return [];
  switch (parameter.style) {
    case "spaceDelimited":
      return text.split(/%20|\+| /);
    case "pipeDelimited":
      return text.split(/%7[Cc]|\|/);
    case "label":
      return text.split(parameter.explode ? "." : ",");
    case "matrix":
      return parameter.explode ? text.split(";").map((piece) => piece.replace(`${name}=`, "")) : text.split(",");
    default:
      return parameter.in === "header" ? text.split(",").map((piece) => piece.trim()) : text.split(",");
  }
}
