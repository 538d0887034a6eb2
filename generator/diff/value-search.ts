import type { Operation } from "../../spec/interchange/contract.ts";
import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "../../spec/interchange/json.ts";
import { deriveCases } from "../cases/derive.ts";
import { createProver } from "../cases/prover.ts";
import type { SchemaPart } from "../schema-part.ts";
import type { Refusal } from "./change.ts";
import type { DiffBudget } from "./diff-budget.ts";
import { hasForeignMembers } from "./foreign-members.ts";
import type { Forgotten } from "./inclusion/proof.ts";
import { isAccepted, refusalsOf } from "./refusals.ts";
import { rendered } from "./refused-request.ts";

/** An instance that one schema allows, and what another one refuses it for. */
export interface FoundValue {
  value: Json;
  refusals: Refusal[];
}

/** A schema, and the document that it is of. */
export interface PartOf {
  part: SchemaPart;
  document: JsonObject;
  /** Where the examples of its media type stand. */
  pointer: string;
}

/** How a value arrives that is read by a schema; `undefined` when it cannot travel. */
export type Travel = (value: Json, part: SchemaPart) => Json | undefined;

/**
 * Searches values that one schema allows and another one refuses: those with the fewest reasons first.
 * Both are taken for bodies of a request, of which cases can be derived.
 *
 * @param missing - members that `refusing` lists and `allowing` does not know
 */
export function searchValues(
  allowing: PartOf,
  refusing: PartOf,
  missing: readonly Forgotten[],
  { travel = (value) => value, budget }: { travel?: Travel | undefined; budget?: DiffBudget | undefined } = {},
): FoundValue[] {
  const own = valuesOf(allowing, "accepted", budget);
  const misses = valuesOf(refusing, "rejected", budget).filter(
    (value) => !hasForeignMembers(allowing.part, value, refusing.part),
  );
  const values = [...own, ...misses, ...missing.flatMap((member) => withMember(own[0], member))];
  return values
    .flatMap((value): FoundValue[] => {
      const [sent, read] = [travel(value, allowing.part), travel(value, refusing.part)];
      const isAllowed = sent !== undefined && isAccepted(allowing.part, sent);
      if (!isAllowed || read === undefined) return [];
      const refusals = refusalsOf(refusing.part, read);
      return refusals.length > 0 ? [{ value: sent, refusals }] : [];
    })
    .sort((one, two) => one.refusals.length - two.refusals.length);
}

function valuesOf(
  { part, document, pointer }: PartOf,
  outcome: "accepted" | "rejected",
  budget: DiffBudget | undefined,
): Json[] {
  const body = { ...part, schema: withoutDirection(part.schema) };
  const operation: Operation<SchemaPart> = {
    id: part.name,
    method: "POST",
    path: "/",
    pointer,
    servers: [],
    parameters: [],
    parameterSchemas: {},
    body: {
      required: true,
      pointer,
      content: [{ mediaType: "application/json", kind: "json", schema: body, pointer }],
    },
    responses: [],
    security: [],
    securityPointer: pointer,
  };
  const { base, cases, skipped } = deriveCases(operation, document);
  if (budget) budget.candidates -= cases.length + skipped.length;
  const prover = createProver(operation);
  return cases
    .filter(({ expect }) => expect.outcome === outcome)
    .flatMap(({ request }) => {
      const sent = rendered(prover.change(base, request)).body;
      return sent?.kind === "json" && sent.contentType === "application/json" ? [sent.value as Json] : [];
    });
}

/** Which way a member travels does not count for a value by itself. */
function withoutDirection(schema: JsonSchema): JsonSchema {
  return strip(schema) as JsonSchema;

  function strip(value: Json): Json {
    if (Array.isArray(value)) return value.map(strip);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name, member]) => !(["readOnly", "writeOnly"].includes(name) && typeof member === "boolean"))
        .map(([name, member]) => [name, strip(member)]),
    );
  }
}

/** A value with a member that its schema knows nothing of: whatever stands there is allowed, if anything is. */
function withMember(value: Json | undefined, { at }: Forgotten): Json[] {
  const ANYTHING: Json[] = [{}, [], true, 0, "", null];
  return ANYTHING.flatMap((member) => {
    const changed = value === undefined ? undefined : put(value, at, member);
    return changed === undefined ? [] : [changed];
  });
}

function put(value: Json, [name, ...rest]: string[], member: Json): Json | undefined {
  if (name === undefined) return member;
  if (Array.isArray(value)) {
    const inner = value[Number(name)];
    const changed = inner === undefined ? undefined : put(inner, rest, member);
    return changed === undefined ? undefined : value.with(Number(name), changed);
  }
  if (!isJsonObject(value) || (rest.length > 0 && !Object.hasOwn(value, name))) return undefined;
  const changed = rest.length === 0 ? member : put(value[name] as Json, rest, member);
  return changed === undefined ? undefined : { ...value, [name]: changed };
}
