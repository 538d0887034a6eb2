import type { Json, JsonObject, JsonSchema } from "../../spec/interchange/json.ts";
import { textMatcher } from "../../spec/patterns/text-matcher.ts";
import type { Evaluate, Evaluated } from "./evaluated.ts";

/**
 * The keywords for objects (JSON Schema core 2020-12, sections 10.3.2 and 11.3; validation, section
 * 6.5). Members that a subschema was applied to are added to `seen`.
 */
export function evaluateObject(schema: JsonObject, instance: JsonObject, seen: Evaluated, inner: Evaluate): boolean {
  const names = Object.keys(instance);
  return (
    sizeHolds(schema, names) &&
    dependenciesHold(schema, instance, seen, inner) &&
    membersHold(schema, instance, names, seen, inner)
  );
}

function sizeHolds(schema: JsonObject, names: string[]): boolean {
  const { minProperties, maxProperties, required } = schema;
  if (typeof minProperties === "number" && names.length < minProperties) return false;
  if (typeof maxProperties === "number" && names.length > maxProperties) return false;
  return !Array.isArray(required) || required.every((name) => names.includes(String(name)));
}

function dependenciesHold(schema: JsonObject, instance: JsonObject, seen: Evaluated, inner: Evaluate): boolean {
  const { dependentRequired, dependentSchemas } = schema as Record<string, Record<string, unknown> | undefined>;
  const isGiven = ([trigger]: [string, unknown]) => Object.hasOwn(instance, trigger);
  const required = Object.entries(dependentRequired ?? {}).filter(isGiven);
  if (!required.every(([, names]) => (names as string[]).every((name) => Object.hasOwn(instance, name)))) return false;
  return Object.entries(dependentSchemas ?? {})
    .filter(isGiven)
    .every(([, part]) => {
      const more = inner(part as JsonSchema, instance);
      for (const name of more?.members ?? []) see(seen, name);
      return more !== undefined;
    });
}

function membersHold(
  schema: JsonObject,
  instance: JsonObject,
  names: string[],
  seen: Evaluated,
  inner: Evaluate,
): boolean {
  const { properties, patternProperties, additionalProperties, propertyNames, unevaluatedProperties } =
    schema as Record<string, unknown>;
  const patterns = Object.entries((patternProperties ?? {}) as Record<string, JsonSchema>);
  const holds = names.every((name) => {
    const value = instance[name] as Json;
    if (propertyNames !== undefined && !inner(propertyNames as JsonSchema, name)) return false;
    const parts = patterns.filter(([pattern]) => textMatcher(pattern).test(name)).map(([, part]) => part);
    if (properties !== undefined && Object.hasOwn(properties as object, name)) {
      parts.push((properties as Record<string, JsonSchema>)[name] as JsonSchema);
    }
    if (parts.length === 0 && additionalProperties !== undefined) parts.push(additionalProperties as JsonSchema);
    if (parts.length > 0) see(seen, name);
    return parts.every((part) => inner(part, value) !== undefined);
  });
  if (!holds || unevaluatedProperties === undefined) return holds;
  return names.every((name) => {
    if (seen.members?.has(name)) return true;
    see(seen, name);
    return inner(unevaluatedProperties as JsonSchema, instance[name] as Json) !== undefined;
  });
}

function see(seen: Evaluated, name: string): void {
  seen.members = new Set(seen.members).add(name);
}
