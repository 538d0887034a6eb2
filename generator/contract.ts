import { Pointer } from "rfc6902";
import type {
  Body,
  Contract,
  MediaType,
  Operation,
  Parameter,
  ParameterPlace,
  Response,
  SecurityScheme,
} from "../spec/interchange/contract.ts";
import { isJsonObject, type Json, type JsonObject, type JsonPointer } from "../spec/interchange/json.ts";
import { checkSchemas } from "./document/check-schemas.ts";
import type { LoadedDocument } from "./document/load.ts";
import { DocumentError, type Problem } from "./document/problem.ts";
import { localPointer } from "./document/references.ts";
import { createSchemaReader, type SchemaReader } from "./document/schema-reader.ts";
import { createNamer, mediaTypeSlug, operationName } from "./names.ts";
import type { SchemaPart } from "./schema-part.ts";
import { schemaParts } from "./schema-parts.ts";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** The intermediate model of a document, from which every artefact is made, and what was odd on the way. */
export interface BuiltContract {
  contract: Contract<SchemaPart>;
  warnings: Problem[];
}

/**
 * Builds the model of a document.
 *
 * @throws {@link DocumentError} when a schema of it cannot be used
 */
export function buildContract(loaded: LoadedDocument): BuiltContract {
  const reader = createSchemaReader(loaded);
  const walker: Walker = { loaded, reader, document: loaded.document };
  const info = (loaded.document["info"] ?? {}) as JsonObject;
  const contract: Contract<SchemaPart> = {
    title: String(info["title"]),
    version: String(info["version"]),
    openapi: String(loaded.document["openapi"]),
    securitySchemes: readSecuritySchemes(walker),
    operations: readOperations(walker),
  };
  const errors = reader.errors.length > 0 ? reader.errors : checkSchemas(schemaParts(contract), loaded);
  if (errors.length > 0) throw new DocumentError(distinct(errors));
  return { contract, warnings: distinct(reader.warnings) };
}

/** A schema that several operations use is read for each of them; its problem is told once. */
function distinct(problems: Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ pointer, rule }) => {
    const key = `${rule} ${pointer}`;
    return !seen.has(key) && seen.add(key);
  });
}

interface Walker {
  loaded: LoadedDocument;
  reader: SchemaReader;
  document: JsonObject;
}

/** An object of the document and where it stands, `$ref`s followed. */
interface Place {
  value: JsonObject;
  pointer: JsonPointer;
}

function follow({ document }: Walker, value: Json | undefined, pointer: JsonPointer): Place | undefined {
  let place = { value, pointer };
  for (let hops = 0; hops < 100 && isJsonObject(place.value) && typeof place.value["$ref"] === "string"; hops++) {
    const target = localPointer(place.value["$ref"]) ?? "";
    place = {
      value: Pointer.fromJSON(target).get(document) as Json,
      pointer: target,
    };
  }
  return isJsonObject(place.value) ? { value: place.value, pointer: place.pointer } : undefined;
}

/** The members of an object of the document, each followed. */
function members(walker: Walker, { value, pointer }: Place, member: string): (Place & { key: string })[] {
  const container = value[member];
  if (typeof container !== "object" || container === null) return [];
  return Object.entries(container).flatMap(([key, child]) => {
    const place = follow(walker, child, pointer + new Pointer(["", member, key]).toString());
    return place ? [{ key, ...place }] : [];
  });
}

function readOperations(walker: Walker): Operation<SchemaPart>[] {
  const uniqueName = createNamer();
  const root: Place = { value: walker.document, pointer: "" };
  return members(walker, root, "paths")
    .filter(({ key }) => key.startsWith("/"))
    .flatMap((pathItem) =>
      METHODS.filter((method) => isJsonObject(pathItem.value[method])).map((method) => {
        const operation: Place = {
          value: pathItem.value[method] as JsonObject,
          pointer: `${pathItem.pointer}/${method}`,
        };
        const id = uniqueName(operationName(operation.value["operationId"], method, pathItem.key));
        return readOperation(walker, id, method, pathItem.key, pathItem, operation);
      }),
    );
}

