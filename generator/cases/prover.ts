import type { ValidateFunction } from "ajv";
import { applyPatch, Pointer } from "rfc6902";
import type { RequestPatch, RequestTemplate } from "../../spec/interchange/case.ts";
import type { Operation, ParameterPlace } from "../../spec/interchange/contract.ts";
import { decodeParameters } from "../../spec/interchange/decode-parameters.ts";
import { rawTexts, readBody } from "../../spec/interchange/decode-request.ts";
import type { Json, JsonObject, JsonPointer, JsonSchema } from "../../spec/interchange/json.ts";
import { type RenderContext, render } from "../../spec/interchange/render.ts";
import { vocabulary } from "../../spec/vocabulary/vocabulary.ts";
import { createAjv } from "../judge.ts";
import type { SchemaPart } from "../schema-part.ts";

/** A keyword that is taken out of a schema. */
export interface Removal {
  part: SchemaPart;
  place: JsonPointer;
}

/** Whether a request is valid; `unsteady` when that depends on when it arrives. */
export type Verdict = "valid" | "invalid" | "unsteady";

/** Judges requests in the form in which they travel. */
export interface Prover {
  /** The base request with a change made. */
  change(base: RequestTemplate, patches: RequestPatch[]): RequestTemplate;
  /** The verdict on a request, every schema of the operation considered. */
  judge(request: RequestTemplate, without?: Removal): Verdict;
}

/**
 * Moments of sending and arriving, milliseconds: now, in time and late, and with a server whose clock
 * is behind; at the end of a year, too. A verdict must be the same in all of them.
 */
const MOMENTS = ["2026-01-31T09:00:00Z", "2027-12-31T23:59:59.999Z"].flatMap((instant) =>
  [
    { guard: 0, delay: 0 },
    { guard: 2_000, delay: 1_500 },
    { guard: 2_000, delay: -1_500 },
    { guard: 60_000, delay: 30_000 },
  ].map((moment) => ({ now: Date.parse(instant), ...moment })),
);

/** A prover for one operation. */
export function createProver(operation: Operation<SchemaPart>): Prover {
  const ajv = createAjv({ logger: false });
  const compiled = new Map<string, ValidateFunction>();

  return { change, judge };

  function change(base: RequestTemplate, patches: RequestPatch[]): RequestTemplate {
    const request = structuredClone(base);
    const [error] = applyPatch(request, structuredClone(patches)).filter((result) => result !== null);
    if (error) throw error;
    return request;
  }

  function judge(request: RequestTemplate, without?: Removal): Verdict {
    const verdicts = MOMENTS.map(({ now, guard, delay }) => {
      const context: RenderContext = {
        now,
        guard,
        fresh: (length) => "f".repeat(length),
      };
      return isValid(render(request as never, context) as unknown as RequestTemplate, now + delay, without);
    });
    if (verdicts.every((valid) => valid)) return "valid";
    return verdicts.some((valid) => valid) ? "unsteady" : "invalid";
  }

  function isValid(request: RequestTemplate, now: number, without: Removal | undefined): boolean {
    const places = Object.entries(operation.parameterSchemas) as [ParameterPlace, SchemaPart][];
    for (const [place, part] of places) {
      const schema = remaining(part, without);
      const parameters = operation.parameters.filter((parameter) => parameter.in === place);
      const { value, undecodable } = decodeParameters(parameters, rawTexts(place, request), schema);
      if (undecodable.length > 0 || !accepts(part, without, value, now)) return false;
    }
    return isBodyValid(request, now, without);
  }

  function isBodyValid({ body }: RequestTemplate, now: number, without: Removal | undefined): boolean {
    if (body === null) return operation.body?.required !== true;
    const read = readBody(body, operation.body?.content ?? [], (part) => remaining(part, without));
    if (!read) return false;
    return read.schema === undefined || accepts(read.schema, without, read.instance as Json, now);
  }

  function accepts(part: SchemaPart, without: Removal | undefined, instance: Json, now: number): boolean {
    const key = without?.part === part ? `${part.name} ${without.place}` : part.name;
    let check = compiled.get(key);
    if (!check) {
      check = ajv.compile(remaining(part, without) as never);
      compiled.set(key, check);
    }
    return check.call({ now }, instance);
  }
}

function remaining(part: SchemaPart, without: Removal | undefined): JsonSchema {
  if (without?.part !== part) return part.schema;
  const schema = structuredClone(part.schema);
  const { parent, key } = Pointer.fromJSON(without.place).evaluate(schema) as {
    parent: JsonObject;
    key: string;
  };
  delete parent[key];
  // A bound says nothing about a text that is no date-time; without the format it may not stand.
  for (const { name, refuse } of vocabulary) {
    if (parent[name] !== undefined && refuse(parent[name], parent) !== undefined) delete parent[name];
  }
  return schema;
}
