import type { Body, FieldEncoding, MediaType, PartHeaders, Response } from "../../spec/interchange/contract.ts";
import { isJsonObject, type JsonObject } from "../../spec/interchange/json.ts";
import type { Direction } from "../document/one-way-members.ts";
import { mediaTypeSlug } from "../names.ts";
import type { SchemaPart } from "../schema-part.ts";
import { readPartHeaders, schemaPointer } from "./parameters.ts";
import { follow, members, type Place, type Walker } from "./place.ts";

/** The body that an operation takes. */
export function readBody(walker: Walker, id: string, operation: Place): Body<SchemaPart> | undefined {
  const body = follow(walker, operation.value["requestBody"], `${operation.pointer}/requestBody`);
  if (!body) return undefined;
  return {
    required: body.value["required"] === true,
    pointer: body.pointer,
    content: readContent(walker, `${id}.body`, body, "request"),
  };
}

/** One response of an operation. */
export function readResponse(walker: Walker, id: string, response: Place & { key: string }): Response<SchemaPart> {
  const status = /^[1-5]xx$/i.test(response.key) ? response.key.toUpperCase() : response.key;
  const headers = members(walker, response, "headers").filter(({ key }) => key.toLowerCase() !== "content-type");
  return {
    status,
    pointer: response.pointer,
    description: String(response.value["description"] ?? ""),
    content: readContent(walker, `${id}.${status}`, response, "response"),
    ...(headers.length > 0 && {
      headers: walker.reader.group(
        `${id}.${status}.headers`,
        `${response.pointer}/headers`,
        headers.map(({ key, value, pointer }) => {
          const schema = schemaPointer(walker.document, pointer, Object.keys(value["content"] ?? {})[0]);
          return {
            name: key.toLowerCase(),
            required: value["required"] === true,
            ...(schema !== undefined && { pointer: schema }),
          };
        }),
      ),
    }),
  };
}

function readContent(walker: Walker, name: string, holder: Place, direction: Direction): MediaType<SchemaPart>[] {
  const types = members(walker, holder, "content");
  return types.map(({ key, value, pointer }) => {
    const mediaType = (key.split(";")[0] ?? key).trim().toLowerCase();
    const kind = kindOf(mediaType);
    const schemaName = types.length === 1 ? name : `${name}.${mediaTypeSlug(mediaType)}`;
    const hasSchema = value["schema"] !== undefined && kind !== "binary";
    const isStyled = kind === "urlencoded" || (mediaType === "multipart/form-data" && !isVersion30(walker));
    const encoding = isStyled ? fieldEncodings(value) : {};
    const partContentTypes = contentTypes(value, encoding);
    const hasPartHeaders = direction === "request" && mediaType === "multipart/form-data";
    const partHeaders = hasPartHeaders ? headersOfParts(walker, schemaName, { value, pointer }) : {};
    return {
      mediaType,
      ...(mediaType !== key && { key }),
      kind,
      ...(hasSchema && {
        schema: walker.reader.read(schemaName, `${pointer}/schema`, {
          bytes: kind === "multipart",
          direction,
        }),
      }),
      ...(Object.keys(partContentTypes).length > 0 && { partContentTypes }),
      ...(Object.keys(partHeaders).length > 0 && { partHeaders }),
      ...(Object.keys(encoding).length > 0 && { encoding }),
      pointer,
    };
  });
}

function headersOfParts(walker: Walker, name: string, media: Place): Record<string, PartHeaders<SchemaPart>> {
  return Object.fromEntries(
    members(walker, media, "encoding").flatMap(({ key, ...encoding }): [string, PartHeaders<SchemaPart>][] => {
      const headers = readPartHeaders(walker, `${name}.${mediaTypeSlug(key)}`, encoding);
      return headers ? [[key, headers]] : [];
    }),
  );
}

function encodingsOf(mediaType: JsonObject): [string, JsonObject][] {
  const { encoding } = mediaType;
  return Object.entries(isJsonObject(encoding) ? encoding : {}).flatMap(([name, value]) =>
    isJsonObject(value) ? [[name, value]] : [],
  );
}

/** @param styled - the members with a style, which makes that `contentType` is ignored (OpenAPI 3.1.1, section 4.8.15.1.2) */
function contentTypes(mediaType: JsonObject, styled: Record<string, FieldEncoding>): Record<string, string> {
  return Object.fromEntries(
    encodingsOf(mediaType).flatMap(([name, { contentType }]) =>
      typeof contentType === "string" && !Object.hasOwn(styled, name) ? [[name, contentType]] : [],
    ),
  );
}

/** In OpenAPI 3.0 a style is for urlencoded forms alone (section 4.7.15.1). */
function isVersion30({ document }: Walker): boolean {
  return String(document["openapi"]).startsWith("3.0");
}

function fieldEncodings(mediaType: JsonObject): Record<string, FieldEncoding> {
  return Object.fromEntries(
    encodingsOf(mediaType).flatMap(([name, { style, explode, allowReserved }]): [string, FieldEncoding][] => {
      if (style === undefined && explode === undefined && allowReserved === undefined) return [];
      const known = typeof style === "string" ? style : "form";
      const isExploded = typeof explode === "boolean" ? explode : known === "form";
      return [[name, { style: known, explode: isExploded, ...(allowReserved === true && { allowReserved }) }]];
    }),
  );
}

function kindOf(mediaType: string): MediaType["kind"] {
  if (/^application\/(.+\+)?json$/.test(mediaType) || mediaType.endsWith("+json")) return "json";
  if (mediaType.startsWith("multipart/")) return "multipart";
  if (mediaType === "application/x-www-form-urlencoded") return "urlencoded";
  return mediaType.startsWith("text/") ? "text" : "binary";
}
