import type { JsonPointer, JsonSchema } from "../interchange/json.ts";
import { below, tokensOf, valueAt } from "../interchange/pointer.ts";
import { additions, keywordChanges } from "./keyword-changes.ts";
import { schemaPlaces } from "./schema-places.ts";

/** A schema with one mistake in it. */
export interface SchemaMutant {
  /** The schema object that was changed. */
  place: JsonPointer;
  /** The keyword that was changed; `added` when there was none. */
  keyword: string;
  /** What was done to it: `dropped`, `1 more`, `without ^`. */
  operator: string;
  schema: JsonSchema;
}

/** All mutants of a schema, in the order of its keywords. */
export function* schemaMutants(root: JsonSchema): Generator<SchemaMutant, void, undefined> {
  for (const { place, schema } of schemaPlaces(root)) {
    const changes = [
      ...Object.keys(schema).flatMap((keyword) =>
        keywordChanges(schema, keyword).map((change) => ({ keyword, ...change })),
      ),
      ...additions(schema).map((change) => ({ keyword: "added", ...change })),
    ];
    for (const { keyword, operator, schema: changed } of changes) {
      yield { place, keyword, operator, schema: replacedAt(root, place, changed) };
    }
  }
}

function replacedAt(root: JsonSchema, place: JsonPointer, schema: JsonSchema): JsonSchema {
  if (place === "") return schema;
  const copy = structuredClone(root);
  const tokens = tokensOf(place);
  const holder = valueAt(copy, below("", ...tokens.slice(0, -1)));
  if (typeof holder === "object" && holder !== null) Object.assign(holder, { [String(tokens.at(-1))]: schema });
  return copy;
}
