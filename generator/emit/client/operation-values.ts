import type { FieldEncoding, MediaType, Parameter, Response } from "../../../spec/interchange/contract.ts";
import { isJsonObject } from "../../../spec/interchange/json.ts";
import { validatorName } from "../../../spec/interchange/names.ts";
import { itemSchema, memberSchema, typesOf } from "../../../spec/interchange/schema-types.ts";
import { type ClientOperation, type ClientSchema, operationNames, readingOf } from "./client-schema.ts";
import { alternativesOf, type Credential } from "./credentials.ts";
import { objectLiteral } from "./text.ts";

/** The constant that describes an operation to the runtime. */
export function endpointConstant(operation: ClientOperation, credentials: Map<string, Credential>): string {
  const { id, method, path, servers, body, responses } = operation;
  const names = operationNames(id);
  const security = alternativesOf(operation.security, credentials);
  const readings = responses.map((response): [string, string] => [
    response.status,
    JSON.stringify(readingOf(response)),
  ]);
  const isAllJson = responses.every((response) => readingOf(response) === "json");
  const literal = objectLiteral([
    ["id", JSON.stringify(id)],
    ["method", JSON.stringify(method)],
    ["path", JSON.stringify(path)],
    ["server", JSON.stringify(servers[0] ?? "/")],
    [
      "security",
      security.some((names) => names.length > 0) ? JSON.stringify(security).replaceAll(",", ", ") : undefined,
    ],
    ["writePath", pathWriter(operation)],
    ["write", parametersWriter(operation)],
    ["contentType", body?.content[0] && JSON.stringify(body.content[0].mediaType)],
    ["writeBody", body && objectLiteral(distinct(body.content).map((media) => [media.mediaType, bodyWriter(media)]))],
    [
      "read",
      isAllJson ? undefined : `(operation, response) => readAs(operation, response, ${objectLiteral(readings)})`,
    ],
  ]);
  return `/** \`${id}\` for {@link bind}. */\nexport const ${names.endpoint}: Endpoint<${names.input}, ${names.result}> = ${literal};\n`;
}

function pathWriter(operation: ClientOperation): string | undefined {
  const parameters = operation.parameters.filter((parameter) => parameter.in === "path");
  const schema = operation.parameterSchemas.path?.schema;
  const isPlain = (parameter: Parameter) => {
    const types = typesOf(memberSchema(schema, parameter.name, schema ?? true), schema ?? true);
    const isScalar = types.has("string") || !(types.has("array") || types.has("object"));
    return parameter.style === "simple" && !parameter.contentType && isScalar;
  };
  if (parameters.every(isPlain)) return undefined;
  return `(name, value) => writeStyledPath(name, value, ${styles(parameters, "simple", false)})`;
}

function parametersWriter(operation: ClientOperation): string | undefined {
  const written = [
    ["query", "writeQuery", "form", true] as const,
    ["header", "writeHeaders", "simple", false] as const,
    ["cookie", "writeCookies", "form", true] as const,
  ].flatMap(([place, name, style, explode]) => {
    const parameters = operation.parameters.filter((parameter) => parameter.in === place);
    const special = styles(parameters, style, explode);
    const more = special === "{}" ? "" : `, ${special.replaceAll("\n", "\n  ")}`;
    return parameters.length > 0 ? [`  ${name}(draft, input.${place}${more});\n`] : [];
  });
  return written.length > 0 ? `(draft, input) => {\n${written.join("")}}` : undefined;
}

/** The parameters that differ from what is usual in their place. */
function styles(parameters: Parameter[], style: string, explode: boolean): string {
  const special = parameters.filter(
    (parameter) =>
      parameter.style !== style || parameter.explode !== explode || parameter.allowReserved || parameter.contentType,
  );
  return objectLiteral(special.map((parameter) => [parameter.name, styleLiteral(parameter)]));
}

function styleLiteral({
  style,
  explode,
  allowReserved,
  contentType,
}: FieldEncoding & { contentType?: string }): string {
  const members = [
    `style: ${JSON.stringify(style)}`,
    `explode: ${explode}`,
    ...(allowReserved ? ["allowReserved: true"] : []),
    ...(contentType ? ["json: true"] : []),
  ];
  return `{ ${members.join(", ")} }`;
}

