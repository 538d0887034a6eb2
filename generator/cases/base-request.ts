import { Pointer } from "rfc6902";
import type { BodyTemplate, PartTemplate, RequestTemplate } from "../../spec/interchange/case.ts";
import type { MediaType, Operation, ParameterPlace } from "../../spec/interchange/contract.ts";
import type { BytesExpression, JsonTemplate } from "../../spec/interchange/expression.ts";
import { isJsonObject, type Json, type JsonObject, type JsonPointer } from "../../spec/interchange/json.ts";
import type { SchemaPart } from "../schema-part.ts";
import { bodyCarrier, type Carrier, nameOf, parameterCarrier } from "./carrier.ts";
import { memberOf } from "./instance.ts";
import { createProver, type Prover } from "./prover.ts";
import { samples } from "./sample.ts";
import { rootSite, type Site } from "./site.ts";
import { isObjectTemplate, toText } from "./template.ts";

/** A valid request of an operation, and the carriers of its parts. */
export interface BaseRequest {
  request: RequestTemplate;
  carriers: Carrier[];
  prover: Prover;
  sample: (site: Site) => JsonTemplate | undefined;
}

/** How many samples of one part are tried before it is given up. */
const MAX_TRIES = 40;

/** A red dot, 1×1 pixel, as PNG: the smallest image that image servers take. */
const IMAGE: BytesExpression = {
  $bytes: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4z8AAAAMBAQAY3Y2wAAAAAElFTkSuQmCC",
};

/**
 * The base request of an operation: from the document's examples where they are valid, otherwise from
 * the schemas.
 *
 * @returns the reason when none could be made
 */
export function baseRequest(operation: Operation<SchemaPart>, document: JsonObject): BaseRequest | { reason: string } {
  const prover = createProver(operation);
  const sample = (site: Site) => samples(site).next().value ?? undefined;
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
    const instance = parameterInstance(operation, place, part, document);
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
  const media = operation.body?.content.find(({ kind, schema }) => schema && (kind === "multipart" || kind === "json"));
  if (operation.body && !media) return { reason: "cases of this kind of body are not derived yet" };
  if (media?.schema) {
    const found = findBody(media, media.schema, document, request, prover);
    if (!found)
      return {
        reason: "no valid body was found: give the media type an example",
      };
    request.body = found.body;
    carriers.push(bodyCarrier(media, media.schema, found.instance, sample));
  }
  if (prover.judge(request) !== "valid")
    return {
      reason: "no valid request was found: give parameters and body an example",
    };
  return { request, carriers, prover, sample };
}

/** Values of the required parameters of a place, and of those with an example. */
function parameterInstance(
  operation: Operation<SchemaPart>,
  place: ParameterPlace,
  part: SchemaPart,
  document: JsonObject,
): Record<string, JsonTemplate> {
  const root = rootSite(part);
  const wanted = operation.parameters.filter((parameter) => parameter.in === place && parameter.required);
  return Object.fromEntries(
    wanted.flatMap((parameter): [string, JsonTemplate][] => {
      const [example] = examplesAt(document, parameter.pointer);
      const member = memberOf(root, nameOf(parameter));
      const [made] = member ? samples(member) : ["example"];
      const value = example ?? made;
      return value === undefined ? [] : [[nameOf(parameter), value]];
    }),
  );
}

/** `example`, and the values of `examples`, of a parameter or media type (OpenAPI 3.1.1, section 4.8.14). */
function examplesAt(document: JsonObject, pointer: JsonPointer): Json[] {
  const holder = Pointer.fromJSON(pointer).get(document) as Json | undefined;
  if (!isJsonObject(holder)) return [];
  const named = isJsonObject(holder["examples"]) ? Object.values(holder["examples"]) : [];
  const values = named.flatMap((entry) =>
    isJsonObject(entry) && entry["value"] !== undefined ? [entry["value"]] : [],
  );
  return [...(holder["example"] === undefined ? [] : [holder["example"]]), ...values];
}

function findBody(
  media: MediaType<SchemaPart>,
  part: SchemaPart,
  document: JsonObject,
  request: RequestTemplate,
  prover: Prover,
): { body: BodyTemplate; instance: JsonTemplate } | undefined {
  const candidates = [...examplesAt(document, media.pointer), ...samples(rootSite(part)).take(MAX_TRIES)];
  for (const instance of candidates) {
    const body = bodyOf(media, instance);
    if (body && prover.judge({ ...request, body }) === "valid") return { body, instance };
  }
  return undefined;
}

function bodyOf(media: MediaType<SchemaPart>, instance: JsonTemplate): BodyTemplate | undefined {
  if (media.kind === "json") return { kind: "json", contentType: media.mediaType, value: instance };
  if (!isObjectTemplate(instance)) return undefined;
  const root = media.schema && rootSite(media.schema);
  const parts = Object.entries(instance).map(([name, value]): PartTemplate => {
    const site = root && memberOf(root, name);
    const isBytes = site?.nodes.some(
      ({ schema }) => schema["contentMediaType"] !== undefined || Object.keys(schema).length === 0,
    );
    if (!isBytes) return { name, value: toText(value) };
    return {
      name,
      value: IMAGE,
      filename: `${name}.png`,
      contentType: "image/png",
    };
  });
  return { kind: "multipart", parts };
}
