import type { Parameter } from "./contract.ts";
import { decodeText, parseJsonText } from "./decode-text.ts";
import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "./json.ts";
import { isJsonMediaType } from "./media-type.ts";
import { itemSchema, memberSchema, resolveSchema, typesOf } from "./schema-types.ts";

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
  const names = new Set(parameters.map(({ name }) => name));
  for (const parameter of parameters) {
    const name = parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name;
    const declared = memberSchema(schema, name, schema);
    const decode = decoderFor(parameter);
    try {
      const decoded = parameter.contentType
        ? readContent(parameter, name, raw, declared, schema, decode)
        : readStyled(parameter, name, raw, declared, schema, decode, names);
      if (decoded !== undefined) value[name] = decoded;
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      undecodable.push({ name, reason: "malformed percent-encoding" });
    }
  }
  return { value, undecodable };
}

/** Whether a raw name of a query belongs to a parameter: it is its own, or by its style one of the object's members. */
export function claims(parameter: Parameter, raw: string, schema: JsonSchema): boolean {
  const { name, style, explode } = parameter;
  let key = raw;
  try {
    key = decoderFor(parameter)(raw);
  } catch {
    return false;
  }
  if (key === name) return true;
  if (style === "deepObject") return key.startsWith(`${name}[`);
  const declared = memberSchema(schema, name, schema);
  return style === "form" && explode && isObject(declared, schema) && memberSchema(declared, key, schema) !== undefined;
}

type Decode = (text: string) => string;

function decoderFor(parameter: Parameter): Decode {
  if (parameter.in === "query") return (text) => decodeURIComponent(text.replaceAll("+", " "));
  if (parameter.in === "header") return (text) => text;
  return decodeURIComponent;
}

function readContent(
  { contentType = "" }: Parameter,
  name: string,
  raw: { name: string; value: string }[],
  declared: JsonSchema | undefined,
  root: JsonSchema,
  decode: Decode,
): Json | undefined {
  const texts = raw.filter((entry) => decode(entry.name) === name).map((entry) => decode(entry.value));
  if (texts.length > 1) return texts;
  const [text] = texts;
  if (text === undefined) return undefined;
  return isJsonMediaType(contentType) ? parseJsonText(text) : decodeText(text, declared, root);
}

function readStyled(
  parameter: Parameter,
  name: string,
  raw: { name: string; value: string }[],
  declared: JsonSchema | undefined,
  root: JsonSchema,
  decode: Decode,
  names: ReadonlySet<string>,
): Json | undefined {
  const types = typesOf(declared, root);
  const takesArray = declared !== undefined && types.has("array") && !types.has("string");
  const takesObject = isObject(declared, root);
  if (parameter.style === "deepObject") return readDeepObject(name, raw, declared, root, decode);
  if (takesObject && parameter.style === "form" && parameter.explode) {
    return readExploded(raw, declared, root, decode, names);
  }
  const texts = raw.filter((entry) => decode(entry.name) === name).map((entry) => entry.value);
  if (texts.length === 0) return undefined;
  const item = takesArray ? itemSchema(declared, root) : declared;
  if (takesArray && parameter.explode && PAIR_STYLES.has(parameter.style)) {
    return texts.map((text) => decodeText(decode(text), item, root));
  }
  if (texts.length > 1) return texts.map(decode);
  const text = unprefixed(parameter, name, texts[0] ?? "");
  if (!takesArray && !takesObject) return decodeText(decode(text), declared, root);
  const pieces = split(parameter, name, text);
  if (takesArray) return pieces.map((piece) => decodeText(decode(piece), item, root));
  const pairs = parameter.explode ? pieces.flatMap((piece) => [...piece.split(/=(.*)/s, 2), ""].slice(0, 2)) : pieces;
  return readPairs(pairs.map(decode), declared, root);
}

/** The styles that write an exploded array as several pairs of a query. */
const PAIR_STYLES = new Set(["form", "spaceDelimited", "pipeDelimited"]);

function isObject(declared: JsonSchema | undefined, root: JsonSchema): boolean {
  const types = typesOf(declared, root);
  return declared !== undefined && types.has("object") && !types.has("string");
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
  names: ReadonlySet<string>,
): Json | undefined {
  const pairs = raw.flatMap((entry) => {
    const key = decode(entry.name);
    const isOwn = memberSchema(declared, key, root) !== undefined || (isOpen(declared, root) && !names.has(key));
    return isOwn ? [key, decode(entry.value)] : [];
  });
  return pairs.length === 0 ? undefined : readPairs(pairs, declared, root);
}

/** Whether an object says that members which it does not name are its own. */
function isOpen(declared: JsonSchema | undefined, root: JsonSchema): boolean {
  const resolved = declared === undefined ? undefined : resolveSchema(declared, root);
  const additional = isJsonObject(resolved) ? resolved["additionalProperties"] : undefined;
  return additional !== undefined && additional !== false;
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
