import type { BodyTemplate, RequestTemplate } from "../../spec/interchange/case.ts";
import type { MediaType, Operation, ParameterPlace } from "../../spec/interchange/contract.ts";
import { encodeBody } from "../../spec/interchange/encode-body.ts";
import type { JsonTemplate } from "../../spec/interchange/expression.ts";
import type { Json, JsonObject } from "../../spec/interchange/json.ts";
import { exampleValues } from "../document/documented-examples.ts";
import type { SchemaPart } from "../schema-part.ts";
import { requestParts } from "../schema-parts.ts";
import { bodyCarrier } from "./carriers/body-carrier.ts";
import { type Carrier, nameOf } from "./carriers/carrier.ts";
import { parameterCarrier } from "./carriers/parameter-carrier.ts";
import { partHeaderCarriers } from "./carriers/part-header-carrier.ts";
import { withItem, withItems } from "./carriers/with-items.ts";
import { type Discriminators, readDiscriminators } from "./discriminators.ts";
import { createEffort, type Effort } from "./effort.ts";
import { freshInstance } from "./fresh-instance.ts";
import { memberOf } from "./instance.ts";
import { partFields } from "./part-fields.ts";
import { createProver, type Prover } from "./prover.ts";
import { createSampler } from "./sample/create-sampler.ts";
import { meantValues } from "./sample/meant-values.ts";
import type { Sampler } from "./sample/sampler.ts";
import { withoutReadOnly } from "./sample/without-read-only.ts";
import { keywordValues, rootSite } from "./site.ts";

/** A valid request of an operation, and the carriers of its parts. */
export interface BaseRequest {
  request: RequestTemplate;
  carriers: Carrier[];
  prover: Prover;
  sampler: Sampler;
  /** What the document says about which branch a member names. */
  discriminators: Discriminators;
  /** Whether the texts of bodies that may name a thing are fresh; see `fresh-instance.ts`. */
  isFresh: boolean;
}

/** How a base request is made. */
export interface BaseOptions {
  effort?: Effort;
  isFresh?: boolean;
}

/** How many samples of one part are tried before it is given up. */
const MAX_TRIES = 40;

/**
 * The base request of an operation: from the document's examples where they are valid, otherwise from
 * the schemas.
 *
 * @returns the reason when none could be made
 */
export function baseRequest(
  operation: Operation<SchemaPart>,
  document: JsonObject,
  { effort = createEffort(), isFresh = false }: BaseOptions = {},
): BaseRequest | { reason: string } {
  const discriminators = new Map(requestParts(operation).flatMap((part) => [...readDiscriminators(part, document)]));
  const prover = createProver(operation, discriminators, effort);
  const sampler = createSampler(discriminators, effort);
  const { sample } = sampler;
  const request: RequestTemplate = {
    path: {},
    query: [],
    headers: {},
    cookies: {},
    credentials: (operation.security[0] ?? []).map((scheme) => ({
      scheme,
      as: "given",
    })),
    body: null,
  };
  const carriers: Carrier[] = [];
  for (const [place, part] of Object.entries(operation.parameterSchemas) as [ParameterPlace, SchemaPart][]) {
    const instance = parameterInstance(operation, place, part, document, sampler);
    const carrier = parameterCarrier(place, part, operation.parameters, {}, sample);
    const edits = Object.entries(instance).map(([name, value]) => ({
      at: [name],
      value,
    }));
    const patches = carrier.patch(edits, request);
    if ("reason" in patches) return patches;
    Object.assign(request, prover.change(request, patches));
    carriers.push(parameterCarrier(place, part, operation.parameters, instance, sample));
  }
  const found = operation.body && anyBody(operation.body.content, document, request, { prover, sampler, isFresh });
  if (found && "reason" in found) {
    if (operation.body?.required) return found;
  } else if (found) {
    request.body = found.body;
    const { media, instance } = found;
    if (media.schema && media.kind !== "binary") carriers.push(bodyCarrier(media, media.schema, instance, sample));
    carriers.push(...partHeaderCarriers(media, sample));
  }
  if (prover.judge(request) !== "valid")
    return {
      reason: "no valid request was found: give parameters and body an example",
    };
  return { request, carriers, prover, sampler, discriminators, isFresh };
}

