import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  Contract,
  MediaType,
  Operation,
  Parameter,
  PartHeaders,
  SecurityScheme,
} from "../../../spec/interchange/contract.ts";
import type { Json, JsonObject, JsonSchema } from "../../../spec/interchange/json.ts";
import { validatorName } from "../../../spec/interchange/names.ts";
import { escapeToken } from "../../../spec/interchange/pointer.ts";
import { type Artefacts, loadArtefacts } from "../../artefacts.ts";

/** A media type, written short. */
export interface HandmadeContent {
  kind: MediaType["kind"];
  schema?: JsonSchema;
  partContentTypes?: Record<string, string>;
  encoding?: MediaType["encoding"] & object;
  /** Schemas of header fields that are required, by part. */
  partHeaders?: Record<string, Record<string, JsonSchema>>;
  example?: Json;
  examples?: Record<string, { value: Json }>;
}

/** An operation, written short. */
export interface HandmadeOperation {
  id: string;
  method: string;
  path: string;
  servers?: string[];
  parameters?: (Pick<Parameter, "name" | "in"> & Partial<Parameter> & { schema: JsonSchema })[];
  body?: { required: boolean; content: Record<string, HandmadeContent> };
  responses: Record<string, { content?: Record<string, HandmadeContent>; headers?: Record<string, JsonObject> }>;
  security?: string[][];
  callbacks?: JsonObject;
}

/** A document, written short. */
export interface HandmadeDocument {
  operations: HandmadeOperation[];
  securitySchemes?: Record<string, SecurityScheme>;
}

const DEFAULT_STYLES = { path: "simple", query: "form", header: "simple", cookie: "form" } as const;

/**
 * Writes a generated folder by hand into the system's folder for temporary files, so that the mock can
 * be tried on what the repository's own document does not have. Its validators compile with Ajv when
 * they are loaded; they know one keyword more, `x-after: "now"`, for the clock.
 */
export async function handmadeArtefacts({ operations, securitySchemes = {} }: HandmadeDocument): Promise<Artefacts> {
  const folder = await mkdtemp(join(tmpdir(), "handmade-"));
  const schemas = new Map<string, JsonSchema>();
  const paths: Record<string, JsonObject> = {};
  const contract: Contract = {
    title: "Handmade",
    version: "1",
    openapi: "3.1.0",
    securitySchemes,
    operations: operations.map((operation) => contractOperation(operation, schemas)),
  };
  for (const operation of operations) {
    const others = paths[operation.path];
    paths[operation.path] = { ...others, [operation.method.toLowerCase()]: documentOperation(operation) };
  }
  const document = {
    openapi: "3.1.0",
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    info: { title: "Handmade", version: "1" },
    paths,
  };
  await mkdir(join(folder, "schemas"));
  await mkdir(join(folder, "cases"));
  await Promise.all([
    writeFile(join(folder, "contract.json"), JSON.stringify(contract)),
    writeFile(join(folder, "openapi.json"), JSON.stringify(document)),
    writeFile(join(folder, "validators.js"), validatorsModule(schemas)),
    ...[...schemas].map(([name, schema]) => writeFile(join(folder, "schemas", `${name}.json`), JSON.stringify(schema))),
  ]);
  return loadArtefacts(folder);
}

