import type { Operation, Response } from "../../../spec/interchange/contract.ts";
import type { Json } from "../../../spec/interchange/json.ts";
import type { Artefacts } from "../../artefacts.ts";
import type { MockListener } from "../events.ts";
import { findMediaType } from "../gate/media-type.ts";
import { type RequestViolation, responseFor } from "../gate/refusal.ts";
import { validate } from "../gate/validate.ts";
import { createPrism, type PrismChoice, type PrismResponse } from "../prism.ts";
import { chooseMediaType } from "./accept.ts";
import type { Answer } from "./answer.ts";
import { type Draft, draftResponse, judgeDraft, withHeaderFields } from "./draft.ts";
import type { Faults, Preferences } from "./prefer.ts";
import { hasOwnExample, sampleOf } from "./sample.ts";
import { withoutFaults } from "./without-faults.ts";

/** Which response is wanted. */
export interface Wish extends Omit<Preferences, "code" | keyof Faults> {
  status: number;
  /** The `Accept` field of the request. */
  accept?: string | undefined;
  /** Header fields that it is to have, by lower-case name, in place of the example's. */
  fields?: Record<string, string>;
}

/** Why there is no answer that keeps the contract. */
export interface NoAnswer {
  failure: string;
  violations: RequestViolation[];
}

/** Gives the documented response of an operation. */
export type Responder = (operation: Operation, wish: Wish) => Promise<Answer | NoAnswer>;

/** What a responder needs. */
export interface ResponderOptions {
  artefacts: Artefacts;
  /** Epoch milliseconds. */
  clock: () => number;
  log: MockListener;
}

/** How many made-up responses are tried before giving up. */
const ATTEMPTS = 20;

/**
 * Makes responses with Prism and has the contract's own validators judge each one when it is sent: one
 * that breaks the contract is not given away.
 *
 * What is made from a schema goes without the members that nothing can be valid for, and is made up by
 * lot when that does not help.
 *
 * A response from an example is made once. Prism gets nothing of the request, so that it depends on
 * the operation, the status, the media type and the example alone, which are the key; and since it is
 * judged again each time, one that time has made wrong is noticed too.
 */