/** Values of the required parameters of a place: their examples, where these are valid. */
function parameterInstance(
  operation: Operation<SchemaPart>,
  place: ParameterPlace,
  part: SchemaPart,
  document: JsonObject,
  sampler: Sampler,
): Record<string, JsonTemplate> {
  const root = rootSite(part);
  const wanted = operation.parameters.filter((parameter) => parameter.in === place && parameter.required);
  return Object.fromEntries(
    wanted.flatMap((parameter): [string, JsonTemplate][] => {
      const member = memberOf(root, nameOf(parameter));
      const examples = exampleValues(document, parameter.pointer);
      const example = examples.find((value) => !member || sampler.accepts(member, value));
      const value = example ?? (member ? sampler.sample(member) : "example");
      return value === undefined ? [] : [[nameOf(parameter), withItem(value, member, sampler.sample)]];
    }),
  );
}

/** A body of the first media type that one can be made of. */
function anyBody(
  content: MediaType<SchemaPart>[],
  document: JsonObject,
  request: RequestTemplate,
  base: Pick<BaseRequest, "prover" | "sampler" | "isFresh">,
): (FoundBody & { media: MediaType<SchemaPart> }) | { reason: string } {
  const reasons: string[] = [];
  for (const media of content) {
    const found = findBody(media, document, request, base);
    if (!("reason" in found)) return { media, ...found };
    reasons.push(`${media.mediaType}: ${found.reason}`);
  }
  return { reason: reasons.join("; ") || "the body has no media type" };
}

/** A valid body, and the instance that it carries. */
export interface FoundBody {
  body: BodyTemplate;
  instance: JsonTemplate;
}

/** A valid body of a media type: from its examples, otherwise from its schema; or the reason why there is none. */
export function findBody(
  media: MediaType<SchemaPart>,
  document: JsonObject,
  request: RequestTemplate,
  base: Pick<BaseRequest, "prover" | "sampler" | "isFresh">,
): FoundBody | { reason: string } {
  const root = media.schema && rootSite(media.schema);
  const given = exampleValues(document, media.pointer);
  const examples = root ? meantValues(given, root) : given;
  const made = root ? base.sampler.samples(root) : [{}];
  const sent = root ? examples.map((example) => withoutReadOnly(example, root)) : [];
  const candidates =
    media.kind === "binary"
      ? bytesFor(media, examples)
      : [...sent, ...examples, ...Iterator.from(made).take(MAX_TRIES)];
  const authored = new Set(
    [...sent, ...examples, ...(root ? meantValues(keywordValues<Json[]>(root, "examples").flat(), root) : [])].map(
      jsonOf,
    ),
  );
  let reason =
    media.kind === "binary"
      ? "texts with a grammar of their own are not made up: give the media type an example"
      : "no valid body was found: give the media type an example";
  const fields = partFields(media, base.sampler.sample);
  const encoded = (instance: JsonTemplate) => encodeBody(media, media.schema?.schema ?? true, instance, fields);
  const isValid = (body: BodyTemplate) => base.prover.judge({ ...request, body }) === "valid";
  for (const found of candidates) {
    const isForm = media.schema && (media.kind === "multipart" || media.kind === "urlencoded");
    const instance = isForm ? withItems(found, rootSite(media.schema as SchemaPart), base.sampler.sample) : found;
    const body = encoded(instance);
    if ("reason" in body) reason = body.reason;
    else if (isValid(body)) {
      if (!base.isFresh || !root || media.kind === "binary") return { body, instance };
      const fresh = freshInstance(instance, {
        ...{ root, path: request.path, isGiven: authored.has(jsonOf(found)), accepts: base.sampler.accepts },
        keeps: (changed) => {
          const other = encoded(changed);
          return !("reason" in other) && isValid(other);
        },
      });
      return { body: encoded(fresh) as BodyTemplate, instance: fresh };
    }
  }
  return { reason };
}

function jsonOf(value: JsonTemplate): string {
  return JSON.stringify(value);
}

/** Any bytes will do, but for texts with a grammar of their own, of which only the author has one. */
function bytesFor({ mediaType }: MediaType<SchemaPart>, examples: Json[]): JsonTemplate[] {
  const isText = /[/+](?:xml|yaml|x-yaml|graphql|sparql-query|jwt|x-ndjson)$/.test(mediaType);
  return isText ? examples.filter((example) => typeof example === "string") : [null];
}
