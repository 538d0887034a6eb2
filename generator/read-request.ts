import type { RequestTemplate } from "../spec/interchange/case.ts";
import type { Operation, ParameterPlace } from "../spec/interchange/contract.ts";
import { decodeParameters } from "../spec/interchange/decode-parameters.ts";
import { rawTexts, readBody } from "../spec/interchange/decode-request.ts";
import type { Json, JsonPointer, JsonSchema } from "../spec/interchange/json.ts";
import type { SchemaPart } from "./schema-part.ts";

/** A request as a server reads it that keeps the contract. */
export interface ReadRequest {
  /** The instances that the operation's schemas are for. */
  instances: { part: SchemaPart; instance: Json }[];
  /** Why it cannot be read. */
  faults: ReadFault[];
}

/** Something about a request for which no schema is needed to refuse it. */
export interface ReadFault {
  keyword: "style" | "body" | "media-type";
  /** What it is about: a parameter's name, a media type. */
  subject: string;
  /** Where the document says how it is read. */
  pointer: JsonPointer;
  message: string;
}

/**
 * Reads a rendered request.
 *
 * @param schemaOf - the schema to read the texts of a part by
 */
export function readRequest(
  { parameters: all, parameterSchemas, body, pointer }: Operation<SchemaPart>,
  request: RequestTemplate,
  schemaOf: (part: SchemaPart) => JsonSchema = ({ schema }) => schema,
): ReadRequest {
  const read: ReadRequest = { instances: [], faults: [] };
  for (const [place, part] of Object.entries(parameterSchemas) as [ParameterPlace, SchemaPart][]) {
    const parameters = all.filter((parameter) => parameter.in === place);
    const { value, undecodable } = decodeParameters(parameters, rawTexts(place, request), schemaOf(part));
    for (const { name, reason } of undecodable) {
      const message = `${place} parameter ${name} cannot be read: ${reason}`;
      const own = parameters.find((parameter) => parameter.name === name)?.pointer;
      read.faults.push({ keyword: "style", subject: name, pointer: own ?? part.pointer, message });
    }
    read.instances.push({ part, instance: value });
  }
  if (request.body === null) {
    if (body?.required)
      read.faults.push({ keyword: "body", subject: "", pointer: body.pointer, message: "a body is required" });
    return read;
  }
  const found = readBody(request.body, body?.content ?? [], schemaOf);
  if (!found) {
    const subject = request.body.contentType?.split(";", 1)[0] ?? "multipart/form-data";
    const message = body ? `a body of type ${subject} cannot be read` : "there is no body";
    read.faults.push({ keyword: "media-type", subject, pointer: body?.pointer ?? pointer, message });
    return read;
  }
  if (found.schema) read.instances.push({ part: found.schema, instance: found.instance as Json });
  for (const { schema, instance } of found.partHeaders) read.instances.push({ part: schema, instance });
  return read;
}