export function createResponder({ artefacts, clock, log }: ResponderOptions): Responder {
  const prism = createPrism(artefacts.document);
  const drafts = new Map<Operation, Map<string, Draft>>();
  let dynamic = 0;

  async function make(operation: Operation, choice: PrismChoice): Promise<Draft | { failure: string }> {
    const response = responseFor(operation, choice.status);
    if (!response) return { failure: `${operation.id} documents no response ${choice.status}` };
    const made = await prism(operation, choice);
    if ("failure" in made) return made;
    const filled = isFromSchema(response, choice) ? repaired(response, withSample(response, choice, made)) : made;
    const draft = draftResponse(artefacts, operation, choice.status, response, filled);
    if (!("failure" in draft) && made.objections.length > 0) {
      log({ kind: "witness", operation: operation.id, status: choice.status, objections: made.objections });
    }
    return draft;
  }

  /** Whether the document itself says nothing of what the response looks like. */
  function isFromSchema({ content }: Response, { mediaType, example, seed }: PrismChoice): boolean {
    const media = content.find((declared) => declared.mediaType === mediaType) ?? content[0];
    if (example !== undefined || !media) return false;
    return seed !== undefined || !hasOwnExample(artefacts.document, media);
  }

  function repaired({ content }: Response, made: PrismResponse): PrismResponse {
    const media = made.mediaType === undefined ? undefined : findMediaType(made.mediaType, content);
    if (media?.kind !== "json" || media.schema === undefined || made.body === undefined) return made;
    const validator = artefacts.validator(media.schema);
    const judge = (body: Json) => validate(validator, body, "body", clock()).map(({ pointer }) => pointer);
    return { ...made, body: withoutFaults(made.body as Json, judge) };
  }

  async function fromExample(
    operation: Operation,
    choice: PrismChoice,
    fields: Record<string, string>,
  ): Promise<Answer | NoAnswer> {
    const key = `${choice.status} ${choice.mediaType ?? ""} ${choice.example ?? ""}`;
    const ofOperation = drafts.get(operation) ?? new Map<string, Draft>();
    const draft = ofOperation.get(key) ?? (await make(operation, choice));
    if ("failure" in draft) return { ...draft, violations: [] };
    // What has been made is one of the documented examples: there are not many keys.
    drafts.set(operation, ofOperation.set(key, draft));
    const response = responseFor(operation, choice.status) as Response;
    const isOwn = !isFromSchema(response, choice);
    const what = isOwn ? "the document's example" : "what Prism makes from the schema";
    const answer = judged(operation, withFields(operation, draft, fields), what);
    if (isOwn || "status" in answer) return answer;
    const lot = await madeUp(operation, choice, operation.id, fields);
    return "status" in lot ? lot : answer;
  }

  async function madeUp(
    operation: Operation,
    choice: PrismChoice,
    seed: string,
    fields: Record<string, string> = {},
  ): Promise<Answer | NoAnswer> {
    let last: Answer | NoAnswer | undefined;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const draft = await make(operation, { ...choice, seed: attempt === 0 ? seed : `${seed}#${attempt}` });
      if ("failure" in draft) return { ...draft, violations: [] };
      last = judged(operation, withFields(operation, draft, fields), `what Prism makes up (${ATTEMPTS} attempts)`);
      if ("status" in last) return last;
    }
    return last as NoAnswer;
  }

  function withFields(operation: Operation, draft: Draft, fields: Record<string, string>): Draft {
    if (Object.keys(fields).length === 0) return draft;
    const name = responseFor(operation, draft.answer.status)?.headers;
    return withHeaderFields(draft, fields, name === undefined ? true : artefacts.schema(name));
  }

  function judged(operation: Operation, draft: Draft, what: string): Answer | NoAnswer {
    const violations = judgeDraft(draft, clock());
    if (violations.length === 0) return draft.answer;
    const [first] = violations as [RequestViolation];
    const where = `${first.place}${first.pointer}`;
    const failure = `${operation.id} ${draft.answer.status}: ${what} breaks the contract: ${where}: ${first.message} [${first.keyword}]`;
    return { failure, violations };
  }

  return (operation, { status, accept, dynamic: isDynamic, example, seed, fields = {} }) => {
    const content = responseFor(operation, status)?.content ?? [];
    // With one media type there is nothing to choose.
    const mediaType = content.length > 1 ? chooseMediaType(accept, content)?.mediaType : undefined;
    const choice: PrismChoice = { status, ...(mediaType !== undefined && { mediaType }) };
    if (isDynamic) return madeUp(operation, choice, seed ?? `${operation.id} ${++dynamic}`);
    return fromExample(operation, example === undefined ? choice : { ...choice, example }, fields);
  };
}

/** Prism leaves out content without a schema, and writes text where bytes belong; a small real file stands in for both. */
function withSample({ content }: Response, { mediaType }: PrismChoice, made: PrismResponse): PrismResponse {
  const media = content.find((declared) => declared.mediaType === mediaType) ?? content[0];
  if (!media) return made;
  if (media.kind === "json")
    return made.mediaType === undefined ? { ...made, mediaType: media.mediaType, body: {} } : made;
  if (media.kind !== "binary" && made.mediaType !== undefined) return made;
  const sample = sampleOf(media.mediaType);
  return {
    ...made,
    mediaType: sample.mediaType,
    body: media.kind === "binary" ? sample.bytes : sample.bytes.toString(),
  };
}

/**
 * The status of success: the lowest 2XX that is documented, else `default` as 200, else the lowest 3XX.
 * `undefined` when only failures are documented, or nothing: a sound request is answered with none of them.
 */
export function successStatus(operation: Operation): number | undefined {
  const documented = operation.responses.map(({ status }) => status).sort();
  const lowest = (digit: number) => documented.find((status) => status.startsWith(String(digit)));
  const chosen = lowest(2) ?? (documented.includes("default") ? "200" : lowest(3));
  return chosen === undefined ? undefined : Number(chosen.replace("XX", "00"));
}
