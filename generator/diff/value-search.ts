import type { RequestTemplate } from "../../spec/interchange/case.ts";
import type { Operation } from "../../spec/interchange/contract.ts";
import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "../../spec/interchange/json.ts";
import { requestSource } from "../cases/request-source.ts";
import type { Visit } from "../cases/visit.ts";
import type { SchemaPart } from "../schema-part.ts";
import type { Refusal } from "./change.ts";
import type { DiffBudget } from "./diff-budget.ts";
import { hasForeignMembers } from "./foreign-members.ts";
import type { Forgotten } from "./inclusion/proof.ts";
import { isAccepted, refusalsOf } from "./refusals.ts";
import { rendered } from "./refused-request.ts";
import { isDoubtful, isDoubtfulFor, searchStages } from "./search-stages.ts";
import type { Doubt } from "./settle-doubts.ts";

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

/** What values are searched for. */
export interface ValueSearch {
  doubts: readonly Doubt[];
  /** Members that `refusing` lists and `allowing` does not know. */
  missing: readonly Forgotten[];
  /** How values travel; as they are by default. */
  travel?: Travel | undefined;
  budget?: DiffBudget | undefined;
}

/**
 * Searches values that one schema allows and another one refuses: those with the fewest reasons first.
 * Both are taken for bodies of a request, of which candidates can be made.
 */
export function searchValues(
  allowing: PartOf,
  refusing: PartOf,
  { doubts, missing, travel = (value) => value, budget }: ValueSearch,
): FoundValue[] {
  const [own, other] = [valueSource(allowing), valueSource(refusing)];
  const known = (values: Iterable<Json>) =>
    Iterator.from(values).filter((value) => !hasForeignMembers(allowing.part, value, refusing.part));
  return searchStages(
    [
      function* nearDoubts() {
        if (own) yield own.base;
        for (const member of missing) yield* withMember(own?.base, member);
        yield* known(other?.proposed((visit) => isDoubtful(doubts, refusing.part, visit)) ?? []);
        yield* own?.proposed((visit) => isDoubtfulFor(doubts, refusing.part, visit)) ?? [];
      },
      () => own?.proposed() ?? [],
      () => known(other?.proposed() ?? []),
    ],
    doubts,
    (value) => {
      const [sent, read] = [travel(value, allowing.part), travel(value, refusing.part)];
      if (sent === undefined || read === undefined || !isAccepted(allowing.part, sent)) return undefined;
      const refusals = refusalsOf(refusing.part, read);
      return refusals.length > 0 ? { value: sent, refusals } : undefined;
    },
    budget,
  );
}

interface ValueSource {
  base: Json;
  proposed(isWanted?: (visit: Visit) => boolean): Iterable<Json>;
}

function valueSource({ part, document, pointer }: PartOf): ValueSource | undefined {
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
      content: [
        {
          mediaType: "application/json",
          kind: "json",
          schema: { ...part, schema: withoutDirection(part.schema) },
          pointer,
        },
      ],
    },
    responses: [],
    security: [],
    securityPointer: pointer,
  };
  const source = requestSource(operation, document);
  const [base] = source ? sentValue(source.base) : [];
  if (!source || base === undefined) return undefined;
  return {
    base,
    *proposed(isWanted = () => true) {
      for (const request of source.proposed((_part, visit) => isWanted(visit))) yield* sentValue(request);
    },
  };
}

function sentValue(request: RequestTemplate): Json[] {
  const sent = rendered(request).body;
  return sent?.kind === "json" && sent.contentType === "application/json" ? [sent.value as Json] : [];
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
