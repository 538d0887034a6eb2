import type { MediaType, ParameterPlace, Response } from "../../../spec/interchange/contract.ts";
import { type ClientOperation, type ClientSchema, operationNames, readingOf } from "./client-schema.ts";
import { dateShape } from "./date-shape.ts";
import { docComment } from "./text.ts";

/** The types of one operation: itself in `types.ts`, its arguments and its results. */
export function operationTypes(operation: ClientOperation): string {
  const { id, path, method } = operation;
  const names = operationNames(id);
  return [
    docComment([`\`${method} ${path}\` in the document.`]),
    `export type ${names.type} = paths[${JSON.stringify(path)}][${JSON.stringify(method.toLowerCase())}];\n\n`,
    docComment([`What \`${id}\` takes.`]),
    `export type ${names.input} = ${argumentsType(operation, names.type)};\n\n`,
    docComment([`What \`${id}\` gives, by status.`]),
    `export type ${names.result} =\n${resultTypes(operation, names.type)
      .map((type) => `  | ${type}`)
      .join("\n")};\n`,
  ].join("");
}

/** Whether an operation cannot be called without arguments. */
export function needsArguments({ parameters, body }: ClientOperation): boolean {
  return parameters.some(({ required }) => required) || body?.required === true;
}

function argumentsType(operation: ClientOperation, type: string): string {
  const hasPath = operation.parameters.some((parameter) => parameter.in === "path");
  const lines = hasPath ? [] : ["  /** Takes the place of server, path and query. */\n  url?: string | URL;\n"];
  for (const place of ["query", "header", "cookie"] as const) {
    if (!operation.parameters.some((parameter) => parameter.in === place)) continue;
    const isRequired = operation.parameters.some((parameter) => parameter.in === place && parameter.required);
    lines.push(`  ${place}${isRequired ? "" : "?"}: ${parametersType(operation, place, type)};\n`);
  }
  const bodies = bodyTypes(operation, type);
  if (bodies.length === 1) lines.push(`  ${bodies[0]}\n`);
  return [
    ...(hasPath ? [`Target<${parametersType(operation, "path", type)}>`] : []),
    ...(lines.length > 0 ? [`{\n${lines.join("")}}`] : []),
    ...(bodies.length > 1 ? [`(\n${bodies.map((body) => `  | { ${body} }\n`).join("")})`] : []),
  ].join(" & ");
}

function parametersType(operation: ClientOperation, place: ParameterPlace, type: string): string {
  const all = `NonNullable<${type}["parameters"]["${place}"]>`;
  const here = operation.parameters.filter((parameter) => parameter.in === place);
  // The document's types also have header fields that are none of its parameters' business (Authorization).
  const picked = place === "header" ? `Pick<${all}, ${here.map(({ name }) => JSON.stringify(name)).join(" | ")}>` : all;
  const schema = operation.parameterSchemas[place];
  // Schemas have header names in lower case.
  return place === "header" ? picked : withDates(picked, schema);
}

function bodyTypes({ body }: ClientOperation, type: string): string[] {
  if (!body) return [];
  const mark = body.required ? "" : "?";
  return body.content.map((media, index) => {
    const [only] = body.content.length === 1 ? [true] : [];
    const contentType = `contentType${index === 0 ? "?" : ""}: ${JSON.stringify(media.mediaType)}; `;
    return `${only ? "" : contentType}body${mark}: ${bodyType(media, `${type}["requestBody"]`, only)};`;
  });
}

function bodyType({ kind, mediaType, schema }: MediaType<ClientSchema>, holder: string, isOnly = false): string {
  if (kind === "binary") return "Blob | ArrayBuffer | ArrayBufferView | string";
  if (kind === "text") return "string";
  return withDates(contentOf(`NonNullable<${holder}>`, isOnly ? undefined : mediaType), schema);
}

function contentOf(holder: string, mediaType: string | undefined): string {
  return mediaType === undefined ? `ContentOf<${holder}>` : `ContentOf<${holder}, ${JSON.stringify(mediaType)}>`;
}

function withDates(type: string, part: ClientSchema | undefined): string {
  const dates = part && dateShape(part.schema);
  return dates ? `WithDates<${type}, ${dates}>` : type;
}

function resultTypes({ method, responses }: ClientOperation, type: string): string[] {
  const answerOf = (response: Response<ClientSchema>) => (method === "HEAD" ? "undefined" : answerType(response, type));
  const exact = responses.filter(({ status }) => /^\d+$/.test(status)).map(({ status }) => status);
  const classes = responses.filter(({ status }) => /^\dXX$/.test(status)).map(({ status }) => status.slice(0, 1));
  const described = (among: RegExp) =>
    [...exact, ...classes.map((digit) => `StatusOf<${digit}>`)].filter((status) => among.test(status));
  const without = (all: string, statuses: string[]) =>
    statuses.length === 0 ? all : `Exclude<${all}, ${statuses.join(" | ")}>`;

  const types = responses.flatMap((response) => {
    const { status } = response;
    if (status === "default" || status.startsWith("1")) return [];
    const digit = status.slice(0, 1);
    const statuses = status.endsWith("XX")
      ? without(
          `StatusOf<${digit}>`,
          exact.filter((other) => other.startsWith(digit)),
        )
      : status;
    return [`${digit === "2" ? "Success" : "Failure"}<${statuses}, ${answerOf(response)}>`];
  });
  const fallback = responses.find(({ status }) => status === "default");
  const other = fallback ? answerOf(fallback) : "unknown";
  if (described(/^(2|StatusOf<2)/).length === 0) types.unshift(`Success<StatusOf<2>, ${other}>`);
  types.push(`Failure<${without("FailureStatus", described(/^([345]|StatusOf<[345])/))}, ${other}>`);
  return types;
}

function answerType(response: Response<ClientSchema>, type: string): string {
  const { status, content } = response;
  const key = /^\d+$/.test(status) ? status : JSON.stringify(status);
  const holder = `${type}["responses"][${key}]`;
  const reading = readingOf(response);
  if (reading === "json") return contentOf(holder, undefined);
  const jsons = content.filter(({ kind }) => kind === "json").map(({ mediaType }) => contentOf(holder, mediaType));
  return [...jsons, reading === "text" ? "string" : "Blob"].join(" | ");
}
