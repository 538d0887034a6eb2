import { isJsonObject, type JsonObject, type JsonPointer, type JsonSchema } from "../interchange/json.ts";
import { below } from "../interchange/pointer.ts";

/** A schema object within a schema. */
export interface SchemaPlace {
  place: JsonPointer;
  schema: JsonObject;
}

const HOLDS_ONE = [
  ...["additionalProperties", "unevaluatedProperties", "propertyNames", "items", "unevaluatedItems", "contains"],
  ...["not", "if", "then", "else"],
];
const HOLDS_LIST = ["allOf", "anyOf", "oneOf", "prefixItems"];
const HOLDS_MAP = ["properties", "patternProperties", "dependentSchemas", "$defs"];

/** Every schema object of a schema, itself first; `$ref`s are not followed, what they lead to stands in `$defs`. */
export function* schemaPlaces(schema: JsonSchema, place: JsonPointer = ""): Generator<SchemaPlace, void, undefined> {
  if (!isJsonObject(schema)) return;
  yield { place, schema };
  for (const [keyword, value] of Object.entries(schema)) {
    if (HOLDS_ONE.includes(keyword)) {
      yield* schemaPlaces(value as JsonSchema, `${place}/${keyword}`);
    } else if (HOLDS_LIST.includes(keyword) || HOLDS_MAP.includes(keyword)) {
      for (const [name, inner] of Object.entries(value as Record<string, JsonSchema>)) {
        yield* schemaPlaces(inner, below(place, keyword, name));
      }
    }
  }
}
