import { validateHeaderValue } from "node:http";
import type { Operation, Response } from "../../../spec/interchange/contract.ts";
import type { JsonSchema } from "../../../spec/interchange/json.ts";
import { memberSchema } from "../../../spec/interchange/schema-types.ts";
import type { Validator } from "../../../spec/interchange/violation.ts";
import type { Artefacts } from "../../artefacts.ts";
import { findMediaType } from "../gate/media-type.ts";
import type { RequestViolation } from "../gate/refusal.ts";
import { validate } from "../gate/validate.ts";
import type { PrismResponse } from "../prism.ts";
import type { Answer } from "./answer.ts";
import { concreteType } from "./concrete-type.ts";
import { headerInstance, serialiseBody, serialiseHeader } from "./serialise.ts";

/** A response as it would be sent, with what is needed to judge it again whenever it is sent. */
export interface Draft {
  answer: Answer;
  objections: string[];
  checks: { validator: Validator; instance: unknown; place: "body" | "header" }[];
}

/** Fields that belong to the connection and the framing, which the server writes itself. */
const OWN_FIELDS = new Set([
  "connection",
  "content-length",
  "content-type",
  "date",
  "keep-alive",
  "transfer-encoding",
  "trailer",
]);

/** Turns what Prism made into a response of the contract; `failure` says why it cannot be one. */
export function draftResponse(
  artefacts: Artefacts,
  operation: Operation,
  status: number,
  response: Response,
  made: PrismResponse,
): Draft | { failure: string } {
  const headers: Record<string, string> = {};
  const checks: Draft["checks"] = [];
  const body = draftBody(artefacts, response, made, headers, checks);
  if ("failure" in body) return body;
  const failure = draftHeaders(artefacts, response, made, headers, checks);
  if (failure !== undefined) return { failure: `${operation.id} ${status}: ${failure}` };
  return { answer: { status, headers, body: body.bytes }, objections: made.objections, checks };
}

/** A draft with some header fields in place of its own, which are judged like any. */
export function withHeaderFields(draft: Draft, fields: Record<string, string>, schema: JsonSchema): Draft {
  const read = Object.entries(fields).map(([name, text]): [string, unknown] => [
    name,
    headerInstance(text, memberSchema(schema, name, schema), schema),
  ]);
  return {
    ...draft,
    answer: { ...draft.answer, headers: { ...draft.answer.headers, ...fields } },
    checks: draft.checks.map((check) =>
      check.place === "header"
        ? { ...check, instance: { ...(check.instance as object), ...Object.fromEntries(read) } }
        : check,
    ),
  };
}

/**
 * What the contract's validators find wrong with a draft at this moment.
 *
 * @param now - epoch milliseconds
 */
export function judgeDraft(draft: Draft, now: number): RequestViolation[] {
  return draft.checks.flatMap(({ validator, instance, place }) => validate(validator, instance, place, now));
}

function draftBody(
  artefacts: Artefacts,
  response: Response,
  made: PrismResponse,
  headers: Record<string, string>,
  checks: Draft["checks"],
): { bytes: Buffer } | { failure: string } {
  if (made.mediaType === undefined || response.content.length === 0) return { bytes: Buffer.alloc(0) };
  const media = findMediaType(made.mediaType, response.content);
  if (!media) return { failure: `Prism answers in ${made.mediaType}, which the response does not have` };
  const serialised = serialiseBody(
    made.body,
    media,
    media.schema === undefined ? true : artefacts.schema(media.schema),
  );
  if ("failure" in serialised) return serialised;
  headers["content-type"] = concreteType(made.mediaType);
  if (media.schema !== undefined && "instance" in serialised) {
    checks.push({ validator: artefacts.validator(media.schema), instance: serialised.instance, place: "body" });
  }
  return serialised;
}

function draftHeaders(
  artefacts: Artefacts,
  response: Response,
  made: PrismResponse,
  headers: Record<string, string>,
  checks: Draft["checks"],
): string | undefined {
  const instance: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const schema = response.headers === undefined ? true : artefacts.schema(response.headers);
  for (const [field, value] of Object.entries(made.headers)) {
    const name = field.toLowerCase();
    // Prism writes null for what it cannot make up.
    if (value === null || value === undefined || OWN_FIELDS.has(name)) continue;
    const text = serialiseHeader(value);
    try {
      validateHeaderValue(name, text);
    } catch {
      return `the value of the header ${name} has characters that no header can carry`;
    }
    headers[name] = text;
    instance[name] = headerInstance(value, memberSchema(schema, name, schema), schema);
  }
  if (response.headers !== undefined) {
    checks.push({ validator: artefacts.validator(response.headers), instance, place: "header" });
  }
  return undefined;
}
