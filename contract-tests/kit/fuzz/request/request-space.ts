import fc, { type Arbitrary } from "fast-check";
import type { RequestTemplate, WirePair, WireValue } from "../../../../spec/interchange/case.ts";
import type { MediaType, Operation, Parameter, ParameterPlace } from "../../../../spec/interchange/contract.ts";
import { encodeParameter } from "../../../../spec/interchange/encode-parameter.ts";
import type { JsonTemplate, Text } from "../../../../spec/interchange/expression.ts";
import type { JsonSchema } from "../../../../spec/interchange/json.ts";
import { isObjectTemplate } from "../../../../spec/interchange/template.ts";
import type { RunArtefacts } from "../../run-case.ts";
import { schemaArbitrary } from "../arbitrary/schema-arbitrary.ts";
import { encodeInstance } from "./encode-instance.ts";
import { canTravel } from "./travel.ts";
import type { TemplateObject } from "./value-at.ts";

/** The data of a request: an instance for each place of parameters, and one for the body if it has one. */
export interface Draft {
  parameters: Partial<Record<ParameterPlace, TemplateObject>>;
  body: JsonTemplate | undefined;
}

/** All requests that an operation's data can make. */
export interface RequestSpace {
  operation: Operation;
  base: RequestTemplate;
  /** The media type of the body, where its data is made. */
  media: MediaType | undefined;
  /** The schema of a part of a draft. */
  schemaOf(place: ParameterPlace | "body"): JsonSchema | undefined;
  drafts: Arbitrary<Draft>;
  /** Whether something else than the base request can come out. */
  isVaried: boolean;
  /** Whether path parameters are made, and may name what does not exist. */
  makesPaths: boolean;
  /** The request of a draft; `undefined` when something that it needs cannot travel. */
  template(draft: Draft): RequestTemplate | undefined;
}

/** What a space is made from. */
export interface SpaceOptions {
  operation: Operation;
  base: RequestTemplate;
  artefacts: Pick<RunArtefacts, "schema">;
  /** Names of parameters that keep the value of the base request. */
  kept: ReadonlySet<string>;
}

/** Values that only the server can have made; one that is made up may be refused rightly. */
const OPAQUE = /token|cursor|continuation/i;

/**
 * The space of an operation. Parameters of the path stay as they are in the base request, so that what
 * it names exists; only reading operations that document a 404 get another last one at times.
 */
export function requestSpace({ operation, base, artefacts, kept }: SpaceOptions): RequestSpace {
  const media = mediaOf(operation, base);
  const schemas = new Map<string, JsonSchema>();
  for (const [place, name] of Object.entries(operation.parameterSchemas)) schemas.set(place, artefacts.schema(name));
  if (media?.schema !== undefined) schemas.set("body", artefacts.schema(media.schema));
  const isMade = (parameter: Parameter) =>
    !kept.has(parameter.name) && schemas.has(parameter.in) && isFree(parameter, operation, base);
  const made = operation.parameters.filter(isMade);
  const places = [...new Set(made.map((parameter) => parameter.in))];
  const bodySchema = schemas.get("body");
  const parameters = fc.tuple(...places.map((place) => schemaArbitrary(schemas.get(place) as JsonSchema)));
  const body = bodySchema === undefined ? fc.constant(undefined) : bodies(schemaArbitrary(bodySchema), operation);
  return {
    operation,
    base,
    media,
    schemaOf: (place) => schemas.get(place),
    drafts: fc.tuple(parameters, body).map(([values, instance]) => ({
      parameters: Object.fromEntries(places.map((place, index) => [place, objectOr(values[index])])),
      body: instance,
    })),
    isVaried: made.length > 0 || bodySchema !== undefined,
    makesPaths: places.includes("path"),
    template(draft) {
      const template: RequestTemplate = { ...base, path: {}, query: [], headers: {}, cookies: {} };
      for (const parameter of operation.parameters) {
        const values = isMade(parameter) ? draft.parameters[parameter.in] : undefined;
        const pairs = values ? pairsOf(parameter, values) : basePairs(parameter, base);
        // A path without one of its parameters would be another path.
        if (!pairs || (parameter.in === "path" && pairs.length === 0)) return undefined;
        addTo(template, parameter, pairs);
      }
      if (bodySchema === undefined || !media) return template;
      if (draft.body === undefined) return { ...template, body: null };
      const encoded = encodeInstance(draft.body, media, bodySchema, base.body);
      return encoded && { ...template, body: encoded };
    },
  };
}

/** The name by which schemas and drafts know a parameter: header names in lower case. */
export function memberName(parameter: Parameter): string {
  return parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name;
}

/** The media type that the base request's body is of; without one the first whose instances can be written. */
function mediaOf(operation: Operation, { body }: RequestTemplate): MediaType | undefined {
  const content = operation.body?.content ?? [];
  if (body?.kind === "raw") return content.find(({ kind }) => kind === "text" || kind === "binary");
  if (body) return content.find(({ kind }) => kind === body.kind);
  return content.find(({ kind, schema }) => schema !== undefined && kind !== "binary");
}

function isFree(parameter: Parameter, operation: Operation, base: RequestTemplate): boolean {
  if (parameter.in !== "path") return parameter.required || !OPAQUE.test(parameter.name);
  if (!Object.hasOwn(base.path, parameter.name)) return true;
  const last = /\{([^{}]+)\}[^{}]*$/.exec(operation.path)?.[1];
  const isRead = operation.method === "GET" || operation.method === "HEAD";
  return parameter.name === last && isRead && operation.responses.some(({ status }) => status === "404");
}

function bodies(instances: Arbitrary<JsonTemplate>, operation: Operation): Arbitrary<JsonTemplate | undefined> {
  if (operation.body?.required === true) return instances;
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant(undefined), weight: 1 },
    { arbitrary: instances, weight: 19 },
  );
}

function objectOr(value: JsonTemplate | undefined): TemplateObject {
  return isObjectTemplate(value) ? value : {};
}

/** The pairs of a made parameter; none when it is optional and cannot travel. */
function pairsOf(parameter: Parameter, values: TemplateObject): WirePair[] | undefined {
  const name = memberName(parameter);
  if (!Object.hasOwn(values, name)) return [];
  const pairs = encodeParameter(parameter, values[name] as JsonTemplate);
  if (!("reason" in pairs) && canTravel(parameter.in, pairs)) return pairs;
  return parameter.required ? undefined : [];
}

function basePairs(parameter: Parameter, base: RequestTemplate): WirePair[] {
  const named = (values: Record<string, WireValue>, name: string): WirePair[] =>
    Object.hasOwn(values, name) ? [{ name, value: values[name] as WireValue }] : [];
  switch (parameter.in) {
    case "path":
      return named(base.path, parameter.name);
    case "query":
      return base.query.filter(({ name }) => name === parameter.name || name.startsWith(`${parameter.name}[`));
    case "header":
      return named(base.headers, memberName(parameter));
    case "cookie":
      return named(base.cookies, parameter.name);
  }
}

function addTo(template: RequestTemplate, parameter: Parameter, pairs: readonly WirePair[]): void {
  for (const { name, value } of pairs) {
    if (parameter.in === "query") template.query.push({ name, value });
    else if (parameter.in === "path") template.path[name] = value;
    else if (parameter.in === "header") template.headers[memberName(parameter)] = value as Text;
    else template.cookies[name] = value;
  }
}
