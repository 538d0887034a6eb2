import { isJsonObject, type JsonObject, type JsonPointer, type JsonSchema } from "../../../spec/interchange/json.ts";
import { below, localPointer, valueAt } from "../../../spec/interchange/pointer.ts";

/** In which part of an instance a schema is asked about. */
export interface SchemaUse {
  /** The whole instance, a member of it, an item or a member of such a member, or anything else below. */
  at: "root" | "member" | "piece" | "below";
  /** The member's name. */
  name?: string;
  /** Whether it is, or stands in, a member that a client is not to send. */
  readOnly: boolean;
}

const SAME_PLACE = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"];
const ITEMS = ["items", "prefixItems", "unevaluatedItems", "contains"];
const MEMBERS = ["patternProperties", "additionalProperties", "unevaluatedProperties", "propertyNames"];

/** For every place of a schema that an instance comes by, from its root on, what it is asked about there. */
export function schemaUses(root: JsonSchema): Map<JsonPointer, SchemaUse[]> {
  const uses = new Map<JsonPointer, SchemaUse[]>();
  visit("", { at: "root", readOnly: false });
  return uses;

  function visit(place: JsonPointer, given: SchemaUse): void {
    const schema = valueAt(root, place);
    if (!isJsonObject(schema)) return;
    const use = { ...given, readOnly: given.readOnly || schema["readOnly"] === true };
    const known = uses.get(place) ?? [];
    const text = JSON.stringify(use);
    if (known.some((each) => JSON.stringify(each) === text)) return;
    uses.set(place, [...known, use]);
    if (typeof schema["$ref"] === "string") visit(localPointer(schema["$ref"]) ?? "", use);
    for (const keyword of SAME_PLACE) each(schema, place, keyword, use);
    for (const keyword of ITEMS) each(schema, place, keyword, { ...use, at: pieceOf(use) });
    for (const keyword of MEMBERS) each(schema, place, keyword, { ...use, at: "below" });
    for (const name of Object.keys((schema["properties"] ?? {}) as JsonObject)) {
      const inside = use.at === "root" ? ({ ...use, at: "member", name } as const) : { ...use, at: pieceOf(use) };
      visit(below(place, "properties", name), inside);
    }
  }

  /** What a keyword holds: a schema, a list or a map of them. */
  function each(schema: JsonObject, place: JsonPointer, keyword: string, use: SchemaUse): void {
    const value = schema[keyword];
    if (value === undefined) return;
    const isMap = Array.isArray(value) || keyword === "patternProperties" || keyword === "dependentSchemas";
    if (!isMap) visit(below(place, keyword), use);
    else for (const name of Object.keys(value as object)) visit(below(place, keyword, name), use);
  }
}

function pieceOf({ at }: SchemaUse): "piece" | "below" {
  return at === "member" ? "piece" : "below";
}
