import type { ErrorObject, ValidateFunction } from "ajv/dist/2020.js";
import type { Json, JsonPointer } from "../../spec/interchange/json.ts";
import { below, localPointer, valueAt } from "../../spec/interchange/pointer.ts";
import { accepts } from "../evaluate/evaluate.ts";
import { createAjv } from "../judge.ts";
import { documentPointer, type SchemaPart } from "../schema-part.ts";
import type { Refusal } from "./change.ts";

/** A moment to judge at: 2026-01-31T09:00:00Z. */
export const NOW: number = Date.parse("2026-01-31T09:00:00Z");

const COMPILED = new WeakMap<SchemaPart, ValidateFunction>();

/** Whether both judges, Ajv and the evaluator, accept an instance. */
export function isAccepted(part: SchemaPart, instance: Json): boolean {
  const isSound = checkOf(part).call({ now: NOW }, instance);
  return isSound && accepts(part.schema, instance, { root: part.schema, now: NOW });
}

function checkOf(part: SchemaPart): ValidateFunction {
  const check =
    COMPILED.get(part) ??
    createAjv({ allErrors: true, verbose: true, validateSchema: false, logger: false }).compile(part.schema as never);
  COMPILED.set(part, check);
  return check;
}

/** What a schema refuses an instance for by both judges, the outermost constraints alone; none when it accepts it. */
export function refusalsOf(part: SchemaPart, instance: Json): Refusal[] {
  const check = checkOf(part);
  if (check.call({ now: NOW }, instance)) return [];
  // A witness has to be refused by both judges.
  if (accepts(part.schema, instance, { root: part.schema, now: NOW })) return [];
  const errors = (check.errors ?? []).map((error) => ({ ...error, place: placeOf(part, error) }));
  const refusals = outermost(part, errors).map(({ place, ...error }): Refusal => {
    const where = error.instancePath === "" ? "" : `${error.instancePath} `;
    return {
      keyword: error.keyword,
      part: part.name,
      place,
      at: error.instancePath,
      pointer: documentPointer(part, place),
      message: `${where}${wordsOf(error)}`,
    };
  });
  return [...new Map(refusals.map((refusal) => [refusal.place, refusal])).values()];
}

/** Without what the branches of a union say, as the union says it, too, and after them. */
function outermost(part: SchemaPart, errors: PlacedError[]): PlacedError[] {
  const kept: PlacedError[] = [];
  for (const error of errors) {
    if (["anyOf", "oneOf"].includes(error.keyword)) {
      while (kept.at(-1)?.instancePath.startsWith(error.instancePath) && isInside(part, kept.at(-1), error)) kept.pop();
    }
    if (error.keyword !== "if") kept.push(error);
  }
  return kept;
}

/** Whether an error is what a branch of a union says: below the union, or below what its branches refer to. */
function isInside(part: SchemaPart, inner: PlacedError | undefined, union: PlacedError): boolean {
  return inner !== undefined && reached(part, union.place).some((place) => `${inner.place}/`.startsWith(`${place}/`));
}

/** A place of a schema, and the places that references lead to from there. */
function reached(part: SchemaPart, place: JsonPointer): JsonPointer[] {
  const found = new Set([place]);
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { $ref } = value as { $ref?: unknown };
    const target = typeof $ref === "string" ? localPointer($ref) : undefined;
    if (target !== undefined && !found.has(target)) {
      found.add(target);
      visit(valueAt(part.schema, target));
    }
    for (const member of Object.values(value)) visit(member);
  };
  visit(valueAt(part.schema, place));
  return [...found];
}

/** An error, and where the keyword that refuses stands in the schema. */
type PlacedError = ErrorObject & { place: JsonPointer };

/**
 * Where the keyword that refuses stands. Below a reference, Ajv may begin its paths anew at what is referred to; the
 * schema that holds the keyword is told by identity.
 */
function placeOf(part: SchemaPart, { schemaPath, parentSchema }: ErrorObject): JsonPointer {
  // The place of `false` schemas and members is told with the keyword that holds them.
  const told = decodeURIComponent(schemaPath.slice(schemaPath.indexOf("#") + 1)).replace(/\/false schema$/, "");
  const holder = placesOf(part).get(parentSchema);
  if (holder === undefined) return told;
  const steps = told.split("/");
  const own = steps.findLastIndex((_, index) => index > 0 && holder.endsWith(steps.slice(0, index).join("/")));
  return [holder, ...steps.slice(own)].join("/");
}

const PLACES = new WeakMap<SchemaPart, ReadonlyMap<unknown, JsonPointer>>();

/** The places of all that a schema consists of. */
function placesOf(part: SchemaPart): ReadonlyMap<unknown, JsonPointer> {
  const known = PLACES.get(part);
  if (known) return known;
  const places = new Map<unknown, JsonPointer>();
  const visit = (value: unknown, place: JsonPointer): void => {
    if (typeof value !== "object" || value === null) return;
    places.set(value, place);
    for (const [name, member] of Object.entries(value)) visit(member, below(place, name));
  };
  visit(part.schema, "");
  PLACES.set(part, places);
  return places;
}

function wordsOf({ keyword, message, params }: ErrorObject): string {
  const detail =
    keyword === "enum"
      ? `: ${JSON.stringify(params["allowedValues"])}`
      : keyword === "const"
        ? `: ${JSON.stringify(params["allowedValue"])}`
        : "";
  const name = params["additionalProperty"] ?? params["unevaluatedProperty"];
  return `${message ?? "is refused"}${detail}${typeof name === "string" ? ` (${name})` : ""}`;
}
