import type { Json, JsonObject, JsonSchema } from "../../spec/interchange/json.ts";
import type { Evaluate, Evaluated } from "./evaluated.ts";
import { isEqual } from "./is-equal.ts";

/**
 * The keywords for arrays (JSON Schema core 2020-12, sections 10.3.1 and 11.2; validation, section
 * 6.4). Items that a subschema was applied to are added to `seen`.
 */
export function evaluateArray(schema: JsonObject, instance: Json[], seen: Evaluated, inner: Evaluate): boolean {
  const { minItems, maxItems, uniqueItems } = schema;
  if (typeof minItems === "number" && instance.length < minItems) return false;
  if (typeof maxItems === "number" && instance.length > maxItems) return false;
  if (uniqueItems === true && !isUnique(instance)) return false;
  return (
    itemsHold(schema, instance, seen, inner) &&
    containsHolds(schema, instance, seen, inner) &&
    restHolds(schema, instance, seen, inner)
  );
}

function isUnique(items: Json[]): boolean {
  return items.every((item, index) => !items.slice(0, index).some((earlier) => isEqual(earlier, item)));
}

function itemsHold(schema: JsonObject, instance: Json[], seen: Evaluated, inner: Evaluate): boolean {
  const prefix = (schema["prefixItems"] ?? []) as JsonSchema[];
  const rest = schema["items"] as JsonSchema | undefined;
  return instance.every((item, index) => {
    const part = index < prefix.length ? prefix[index] : rest;
    if (part === undefined) return true;
    see(seen, index);
    return inner(part, item) !== undefined;
  });
}

function containsHolds(schema: JsonObject, instance: Json[], seen: Evaluated, inner: Evaluate): boolean {
  const part = schema["contains"] as JsonSchema | undefined;
  if (part === undefined) return true;
  const matching = instance.flatMap((item, index) => (inner(part, item) ? [index] : []));
  for (const index of matching) see(seen, index);
  const least = (schema["minContains"] as number | undefined) ?? 1;
  const most = (schema["maxContains"] as number | undefined) ?? Number.POSITIVE_INFINITY;
  return matching.length >= least && matching.length <= most;
}

function restHolds(schema: JsonObject, instance: Json[], seen: Evaluated, inner: Evaluate): boolean {
  const rest = schema["unevaluatedItems"] as JsonSchema | undefined;
  if (rest === undefined) return true;
  return instance.every((item, index) => {
    if (seen.items?.has(index)) return true;
    see(seen, index);
    return inner(rest, item) !== undefined;
  });
}

function see(seen: Evaluated, index: number): void {
  seen.items = new Set(seen.items).add(index);
}
