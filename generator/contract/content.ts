import type { Body, MediaType, Response } from "../../spec/interchange/contract.ts";
import { isJsonObject } from "../../spec/interchange/json.ts";
import { mediaTypeSlug } from "../names.ts";
import type { SchemaPart } from "../schema-part.ts";
import { schemaPointer } from "./parameters.ts";
import { follow, members, type Place, type Walker } from "./place.ts";

/** The body that an operation takes. */
export function readBody(walker: Walker, id: string, operation: Place): Body<SchemaPart> | undefined {
  const body = follow(walker, operation.value["requestBody"], `${operation.pointer}/requestBody`);
  if (!body) return undefined;
  return {
    required: body.value["required"] === true,
    pointer: body.pointer,
    content: readContent(walker, `${id}.body`, body),
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
    content: readContent(walker, `${id}.${status}`, response),
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

function readContent(walker: Walker, name: string, holder: Place): MediaType<SchemaPart>[] {
  const types = members(walker, holder, "content");
  return types.map(({ key, value, pointer }) => {
    const mediaType = (key.split(";")[0] ?? key).trim().toLowerCase();
    const kind = kindOf(mediaType);
    const schemaName = types.length === 1 ? name : `${name}.${mediaTypeSlug(mediaType)}`;
    const hasSchema = value["schema"] !== undefined && kind !== "binary";
    const partContentTypes = Object.fromEntries(
      Object.entries(isJsonObject(value["encoding"]) ? value["encoding"] : {}).flatMap(([part, encoding]) =>
        isJsonObject(encoding) && typeof encoding["contentType"] === "string" ? [[part, encoding["contentType"]]] : [],
      ),
    );
    return {
      mediaType,
      ...(mediaType !== key && { key }),
      kind,
      ...(hasSchema && {
        schema: walker.reader.read(schemaName, `${pointer}/schema`, {
          bytes: kind === "multipart",
        }),
      }),
      ...(Object.keys(partContentTypes).length > 0 && { partContentTypes }),
      pointer,
    };
  });
}

function kindOf(mediaType: string): MediaType["kind"] {
  if (/^application\/(.+\+)?json$/.test(mediaType) || mediaType.endsWith("+json")) return "json";
  if (mediaType.startsWith("multipart/")) return "multipart";
  if (mediaType === "application/x-www-form-urlencoded") return "urlencoded";
  return mediaType.startsWith("text/") ? "text" : "binary";
}
