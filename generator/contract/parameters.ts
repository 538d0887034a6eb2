import type { Parameter, ParameterPlace, PartHeaders } from "../../spec/interchange/contract.ts";
import { isJsonObject, type JsonObject, type JsonPointer } from "../../spec/interchange/json.ts";
import { below, valueAt } from "../../spec/interchange/pointer.ts";
import type { SchemaPart } from "../schema-part.ts";
import { members, type Place, type Walker } from "./place.ts";

const DEFAULT_STYLE: Record<ParameterPlace, string> = {
  path: "simple",
  query: "form",
  header: "simple",
  cookie: "form",
};

/** Header fields that OpenAPI leaves to other parts of the document (OpenAPI 3.1.1, section 4.8.12.2). */
const RESERVED_HEADERS = new Set(["accept", "content-type", "authorization"]);

/** The parameters of an operation, its path's among them. */
export function readParameters(walker: Walker, pathItem: Place, operation: Place): Parameter[] {
  const byKey = new Map<string, Parameter>();
  for (const { value, pointer } of [
    ...members(walker, pathItem, "parameters"),
    ...members(walker, operation, "parameters"),
  ]) {
    const place = value["in"] as ParameterPlace;
    const name = String(value["name"]);
    if (place === "header" && RESERVED_HEADERS.has(name.toLowerCase())) continue;
    const style = typeof value["style"] === "string" ? value["style"] : DEFAULT_STYLE[place];
    const [contentType] = isJsonObject(value["content"]) ? Object.keys(value["content"]) : [];
    byKey.set(`${place} ${name}`, {
      name,
      in: place,
      required: place === "path" || value["required"] === true,
      style,
      explode: typeof value["explode"] === "boolean" ? value["explode"] : style === "form",
      ...(value["allowReserved"] === true && { allowReserved: true }),
      ...(contentType !== undefined && { contentType }),
      pointer,
    });
  }
  return [...byKey.values()];
}

/** Header fields of a multipart part that RFC 7578 itself gives a meaning. */
const PART_FIELDS = new Set(["content-type", "content-disposition", "content-transfer-encoding"]);

/** The header fields that an Encoding Object describes for a part (OpenAPI 3.1.1, section 4.8.15.1). */
export function readPartHeaders(walker: Walker, name: string, encoding: Place): PartHeaders<SchemaPart> | undefined {
  const parameters = members(walker, encoding, "headers")
    .filter(({ key }) => !PART_FIELDS.has(key.toLowerCase()))
    .map(({ key, value, pointer }): Parameter => {
      const [contentType] = isJsonObject(value["content"]) ? Object.keys(value["content"]) : [];
      return {
        name: key,
        in: "header",
        required: value["required"] === true,
        style: "simple",
        explode: value["explode"] === true,
        ...(contentType !== undefined && { contentType }),
        pointer,
      };
    });
  if (parameters.length === 0) return undefined;
  const pointer = `${encoding.pointer}/headers`;
  return { parameters, schema: readGroup(walker, `${name}.headers`, pointer, parameters) };
}

/** One object schema for the parameters of each place. */
export function readParameterSchemas(
  walker: Walker,
  id: string,
  pointer: JsonPointer,
  parameters: Parameter[],
): Partial<Record<ParameterPlace, SchemaPart>> {
  const schemas: Partial<Record<ParameterPlace, SchemaPart>> = {};
  for (const place of ["path", "query", "header", "cookie"] as const) {
    const here = parameters.filter((parameter) => parameter.in === place);
    if (here.length === 0) continue;
    schemas[place] = readGroup(walker, `${id}.${place}`, pointer, here);
  }
  return schemas;
}

function readGroup({ reader, document }: Walker, name: string, pointer: JsonPointer, here: Parameter[]): SchemaPart {
  return reader.group(
    name,
    pointer,
    here.map((parameter) => {
      const schema = schemaPointer(document, parameter.pointer, parameter.contentType);
      return {
        name: parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name,
        required: parameter.required,
        ...(schema !== undefined && { pointer: schema }),
      };
    }),
  );
}

/** Where the schema of a parameter or header stands: under `schema`, or under its one media type. */
export function schemaPointer(
  document: JsonObject,
  holder: JsonPointer,
  contentType?: string,
): JsonPointer | undefined {
  const pointer = below(holder, ...(contentType === undefined ? [] : ["content", contentType]), "schema");
  return valueAt(document, pointer) === undefined ? undefined : pointer;
}