function contractOperation(operation: HandmadeOperation, schemas: Map<string, JsonSchema>): Operation {
  const { id, method, path, servers = [], parameters = [], body, security = [] } = operation;
  const parameterSchemas: Operation["parameterSchemas"] = {};
  for (const place of ["path", "query", "header", "cookie"] as const) {
    const here = parameters.filter((parameter) => parameter.in === place);
    if (here.length === 0) continue;
    parameterSchemas[place] = `${id}.${place}`;
    schemas.set(`${id}.${place}`, {
      type: "object",
      properties: Object.fromEntries(
        here.map(({ name, schema }) => [place === "header" ? name.toLowerCase() : name, schema]),
      ),
      required: here.filter((parameter) => place === "path" || parameter.required).map(({ name }) => name),
    });
  }
  const content = (name: string, declared: Record<string, HandmadeContent> = {}, pointer = ""): MediaType[] =>
    Object.entries(declared).map(([mediaType, { kind, schema, partContentTypes, encoding, partHeaders = {} }]) => {
      const schemaName = Object.keys(declared).length > 1 ? `${name}.${mediaType.replace(/\W+/g, "-")}` : name;
      if (schema !== undefined) schemas.set(schemaName, schema);
      const described = Object.entries(partHeaders).map(([part, fields]): [string, PartHeaders] => {
        const own = `${schemaName}.${part}.headers`;
        schemas.set(own, { type: "object", properties: fields, required: Object.keys(fields) });
        return [part, { schema: own, parameters: Object.keys(fields).map(headerParameter) }];
      });
      return {
        mediaType,
        kind,
        pointer: pointer && `${pointer}/content/${escapeToken(mediaType)}`,
        ...(schema !== undefined && { schema: schemaName }),
        ...(partContentTypes && { partContentTypes }),
        ...(encoding && { encoding }),
        ...(described.length > 0 && { partHeaders: Object.fromEntries(described) }),
      };
    });
  return {
    id,
    method,
    path,
    pointer: "",
    servers,
    parameters: parameters.map(({ schema: _, ...parameter }) => ({
      required: false,
      style: DEFAULT_STYLES[parameter.in],
      explode: parameter.in === "query" || parameter.in === "cookie",
      pointer: "",
      ...parameter,
    })),
    parameterSchemas,
    ...(body && { body: { required: body.required, pointer: "", content: content(`${id}.body`, body.content) } }),
    responses: Object.entries(operation.responses).map(([status, response]) => {
      const name = `${id}.${status}.headers`;
      const headers = Object.entries(response.headers ?? {});
      if (headers.length > 0) {
        const properties = headers.map(([field, header]): [string, Json] => [
          field.toLowerCase(),
          header["schema"] ?? true,
        ]);
        const required = headers
          .filter(([, header]) => header["required"] === true)
          .map(([field]) => field.toLowerCase());
        schemas.set(name, { type: "object", properties: Object.fromEntries(properties), required });
      }
      const pointer = `/paths/${escapeToken(path)}/${method.toLowerCase()}/responses/${status}`;
      return {
        status,
        pointer,
        description: "",
        content: content(`${id}.${status}`, response.content, pointer),
        ...(headers.length > 0 && { headers: name }),
      };
    }),
    security,
    securityPointer: "/security",
  };
}

function headerParameter(name: string): Parameter {
  return { name, in: "header", required: true, style: "simple", explode: false, pointer: "" };
}

function documentOperation({ id, responses, callbacks }: HandmadeOperation): JsonObject {
  const content = (declared: Record<string, HandmadeContent> = {}) =>
    Object.fromEntries(
      Object.entries(declared).map(
        ([mediaType, { kind: _, partContentTypes: __, encoding: ___, partHeaders: ____, ...media }]) => [
          mediaType,
          media as JsonObject,
        ],
      ),
    );
  const described = Object.entries(responses).map(([status, response]): [string, JsonObject] => [
    status,
    { description: "", ...(response.headers && { headers: response.headers }), content: content(response.content) },
  ]);
  return { operationId: id, responses: Object.fromEntries(described), ...(callbacks && { callbacks }) };
}

function validatorsModule(schemas: Map<string, JsonSchema>): string {
  const exports = [...schemas].map(
    ([name, schema]) => `export const ${validatorName(name)} = make(${JSON.stringify(schema)});`,
  );
  return `import { Ajv2020 } from ${JSON.stringify(import.meta.resolve("ajv/dist/2020.js"))};
import formats from ${JSON.stringify(import.meta.resolve("ajv-formats"))};
const ajv = new Ajv2020({ allErrors: true, strict: false });
formats.default(ajv);
let now = 0;
ajv.addKeyword({ keyword: "x-after", validate: (_, text) => Date.parse(text) > now });
function make(schema) {
  const check = ajv.compile(schema);
  return (value, options = {}) => {
    now = Number(options.now ?? Date.now());
    if (check(value)) return { valid: true, value };
    const violations = check.errors.map(({ instancePath, keyword, schemaPath, message = "" }) => {
      return { pointer: instancePath, keyword, schemaPointer: schemaPath.slice(1), message };
    });
    return { valid: false, violations };
  };
}
${exports.join("\n")}
`;
}
