import type { Case, SkippedCase } from "../../../spec/interchange/case.ts";
import type { Operation } from "../../../spec/interchange/contract.ts";
import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import type { SchemaPart } from "../../schema-part.ts";
import type { BaseRequest } from "../base-request.ts";
import type { FurtherBody } from "../further-bodies.ts";
import type { ProtocolCase, ProtocolConcern, ProtocolContext } from "../protocol-case.ts";
import { SearchTally } from "../search-tally.ts";
import { cannotTravel } from "../travel.ts";
import { bodyPresence } from "./body-presence.ts";
import { contentType, spellings } from "./content-type.ts";
import { credentials } from "./credentials.ts";
import { encodedFieldNames, encodedQueryNames } from "./encoded-names.ts";
import { examples } from "./examples.ts";
import { json } from "./json.ts";
import { jsonNumbers } from "./json-numbers.ts";
import { mediaTypes } from "./media-types.ts";
import { method } from "./method.ts";
import { multipart } from "./multipart.ts";
import { partTypes } from "./part-types.ts";
import { percentEncoding } from "./percent-encoding.ts";
import { query } from "./query.ts";
import { styles } from "./styles.ts";
import { urlencoded } from "./urlencoded.ts";

/** In the order in which they are sent: what fails loudly and cheaply comes first. */
const CONCERNS: readonly ProtocolConcern[] = [
  credentials,
  method,
  bodyPresence,
  mediaTypes,
  contentType,
  multipart,
  partTypes,
  urlencoded,
  json,
  jsonNumbers,
  styles,
  examples,
  query,
  percentEncoding,
  encodedQueryNames,
  encodedFieldNames,
];

/** What is said of every body again that stands in place of the base request's. */
const BODY_CONCERNS: readonly ProtocolConcern[] = [
  spellings,
  multipart,
  partTypes,
  urlencoded,
  encodedFieldNames,
  json,
  jsonNumbers,
];

/**
 * The cases of an operation about how its requests travel, each proved, and what could not be.
 *
 * @param bodies - bodies of further media types
 * @param searched - is told what a search proposed and nothing could be proved of
 */
export function protocolCases(
  operation: Operation<SchemaPart>,
  base: BaseRequest,
  document: JsonObject,
  bodies: readonly FurtherBody[] = [],
  searched: SearchTally = new SearchTally(),
): { cases: Case[]; skipped: SkippedCase[] } {
  const { request, prover, carriers, sampler, isFresh } = base;
  const context = { operation, document, base: request, prover, carriers, sampler, isFresh, sample: sampler.sample };
  const cases: Case[] = [];
  const skipped: SkippedCase[] = [];
  for (const found of [
    ...CONCERNS.flatMap((concern) => concern(context)),
    ...bodies.flatMap((body) => casesOf(body, context)),
  ]) {
    const name = `${operation.id}/${found.name}`;
    if ("reason" in found) {
      skipped.push({ ...found, name });
      continue;
    }
    const { isSearch = false, ...candidate } = found;
    const obstacle = obstacleOf(candidate, base);
    if (obstacle === undefined) cases.push({ ...candidate, name });
    else if (isSearch) searched.count(candidate.tests, obstacle);
    else skipped.push({ name, tests: candidate.tests, reason: obstacle });
  }
  return { cases, skipped };
}

/** The cases of a body that stands in place of the base request's; each replaces it as a whole. */
function casesOf({ media, body, name }: FurtherBody, context: ProtocolContext): ReturnType<ProtocolConcern> {
  const { operation, base, prover } = context;
  const rest = operation.body?.content.filter((other) => other !== media) ?? [];
  const own = { ...operation, ...(operation.body && { body: { ...operation.body, content: [media, ...rest] } }) };
  const before = { ...base, body };
  return BODY_CONCERNS.flatMap((concern) => concern({ ...context, operation: own, base: before })).map((found) => {
    if ("reason" in found) return { ...found, name: `${name}/${found.name}` };
    const value = prover.change(before, found.request).body as unknown as JsonTemplate;
    return { ...found, name: `${name}/${found.name}`, request: [{ op: "replace", path: "/body", value }] };
  });
}

/**
 * Why a case proves nothing. A sound request must be valid for every schema of the operation; an unsound
 * one must be none that the schemas could accept. Credentials are no data: beside them, all must be sound.
 */
function obstacleOf({ request, expect }: ProtocolCase, { request: base, prover }: BaseRequest): string | undefined {
  const changed = prover.change(base, request);
  const obstacle = cannotTravel(changed);
  if (obstacle !== undefined || expect.outcome === "either" || expect.because === "method") return obstacle;
  const isSound = expect.outcome === "accepted" || expect.because === "credentials";
  return prover.judge(changed) === (isSound ? "valid" : "invalid")
    ? undefined
    : "by the schema it is the contrary of what it should be: it proves nothing";
}
