import type { ValidateFunction } from "ajv";
import { applyPatch } from "rfc6902";
import type { RequestPatch, RequestTemplate } from "../../spec/interchange/case.ts";
import type { Operation } from "../../spec/interchange/contract.ts";
import { FEW_LOOKS, type FreshTexts, hasFresh } from "../../spec/interchange/fresh-text.ts";
import type { Json, JsonSchema } from "../../spec/interchange/json.ts";
import { type RenderContext, render } from "../../spec/interchange/render.ts";
import { isValue } from "../../spec/interchange/template.ts";
import { isContent } from "../../spec/vocabulary/content.ts";
import { accepts as evaluate } from "../evaluate/evaluate.ts";
import { createAjv } from "../judge.ts";
import { type ReadRequest, readRequest } from "../read-request.ts";
import type { SchemaPart } from "../schema-part.ts";
import { requestParts } from "../schema-parts.ts";
import { type Discriminators, discriminatorHolds } from "./discriminators.ts";
import { createEffort, type Effort } from "./effort.ts";
import { type Removal, remainingSchema } from "./remaining-schema.ts";

/**
 * Whether a request is valid; `unsteady` when that depends on when it arrives, `undecided` when the two
 * judges, Ajv and the evaluator, do not agree, or only a discriminator has an objection.
 */
export type Verdict = "valid" | "invalid" | "unsteady" | "undecided";

/** Judges requests in the form in which they travel. */
export interface Prover {
  /** The base request with a change made. */
  change(base: RequestTemplate, patches: RequestPatch[]): RequestTemplate;
  /** The verdict on a request, every schema of the operation considered. */
  judge(request: RequestTemplate, without?: Removal): Verdict;
  /** Whether a server that decodes the texts of a valid request (`contentEncoding`) may refuse it. */
  mayBeUndecodable(request: RequestTemplate): boolean;
}

/** When a request is sent, and how much later it arrives, in milliseconds. */
interface Moment {
  now: number;
  guard: number;
  delay: number;
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
) as [Moment, ...Moment[]];

/** A prover for one operation. */
export function createProver(
  operation: Operation<SchemaPart>,
  discriminators: Discriminators = new Map(),
  effort: Effort = createEffort(),
): Prover {
  // Code that ends at the first error stands in itself once for each member: a thousand are too deep for the engine.
  const ajv = createAjv({ logger: false, validateSchema: false, allErrors: true });
  const compiled = new Map<SchemaPart, ValidateFunction>();
  const reduced = new Map<string, JsonSchema>();
  const also = discriminatorHolds(discriminators);
  const { spend } = effort;
  const timed = new Set(
    requestParts(operation).filter((part) => /"x-formatM(?:in|ax)imum"/.test(JSON.stringify(part.schema))),
  );

  const isEncoded = requestParts(operation).some((part) =>
    /"content(?:Encoding|MediaType)"/.test(JSON.stringify(part.schema)),
  );

  return { change, judge, mayBeUndecodable };

  function change(base: RequestTemplate, patches: RequestPatch[]): RequestTemplate {
    const request = structuredClone(base);
    const [error] = applyPatch(request, structuredClone(patches)).filter((result) => result !== null);
    if (error) throw error;
    return request;
  }

  function judge(request: RequestTemplate, without?: Removal): Verdict {
    const isSteady = isValue(request);
    // Without a bound that moves, what is sent now is judged as what was sent then: one moment, or two of
    // different digits where the request has expressions.
    const moments = timed.size > 0 ? MOMENTS : MOMENTS.filter((_, index) => index === 0 || (index === 4 && !isSteady));
    // Fresh texts are judged by what they may look like, in turn.
    const [look, ...looks] = FEW_LOOKS as [FreshTexts, ...FreshTexts[]];
    const judged = moments.map((moment, index) => ({ moment, look: FEW_LOOKS[index % FEW_LOOKS.length] ?? look }));
    if (hasFresh(request))
      judged.push(...looks.slice(judged.length - 1).map((other) => ({ moment: MOMENTS[0], look: other })));
    // What has no expressions is read once, and judged once where no bound moves.
    const read = isSteady ? readAt(request, MOMENTS[0], look, without) : undefined;
    const settled = new Map<SchemaPart, Verdict>();
    const verdicts = new Set(
      judged.map(({ moment, look: own }): Verdict => {
        const { instances, faults } = read ?? readAt(request, moment, own, without);
        if (faults.length > 0) return "invalid";
        const each = instances.map(({ part, instance }) => {
          const verdict = settled.get(part) ?? verdictOf(part, instance, moment.now + moment.delay, without);
          if (isSteady && !timed.has(part)) settled.set(part, verdict);
          return verdict;
        });
        if (each.includes("undecided")) return "undecided";
        return each.every((verdict) => verdict === "valid") ? "valid" : "invalid";
      }),
    );
    if (verdicts.has("undecided")) return "undecided";
    const [verdict = "undecided"] = verdicts;
    return verdicts.size === 1 ? verdict : "unsteady";
  }

  function mayBeUndecodable(request: RequestTemplate): boolean {
    if (!isEncoded) return false;
    const { now } = MOMENTS[0];
    return !readAt(request, MOMENTS[0], FEW_LOOKS[0] as FreshTexts, undefined).instances.every(
      ({ part: { schema }, instance }) => evaluate(schema, instance, { root: schema, now, reads: isContent }),
    );
  }

  function readAt(
    request: RequestTemplate,
    { now, guard }: Moment,
    fresh: FreshTexts,
    without: Removal | undefined,
  ): ReadRequest {
    // Each parameter is decoded, whether it is there or not.
    spend(operation.parameters.length * 8);
    const context: RenderContext = { now, guard, fresh };
    const rendered = render(request as never, context) as unknown as RequestTemplate;
    return readRequest(operation, rendered, (part) => remaining(part, without));
  }

  function verdictOf(part: SchemaPart, instance: Json, now: number, without: Removal | undefined): Verdict {
    const schema = remaining(part, without);
    const isAccepted = evaluate(schema, instance, { root: schema, now, spend });
    if (without?.part === part) return isAccepted ? "valid" : "invalid";
    const isSound = (compiled.get(part) ?? compile(part)).call({ now }, instance);
    if (isSound !== isAccepted) return "undecided";
    if (isSound && discriminators.size > 0 && !evaluate(schema, instance, { root: schema, now, spend, also }))
      return "undecided";
    return isSound ? "valid" : "invalid";
  }

  function remaining(part: SchemaPart, without: Removal | undefined): JsonSchema {
    if (without?.part !== part) return part.schema;
    const key = JSON.stringify([part.name, without.places, without.choices]);
    const known = reduced.get(key) ?? remainingSchema(part, without);
    reduced.set(key, known);
    return known;
  }

  function compile(part: SchemaPart): ValidateFunction {
    const check = ajv.compile(part.schema as never);
    compiled.set(part, check);
    return check;
  }
}
