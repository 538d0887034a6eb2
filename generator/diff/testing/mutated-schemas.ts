import type { Arbitrary } from "fast-check";
import { isJsonObject, type Json, type JsonObject } from "../../../spec/interchange/json.ts";
import type { FastCheck } from "../../../spec/vocabulary/keyword.ts";
import { schemas } from "../../testing/arbitrary-schema.ts";

/** A change somewhere in a schema: `at` picks the object, `keyword` the keyword in it. */
interface Mutation {
  kind: "drop" | "shift" | "add" | "wrap" | "union" | "reorder";
  at: number;
  keyword: number;
  other: JsonObject;
}

/** Schemas that are a few changes away from a given one; some of them say the same. */
export function mutatedSchemas(fc: FastCheck, schema: JsonObject): Arbitrary<JsonObject> {
  const mutation = fc.record<Mutation>({
    kind: fc.constantFrom("drop", "shift", "add", "wrap", "union", "reorder"),
    at: fc.nat(30),
    keyword: fc.nat(10),
    other: schemas(fc, 1),
  });
  return fc.array(mutation, { minLength: 1, maxLength: 3 }).map((mutations) => mutations.reduce(mutated, schema));
}

function mutated(schema: JsonObject, { kind, at, keyword, other }: Mutation): JsonObject {
  const copy = structuredClone(schema);
  const objects = schemaObjects(copy);
  const target = objects[at % objects.length] ?? copy;
  const { $defs: _, ...own } = target;
  // With references, a definition could come to refer to itself at the same place, which has no meaning.
  const { $defs: __, ...addition } = withoutReferences(other) as JsonObject;
  const names = Object.keys(own);
  const name = names[keyword % Math.max(names.length, 1)];
  const replaceBy = (inside: JsonObject) => {
    for (const each of names) delete target[each];
    Object.assign(target, inside);
  };
  if (kind === "drop" && name !== undefined) delete target[name];
  else if (kind === "shift" && name !== undefined) target[name] = shifted(target[name] as Json, keyword);
  else if (kind === "add") Object.assign(target, { ...addition, ...own });
  else if (kind === "wrap") replaceBy({ allOf: [own] });
  else if (kind === "union") replaceBy({ anyOf: [addition, own] });
  else if (kind === "reorder") replaceBy(Object.fromEntries(Object.entries(own).reverse()));
  return copy;
}

function withoutReferences(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutReferences);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(([name]) => name !== "$ref");
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutReferences(inner)]));
}

/** A bound one further on or back, a list without its first item. */
function shifted(argument: Json, by: number): Json {
  if (typeof argument === "number") return Math.max(1, argument + (by % 2 === 0 ? 1 : -1));
  return Array.isArray(argument) && argument.length > 1 ? argument.slice(1) : argument;
}

function schemaObjects(schema: JsonObject): JsonObject[] {
  const found: JsonObject[] = [schema];
  const maps = ["properties", "patternProperties", "dependentSchemas", "$defs"];
  for (const [keyword, argument] of Object.entries(schema)) {
    if (["const", "enum", "required", "dependentRequired"].includes(keyword)) continue;
    const parts = maps.includes(keyword) ? Object.values(argument as JsonObject) : [argument].flat();
    for (const part of parts) if (isJsonObject(part as Json)) found.push(...schemaObjects(part as JsonObject));
  }
  return found;
}
