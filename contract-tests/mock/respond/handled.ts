import { validateHeaderValue } from "node:http";
import type { MediaType, Operation, Response } from "../../../spec/interchange/contract.ts";
import { memberSchema } from "../../../spec/interchange/schema-types.ts";
import type { Artefacts } from "../../artefacts.ts";
import type { HandlerAnswer } from "../behaviour.ts";
import { findMediaType } from "../gate/media-type.ts";
import { type RequestViolation, responseFor } from "../gate/refusal.ts";
import { validate } from "../gate/validate.ts";
import type { Answer } from "./answer.ts";
import type { NoAnswer } from "./responder.ts";
import { headerInstance } from "./serialise.ts";

/**
 * Writes the answer of a handler, if it keeps the contract: its status is documented, its type is one
 * of that response's, its JSON and its documented header fields are valid.
 *
 * @param now - epoch milliseconds
 */
export function writeHandled(
  artefacts: Artefacts,
  operation: Operation,
  given: HandlerAnswer,
  now: number,
): Answer | NoAnswer {
  const where = `${operation.id} ${given.status}`;
  const response = responseFor(operation, given.status);
  if (!response) return { failure: `${where}: the handler's status is not documented`, violations: [] };
  const type = contentType(given, response);
  if (type !== undefined && "failure" in type) return { failure: `${where}: ${type.failure}`, violations: [] };
  const answer = writeAnswer(given, type?.name);
  if ("failure" in answer) return { failure: `${where}: ${answer.failure}`, violations: [] };
  const violations = [
    ...judgeBody(artefacts, given, type?.media, now),
    ...judgeHeaders(artefacts, answer.headers, response, now),
  ];
  const [first] = violations;
  if (!first) return answer;
  const what = `${first.place}${first.pointer}: ${first.message} [${first.keyword}]`;
  return { failure: `${where}: the handler's answer breaks the contract: ${what}`, violations };
}

/** An answer of a handler as bytes, unchecked but for header values that nothing can carry. */
export function writeAnswer(
  { status, headers = {}, body }: HandlerAnswer,
  jsonType = "application/json",
): Answer | { failure: string } {
  for (const [name, value] of Object.entries(headers)) {
    try {
      validateHeaderValue(name, value);
    } catch {
      return { failure: `the value of the header ${name} has characters that no header can carry` };
    }
  }
  if (body === null) return { status, headers: { ...headers }, body: Buffer.alloc(0) };
  if ("bytes" in body) return { status, headers: { ...headers, "content-type": body.contentType }, body: body.bytes };
  return {
    status,
    headers: { ...headers, "content-type": jsonType },
    body: Buffer.from(JSON.stringify(body.json)),
  };
}

function contentType(
  { body }: HandlerAnswer,
  { content }: Response,
): { media: MediaType; name: string } | { failure: string } | undefined {
  if (body === null) {
    return content.length === 0 ? undefined : { failure: `the handler gives no body; documented: ${list(content)}` };
  }
  if ("json" in body) {
    const media = content.find(({ kind }) => kind === "json");
    return media
      ? { media, name: media.mediaType.includes("*") ? "application/json" : media.mediaType }
      : { failure: `the handler answers in JSON; documented: ${list(content)}` };
  }
  const media = findMediaType(body.contentType, content);
  return media
    ? { media, name: body.contentType }
    : { failure: `the handler answers in ${body.contentType}; documented: ${list(content)}` };
}

function list(content: readonly MediaType[]): string {
  return content.map(({ mediaType }) => mediaType).join(", ") || "no body";
}

function judgeBody(
  artefacts: Artefacts,
  { body }: HandlerAnswer,
  media: MediaType | undefined,
  now: number,
): RequestViolation[] {
  if (body === null || !("json" in body) || media?.schema === undefined) return [];
  return validate(artefacts.validator(media.schema), body.json, "body", now);
}

function judgeHeaders(
  artefacts: Artefacts,
  headers: Record<string, string>,
  response: Response,
  now: number,
): RequestViolation[] {
  if (response.headers === undefined) return [];
  const schema = artefacts.schema(response.headers);
  const fields = Object.entries(headers).map(([name, value]): [string, unknown] => {
    const lower = name.toLowerCase();
    return [lower, headerInstance(value, memberSchema(schema, lower, schema), schema)];
  });
  return validate(artefacts.validator(response.headers), Object.fromEntries(fields), "header", now);
}
