import { isJsonObject, type JsonObject, type JsonSchema } from "../../spec/interchange/json.ts";
import { below, valueAt } from "../../spec/interchange/pointer.ts";
import { documentPointer, type SchemaPart } from "../schema-part.ts";

/** What a Discriminator Object says (OpenAPI 3.1.1, section 4.8.25): which branch the value of a member names. */
export interface Discriminator {
  propertyName: string;
  /** The branches of the union beside it, by the values that name them. */
  branches: Map<string, { schema: JsonSchema; index: number }>;
}

/** Discriminators by the schema object that they stand in. */
export type Discriminators = ReadonlyMap<JsonObject, Discriminator>;

/** The discriminators of a schema part; they are read from the document, as JSON Schema does not know them. */
export function readDiscriminators(part: SchemaPart, document: JsonObject): Discriminators {
  const found = new Map<JsonObject, Discriminator>();
  walk(part.schema, "");
  return found;

  function walk(schema: unknown, place: string): void {
    if (typeof schema !== "object" || schema === null) return;
    if (isJsonObject(schema)) read(schema, place);
    for (const [name, inner] of Object.entries(schema)) walk(inner, below(place, name));
  }

  function read(schema: JsonObject, place: string): void {
    const branches = schema["oneOf"] ?? schema["anyOf"];
    if (!Array.isArray(branches)) return;
    const origin = valueAt(document, documentPointer(part, place));
    const discriminator = isJsonObject(origin) ? origin["discriminator"] : undefined;
    if (!isJsonObject(origin) || !isJsonObject(discriminator)) return;
    const sources = (origin["oneOf"] ?? origin["anyOf"]) as JsonObject[] | undefined;
    const mapping = Object.entries((discriminator["mapping"] ?? {}) as Record<string, string>);
    const named = new Map<string, { schema: JsonSchema; index: number }>();
    for (const [index, branch] of branches.entries()) {
      const reference = sources?.[index]?.["$ref"];
      if (typeof reference !== "string") continue;
      const name = reference.slice(reference.lastIndexOf("/") + 1);
      const keys = mapping.filter(([, target]) => target === reference || target === name).map(([key]) => key);
      for (const key of keys.length > 0 ? keys : [name]) named.set(key, { schema: branch as JsonSchema, index });
    }
    if (named.size > 0) found.set(schema, { propertyName: String(discriminator["propertyName"]), branches: named });
  }
}

/** Whether an object is of the branch that its discriminator names; see `EvaluateOptions.also`. */
export function discriminatorHolds(
  discriminators: Discriminators,
): (schema: JsonObject, instance: JsonObject, accepts: (schema: JsonSchema) => boolean) => boolean {
  return (schema, instance, accepts) => {
    const discriminator = discriminators.get(schema);
    if (!discriminator) return true;
    const branch = discriminator.branches.get(String(instance[discriminator.propertyName]));
    return branch !== undefined && accepts(branch.schema);
  };
}