function readOperation(
  walker: Walker,
  id: string,
  method: string,
  path: string,
  pathItem: Place,
  operation: Place,
): Operation<SchemaPart> {
  const { summary, description, deprecated } = operation.value;
  const parameters = readParameters(walker, pathItem, operation);
  const body = readBody(walker, id, operation);
  const servers = operation.value["servers"] ?? pathItem.value["servers"] ?? walker.document["servers"];
  return {
    id,
    method: method.toUpperCase(),
    path,
    pointer: operation.pointer,
    ...(typeof summary === "string" && { summary }),
    ...(typeof description === "string" && { description }),
    ...(deprecated === true && { deprecated }),
    servers: readServers(servers),
    parameters,
    parameterSchemas: readParameterSchemas(walker, id, operation.pointer, parameters),
    ...(body && { body }),
    responses: members(walker, operation, "responses")
      .filter(({ key }) => !key.startsWith("x-"))
      .map((response) => readResponse(walker, id, response)),
    security: readSecurity((operation.value["security"] ?? walker.document["security"]) as Json[] | undefined),
  };
}

function readServers(servers: Json | undefined): string[] {
  const urls = (Array.isArray(servers) ? servers : []).filter(isJsonObject).map(({ url, variables }) =>
    String(url).replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
      const variable = isJsonObject(variables) ? variables[name] : undefined;
      return isJsonObject(variable) ? String(variable["default"]) : whole;
    }),
  );
  return urls.length > 0 ? urls : ["/"];
}

function readSecurity(security: Json[] | undefined): string[][] {
  return (security ?? []).filter(isJsonObject).map((alternative) => Object.keys(alternative));
}

function readSecuritySchemes(walker: Walker): Record<string, SecurityScheme> {
  const components = follow(walker, walker.document["components"], "/components");
  if (!components) return {};
  return Object.fromEntries(
    members(walker, components, "securitySchemes").map(({ key, value }): [string, SecurityScheme] => {
      const { type, scheme, name } = value;
      if (type === "http") return [key, { kind: "http", scheme: String(scheme).toLowerCase() }];
      if (type === "apiKey") {
        return [
          key,
          {
            kind: "apiKey",
            in: value["in"] as "query" | "header" | "cookie",
            name: String(name),
          },
        ];
      }
      // Both end in a bearer token (RFC 6750), however it was come by.
      if (type === "oauth2" || type === "openIdConnect") return [key, { kind: "http", scheme: "bearer" }];
      return [key, { kind: "other", type: String(type) }];
    }),
  );
}

const DEFAULT_STYLE: Record<ParameterPlace, string> = {
  path: "simple",
  query: "form",
  header: "simple",
  cookie: "form",
};

/** Header fields that OpenAPI leaves to other parts of the document (OpenAPI 3.1.1, section 4.8.12.2). */
const RESERVED_HEADERS = new Set(["accept", "content-type", "authorization"]);

function readParameters(walker: Walker, pathItem: Place, operation: Place): Parameter[] {
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

function readParameterSchemas(
  { reader, document }: Walker,
  id: string,
  pointer: JsonPointer,
  parameters: Parameter[],
): Partial<Record<ParameterPlace, SchemaPart>> {
  const schemas: Partial<Record<ParameterPlace, SchemaPart>> = {};
  for (const place of ["path", "query", "header", "cookie"] as const) {
    const here = parameters.filter((parameter) => parameter.in === place);
    if (here.length === 0) continue;
    schemas[place] = reader.group(
      `${id}.${place}`,
      pointer,
      here.map((parameter) => {
        const schema = schemaPointer(document, parameter.pointer, parameter.contentType);
        const name = place === "header" ? parameter.name.toLowerCase() : parameter.name;
        return {
          name,
          required: parameter.required,
          ...(schema !== undefined && { pointer: schema }),
        };
      }),
    );
  }
  return schemas;
}

/** Where the schema of a parameter or header stands: under `schema`, or under its one media type. */
function schemaPointer(document: JsonObject, holder: JsonPointer, contentType?: string): JsonPointer | undefined {
  const pointer = `${holder}${contentType === undefined ? "" : new Pointer(["", "content", contentType]).toString()}/schema`;
  return Pointer.fromJSON(pointer).get(document) === undefined ? undefined : pointer;
}

function readBody(walker: Walker, id: string, operation: Place): Body<SchemaPart> | undefined {
  const body = follow(walker, operation.value["requestBody"], `${operation.pointer}/requestBody`);
  if (!body) return undefined;
  return {
    required: body.value["required"] === true,
    pointer: body.pointer,
    content: readContent(walker, `${id}.body`, body),
  };
}

function readResponse(walker: Walker, id: string, response: Place & { key: string }): Response<SchemaPart> {
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
        response.pointer,
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
