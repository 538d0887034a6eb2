import type { BodyTemplate, RequestTemplate } from "../../../../spec/interchange/case.ts";
import type { Operation, ParameterPlace, SchemaName } from "../../../../spec/interchange/contract.ts";
import { decodeParameters } from "../../../../spec/interchange/decode-parameters.ts";
import { rawTexts, readBody } from "../../../../spec/interchange/decode-request.ts";
import { type FreshTexts, hasFresh, MORE_LOOKS } from "../../../../spec/interchange/fresh-text.ts";
import { render } from "../../../../spec/interchange/render.ts";
import type { Violation } from "../../../../spec/interchange/violation.ts";
import type { RunArtefacts } from "../../run-case.ts";

/** A violation, and the part of the request that it is about. */
export interface PlacedViolation extends Violation {
  place: ParameterPlace | "body";
}

/** When a request is sent, and how far the server's clock may be from ours; milliseconds. */
export interface JudgingTime {
  now: number;
  guard: number;
}

/**
 * What the generated validators say about a request in the form in which it travels, whatever its fresh texts
 * look like: nothing when it is valid; `undefined` when that depends on the moment of its arrival.
 */
export function judgeRequest(
  template: RequestTemplate,
  operation: Operation,
  artefacts: Pick<RunArtefacts, "validator" | "schema">,
  { now, guard }: JudgingTime,
): PlacedViolation[] | undefined {
  const judged = (fresh: FreshTexts, arrival: number) => {
    const rendered = render(template as object, { now, guard, fresh }) as unknown as RequestTemplate;
    const judge = (place: PlacedViolation["place"], schema: SchemaName, value: unknown): PlacedViolation[] => {
      const result = artefacts.validator(schema)(value, { now: arrival });
      return result.valid ? [] : result.violations.map((violation) => ({ ...violation, place }));
    };
    return [
      ...judgeParameters(rendered, operation, artefacts, judge),
      ...judgeBody(rendered.body, operation, artefacts, judge),
    ];
  };
  const [look, ...others] = looksOf(template);
  const verdicts = [now - guard, now, now + guard].map((arrival) => judged(look, arrival));
  const isSteady = verdicts.every((verdict) => (verdict.length === 0) === (verdicts[0]?.length === 0));
  if (!isSteady) return undefined;
  const [, verdict = []] = verdicts;
  if (verdict.length > 0) return verdict;
  return (
    Iterator.from(others)
      .map((other) => judged(other, now))
      .find((found) => found.length > 0) ?? []
  );
}

/** What the fresh texts of a request may look like; one look is enough where it has none. */
function looksOf(template: RequestTemplate): [FreshTexts, ...FreshTexts[]] {
  const [first, ...others] = MORE_LOOKS as [FreshTexts, ...FreshTexts[]];
  return [first, ...(hasFresh(template) ? others : [])];
}

type Judge = (place: PlacedViolation["place"], schema: SchemaName, value: unknown) => PlacedViolation[];

function judgeParameters(
  request: RequestTemplate,
  operation: Operation,
  artefacts: Pick<RunArtefacts, "schema">,
  judge: Judge,
): PlacedViolation[] {
  const places = Object.entries(operation.parameterSchemas) as [ParameterPlace, SchemaName][];
  return places.flatMap(([place, schema]) => {
    const declared = operation.parameters.filter((parameter) => parameter.in === place);
    const { value } = decodeParameters(declared, rawTexts(place, request), artefacts.schema(schema));
    return judge(place, schema, value);
  });
}

function judgeBody(
  body: BodyTemplate | null,
  operation: Operation,
  artefacts: Pick<RunArtefacts, "schema">,
  judge: Judge,
): PlacedViolation[] {
  if (body === null) return operation.body?.required === true ? [protocol("required", "must be there")] : [];
  const read = readBody(body, operation.body?.content ?? [], (name) => artefacts.schema(name));
  if (!read) return [protocol("content", "must be what its media type says")];
  return [
    ...(read.schema === undefined ? [] : judge("body", read.schema, read.instance)),
    ...read.partHeaders.flatMap(({ schema, instance }) => judge("body", schema, instance)),
  ];
}

function protocol(keyword: string, message: string): PlacedViolation {
  return { place: "body", pointer: "", keyword, schemaPointer: "", message };
}
