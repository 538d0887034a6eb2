import { applyPatch } from "rfc6902";
import { loadArtefacts } from "../../../contract-tests/artefacts.ts";
import { buildContract } from "../../../generator/contract.ts";
import { inclusionOf } from "../../../generator/diff/inclusion/inclusion.ts";
import { loadDocument } from "../../../generator/document/load.ts";
import { accepts } from "../../../generator/evaluate/evaluate.ts";
import type { SchemaPart } from "../../../generator/schema-part.ts";
import { requestParts } from "../../../generator/schema-parts.ts";
import type { CaseFile, RequestTemplate } from "../../../spec/interchange/case.ts";
import type { Operation, ParameterPlace } from "../../../spec/interchange/contract.ts";
import { decodeParameters } from "../../../spec/interchange/decode-parameters.ts";
import { rawTexts, readBody } from "../../../spec/interchange/decode-request.ts";
import { anyFresh } from "../../../spec/interchange/fresh-text.ts";
import type { JsonSchema } from "../../../spec/interchange/json.ts";
import { type RenderContext, render } from "../../../spec/interchange/render.ts";
import { type SchemaMutant, schemaMutants } from "../../../spec/schema-mutants/schema-mutants.ts";
import { equivalenceOf, type Mutation } from "./equivalent-schemas.ts";

/** A mutant of a request schema that no case tells from the original. */
export interface SchemaSurvivor extends Pick<SchemaMutant, "place" | "keyword" | "operator"> {
  part: string;
  /** Why no request can show it; `undefined` when a case is missing. */
  reason: string | undefined;
}

/** How many mutants of the request schemas of a document some case tells from the original. */
export interface SchemaSeparation {
  mutants: number;
  separated: number;
  survivors: SchemaSurvivor[];
}

const PROVED = "the two are proved to accept the same";

const NOW = Date.UTC(2026, 0, 31, 9);
const MOMENT: RenderContext = { now: NOW, guard: 0, fresh: anyFresh };

/**
 * Judges every mutant of every request schema by the generated cases: it is separated when the original
 * and the mutant disagree about a request whose other parts are valid.
 *
 * @param document - the OpenAPI document
 * @param artefacts - the folder that was generated from it
 */
export async function schemaSeparation(document: string, artefacts: string): Promise<SchemaSeparation> {
  const { contract } = buildContract(await loadDocument(document));
  const files = await (await loadArtefacts(artefacts)).caseFiles();
  const separation: SchemaSeparation = { mutants: 0, separated: 0, survivors: [] };
  for (const operation of contract.operations) {
    const file = files.find((each) => each.operation === operation.id);
    const requests = requestsOf(file);
    for (const part of requestParts(operation)) {
      if (!isLeftOut(operation, part, file)) judgePart(operation, part, requests, separation);
    }
  }
  return separation;
}

/** Whether a body is one of several media types with the same schema, and its cases are sent as another. */
function isLeftOut({ body }: Operation<SchemaPart>, part: SchemaPart, file: CaseFile | undefined): boolean {
  const media = body?.content.find(({ schema }) => schema === part);
  return file?.skipped.some(({ tests }) => tests.keyword === "content" && tests.pointer === media?.pointer) === true;
}

function judgePart(
  operation: Operation<SchemaPart>,
  part: SchemaPart,
  requests: readonly RequestTemplate[],
  separation: SchemaSeparation,
): void {
  const telling = requests
    .filter((request) => requestParts(operation).every((each) => each === part || isValid(operation, each, request)))
    .map((request) => ({ request, original: isValid(operation, part, request) }));
  for (const { place, keyword, operator, schema } of schemaMutants(part.schema)) {
    separation.mutants++;
    if (telling.some(({ request, original }) => isValid(operation, part, request, schema) !== original)) {
      separation.separated++;
    } else {
      const travel = travelOf(operation, part);
      const reason =
        equivalenceOf({ part, place, keyword, operator, ...travel }) ??
        (isSaidToBeTheSame(part, { ...part, schema }, travel.carrier !== "json") ? PROVED : undefined);
      separation.survivors.push({ part: part.name, place, keyword, operator, reason });
    }
  }
}

/** Whether each of two schemas is proved to accept whatever the other one does. */
function isSaidToBeTheSame(one: SchemaPart, other: SchemaPart, hasTexts: boolean): boolean {
  const textsAt = hasTexts ? 1 : undefined;
  return [inclusionOf(one, other, textsAt), inclusionOf(other, one, textsAt)].every(
    ({ gaps, forgotten }) => gaps.length === 0 && forgotten.length === 0,
  );
}

function travelOf(
  { parameterSchemas, parameters, body }: Operation<SchemaPart>,
  part: SchemaPart,
): Pick<Mutation, "carrier" | "parameters"> {
  const [place] = Object.entries(parameterSchemas).find(([, own]) => own === part) ?? [];
  if (place !== undefined) return { carrier: "parameters", parameters: parameters.filter((each) => each.in === place) };
  const kind = body?.content.find(({ schema }) => schema === part)?.kind;
  const carrier = kind === "multipart" || kind === "urlencoded" ? "form" : kind === "text" ? "text" : "json";
  return { carrier, parameters: [] };
}

/** The requests of the cases that are about data, as they travel at one moment. */
function requestsOf(file: CaseFile | undefined): RequestTemplate[] {
  if (!file) return [];
  return file.cases
    .filter(({ expect }) => expect.outcome === "accepted" || expect.because === "data")
    .map(({ request }) => {
      const template = structuredClone(file.base);
      applyPatch(template, structuredClone(request));
      return render(template as never, MOMENT) as unknown as RequestTemplate;
    });
}

/** Whether one schema of an operation accepts its part of a request, read as the schema says. */
function isValid(
  operation: Operation<SchemaPart>,
  part: SchemaPart,
  request: RequestTemplate,
  schema: JsonSchema = part.schema,
): boolean {
  const options = { root: schema, now: NOW };
  const [place] = Object.entries(operation.parameterSchemas).find(([, own]) => own === part) ?? [];
  if (place !== undefined) {
    const parameters = operation.parameters.filter((parameter) => parameter.in === place);
    const { value, undecodable } = decodeParameters(parameters, rawTexts(place as ParameterPlace, request), schema);
    return undecodable.length === 0 && accepts(schema, value, options);
  }
  if (request.body === null) return operation.body?.required !== true;
  const schemaOf = (own: SchemaPart) => (own === part ? schema : own.schema);
  const read = readBody(request.body, operation.body?.content ?? [], schemaOf);
  if (!read) return false;
  return read.schema !== part || read.instance === undefined || accepts(schema, read.instance, options);
}