/** Of media types that differ in letter case or parameters alone, the first is taken, as `mediaTypeFor` does. */
function distinct(content: readonly MediaType<ClientSchema>[]): MediaType<ClientSchema>[] {
  return content.filter(
    ({ mediaType }, index) => content.findIndex((other) => other.mediaType === mediaType) === index,
  );
}

function bodyWriter({ kind, partContentTypes = {}, encoding = {} }: MediaType<ClientSchema>): string {
  const styled = objectLiteral(Object.entries(encoding).map(([name, field]) => [name, styleLiteral(field)]));
  const hasStyles = styled !== "{}";
  if (kind === "json") return "json";
  if (kind === "urlencoded")
    return hasStyles ? `(value, type) => styledUrlencoded(value, type, ${styled})` : "urlencoded";
  if (kind !== "multipart") return "raw";
  // A list or a range leaves the choice to the file that is sent; plain text needs no label.
  const exact = Object.entries(partContentTypes).filter(([, type]) => !/[,*]|^text\/plain\b/i.test(type));
  const labels = objectLiteral(exact.map(([name, type]) => [name, JSON.stringify(type)]));
  if (hasStyles) return `(value) => styledMultipart(value, ${labels}, ${styled})`;
  return exact.length === 0 ? "multipart" : `(value) => labelledMultipart(value, ${labels})`;
}

/** The constants with an operation's validators, and the names of those. */
export function checksConstants(operation: ClientOperation): { source: string; validators: string[] } {
  const { id, parameterSchemas, body, responses } = operation;
  const validators: string[] = [];
  const use = (part: ClientSchema | undefined): string | undefined => {
    if (part) validators.push(validatorName(part.name));
    return part && validatorName(part.name);
  };
  const bodies = distinct(body?.content ?? []).map((media): [string, string | undefined] => [
    media.mediaType,
    use(media.schema),
  ]);
  const request = objectLiteral([
    ["path", use(parameterSchemas.path)],
    ["query", use(parameterSchemas.query)],
    ["header", use(parameterSchemas.header)],
    ["cookie", use(parameterSchemas.cookie)],
    ["body", bodies.some(([, name]) => name) ? objectLiteral(bodies) : undefined],
    ["isBodyRequired", body?.required ? "true" : undefined],
  ]);
  const answers = objectLiteral(responses.map((response) => [response.status, statusChecks(response, use)]));
  const { requestChecks, answerChecks } = operationNames(id);
  return {
    source:
      `/** The validators of what \`${id}\` takes. */\nexport const ${requestChecks}: RequestChecks = ${request};\n\n` +
      `/** The validators of what \`${id}\` gives, by status. */\nexport const ${answerChecks}: AnswerChecks = ${answers};\n`,
    validators,
  };
}

function statusChecks(
  response: Response<ClientSchema>,
  use: (part: ClientSchema | undefined) => string | undefined,
): string {
  const reading = readingOf(response);
  const content = distinct(response.content).map((media): [string, string] => {
    const isReadAsDescribed = media.kind === "json" || (media.kind === "text" && reading === "text");
    return [media.mediaType, (isReadAsDescribed ? use(media.schema) : undefined) ?? "null"];
  });
  return objectLiteral([
    ["content", objectLiteral(content)],
    ["headers", use(response.headers)],
    ["readHeaders", response.headers && headerKinds(response.headers)],
  ]);
}

function headerKinds({ schema }: ClientSchema): string | undefined {
  const properties = isJsonObject(schema) && isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const kinds = Object.keys(properties).flatMap((name): [string, string][] => {
    const member = memberSchema(schema, name, schema);
    const types = typesOf(member, schema);
    if (types.has("string")) return [];
    if (!types.has("array")) return [[name, '"value"']];
    return [[name, typesOf(itemSchema(member, schema), schema).has("string") ? '"texts"' : '"values"']];
  });
  return kinds.length > 0 ? objectLiteral(kinds) : undefined;
}
