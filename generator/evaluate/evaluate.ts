import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "../../spec/interchange/json.ts";
import { referredSchema } from "../../spec/interchange/schema-types.ts";
import { vocabulary } from "../../spec/vocabulary/vocabulary.ts";
import { evaluateArray } from "./evaluate-array.ts";
import { evaluateObject } from "./evaluate-object.ts";
import { scalarHolds } from "./evaluate-scalar.ts";
import type { Evaluate, Evaluated } from "./evaluated.ts";

/** What an evaluation depends on besides schema and instance. */
export interface EvaluateOptions {
  /** What `$ref`s refer into. */
  root: JsonSchema;
  /** The moment of the check, epoch milliseconds. */
  now: number;
  /**
   * A further check of the objects that a schema object applies to, for what is no keyword of JSON
   * Schema (`discriminator`).
   */
  also?(schema: JsonObject, instance: JsonObject, accepts: (schema: JsonSchema) => boolean): boolean;
  /** A further check of the texts that a schema object applies to, for what only annotates them (`contentEncoding`). */
  reads?(schema: JsonObject, text: string): boolean;
  /** Is told of each schema that a value is held against; what it throws ends the evaluation. */
  spend?(steps: number): void;
}

/** More `$ref`s in each other than this without an end are a loop. */
const MAX_DEPTH = 400;

/**
 * Whether a schema accepts an instance, decided by walking through it: JSON Schema 2020-12 as
 * `createAjv` understands it, formats and vocabulary asserted. Nothing is compiled, so it is for
 * schemas that are used a few times: a schema without one of its keywords, a part of a schema, a mutant.
 */
export function accepts(schema: JsonSchema, instance: Json, options: EvaluateOptions): boolean {
  return evaluate(schema, instance, { ...options, depth: 0 }) !== undefined;
}

interface State extends EvaluateOptions {
  depth: number;
}

function evaluate(schema: JsonSchema, instance: Json, state: State): Evaluated | undefined {
  state.spend?.(1);
  if (schema === false || state.depth > MAX_DEPTH) return undefined;
  const seen: Evaluated = {};
  if (schema === true) return seen;
  const next = { ...state, depth: state.depth + 1 };
  const inner: Evaluate = (part, value) => evaluate(part, value, next);
  if (!scalarHolds(schema, instance) || !vocabularyHolds(schema, instance, state.now)) return undefined;
  if (!referenceHolds(schema, instance, seen, inner, state.root)) return undefined;
  if (!applicatorsHold(schema, instance, seen, inner)) return undefined;
  if (Array.isArray(instance)) return evaluateArray(schema, instance, seen, inner) ? seen : undefined;
  if (typeof instance === "string" && state.reads?.(schema, instance) === false) return undefined;
  if (!isJsonObject(instance)) return seen;
  if (!evaluateObject(schema, instance, seen, inner)) return undefined;
  const isSound = state.also?.(schema, instance, (part) => inner(part, instance) !== undefined) ?? true;
  return isSound ? seen : undefined;
}

function vocabularyHolds(schema: JsonObject, instance: Json, now: number): boolean {
  return vocabulary.every(({ name, holds }) => {
    const argument = schema[name];
    return (
      argument === undefined ||
      (holds as (value: Json, argument: Json, now: number) => boolean)(instance, argument, now)
    );
  });
}

function referenceHolds(
  schema: JsonObject,
  instance: Json,
  seen: Evaluated,
  inner: Evaluate,
  root: JsonSchema,
): boolean {
  if (typeof schema["$ref"] !== "string") return true;
  return merged(seen, inner(target(schema["$ref"], root), instance));
}

/** What references lead to, by the schema that they stand in. */
const TARGETS = new WeakMap<object, Map<string, JsonSchema>>();

function target(ref: string, root: JsonSchema): JsonSchema {
  if (typeof root === "boolean") return true;
  const known = TARGETS.get(root) ?? new Map<string, JsonSchema>();
  TARGETS.set(root, known);
  const found = known.get(ref) ?? referredSchema(ref, root) ?? true;
  known.set(ref, found);
  return found;
}

/** The keywords that apply subschemas to the very same instance (JSON Schema core 2020-12, section 10.2). */
function applicatorsHold(schema: JsonObject, instance: Json, seen: Evaluated, inner: Evaluate): boolean {
  const { allOf, anyOf, oneOf, not } = schema as Record<string, JsonSchema[] | undefined>;
  if (allOf && !allOf.every((part) => merged(seen, inner(part, instance)))) return false;
  // Every branch is asked: what any of them has seen counts for unevaluated*.
  if (anyOf && anyOf.filter((part) => merged(seen, inner(part, instance))).length === 0) return false;
  if (oneOf && oneOf.filter((part) => merged(seen, inner(part, instance))).length !== 1) return false;
  if (not !== undefined && inner(not as unknown as JsonSchema, instance)) return false;
  if (schema["if"] === undefined) return true;
  const holds = merged(seen, inner(schema["if"] as JsonSchema, instance));
  const consequence = schema[holds ? "then" : "else"] as JsonSchema | undefined;
  return consequence === undefined || merged(seen, inner(consequence, instance));
}

/** Adds what a subschema has seen; whether it accepted at all. */
function merged(seen: Evaluated, more: Evaluated | undefined): boolean {
  if (more === undefined) return false;
  if (more.members) seen.members = union(seen.members, more.members);
  if (more.items) seen.items = union(seen.items, more.items);
  return true;
}

function union<T>(left: Set<T> | undefined, right: Set<T>): Set<T> {
  return left ? left.union(right) : right;
}
