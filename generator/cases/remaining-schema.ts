import {
  isJsonObject,
  type Json,
  type JsonObject,
  type JsonPointer,
  type JsonSchema,
} from "../../spec/interchange/json.ts";
import { below, tokensOf } from "../../spec/interchange/pointer.ts";
import { vocabulary } from "../../spec/vocabulary/vocabulary.ts";
import type { SchemaPart } from "../schema-part.ts";
import type { Choice } from "./site.ts";

/** What is taken out of the schema of a part. */
export interface Removal {
  part: SchemaPart;
  /** Keywords, or members of their arguments; none when only branches are taken out. */
  places?: readonly JsonPointer[] | undefined;
  /** Unions of which only the chosen branches are left. */
  choices?: readonly Choice[] | undefined;
}

/** The schema of a part after a removal; what is not touched is shared with the original. */
export function remainingSchema(part: SchemaPart, removal: Removal | undefined): JsonSchema {
  if (removal?.part !== part) return part.schema;
  const reduced = reducedSchema(part.schema, removal.choices ?? []);
  return (removal.places ?? []).reduce<JsonSchema>((schema, place) => withoutAt(schema, place) as JsonSchema, reduced);
}

/** With every branch of the chosen unions refused that was not chosen, so that places stay what they are. */
function reducedSchema(schema: JsonSchema, choices: readonly Choice[]): JsonSchema {
  const places = new Set(choices.map(({ place }) => place).filter((place) => /\/(?:anyOf|oneOf)$/.test(place)));
  let reduced: Json = schema;
  for (const place of places) {
    const kept = new Set(choices.filter((choice) => choice.place === place).map(({ index }) => index));
    reduced = changedAt(reduced, place, (branches) =>
      (branches as Json[]).map((branch, index) => (kept.has(index) ? branch : false)),
    );
  }
  return reduced as JsonSchema;
}

function withoutAt(schema: Json, place: JsonPointer): Json {
  const tokens = tokensOf(place);
  const key = tokens.at(-1) ?? "";
  return changedAt(schema, below("", ...tokens.slice(0, -1)), (parent) => {
    if (Array.isArray(parent)) return parent.map((item, index) => (String(index) === key ? true : item));
    const { [key]: _, ...rest } = parent as JsonObject;
    // A bound says nothing about a text that is no date-time; without the format it may not stand.
    for (const { name, refuse } of vocabulary) {
      if (rest[name] !== undefined && refuse(rest[name], rest) !== undefined) delete rest[name];
    }
    return rest;
  });
}

/** A copy in which what stands at a place is another. */
function changedAt(root: Json, place: JsonPointer, change: (value: Json) => Json): Json {
  return step(root, tokensOf(place));

  function step(value: Json, [token, ...rest]: string[]): Json {
    if (token === undefined) return change(value);
    if (Array.isArray(value)) return value.map((item, index) => (String(index) === token ? step(item, rest) : item));
    if (!isJsonObject(value) || !Object.hasOwn(value, token)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, name === token ? step(member, rest) : member]),
    );
  }
}
