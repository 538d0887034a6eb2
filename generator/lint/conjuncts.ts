import { isJsonObject, type Json, type JsonObject, type JsonPointer } from "../../spec/interchange/json.ts";
import { below, localPointer } from "../../spec/interchange/pointer.ts";
import type { JsonType } from "../../spec/interchange/schema-types.ts";
import { resolveLocal } from "../document/references.ts";

/** A schema object of the document and where it stands. */
export interface SchemaPlace {
  schema: JsonObject;
  pointer: JsonPointer;
}

/** Which schema objects apply to an instance together. */
export interface SchemaConjuncts {
  /** A schema, what it refers to and the parts of its `allOf`, all the way down; in 2020-12's keywords. */
  of(place: SchemaPlace): SchemaPlace[];
  /** The schema objects that it is put together from directly: the target of its `$ref`, the parts of its `allOf`. */
  direct(place: SchemaPlace): SchemaPlace[];
  /** A schema as it stands at a place; `undefined` for one that is no object. */
  at(value: Json | undefined, pointer: JsonPointer): SchemaPlace | undefined;
}

/** All types; `number` stands beside `integer`. */
export const ALL_TYPES: readonly JsonType[] = ["null", "boolean", "integer", "number", "string", "array", "object"];

/** Makes the conjuncts of a document's schemas. */
export function createConjuncts(document: JsonObject, modern: (schema: JsonObject) => JsonObject): SchemaConjuncts {
  const known = new Map<JsonObject, SchemaPlace[]>();

  const at = (value: Json | undefined, pointer: JsonPointer): SchemaPlace | undefined =>
    isJsonObject(value) ? { schema: value, pointer } : undefined;

  function direct({ schema, pointer }: SchemaPlace): SchemaPlace[] {
    const { $ref: ref, allOf } = modern(schema);
    const target = typeof ref === "string" ? at(resolveLocal(document, ref), localPointer(ref) ?? "") : undefined;
    const parts = Array.isArray(allOf) ? allOf : [];
    return [
      ...(target ? [target] : []),
      ...parts.flatMap((part, index) => at(part, below(pointer, "allOf", String(index))) ?? []),
    ];
  }

  function of(start: SchemaPlace): SchemaPlace[] {
    const cached = known.get(start.schema);
    if (cached) return cached;
    const found = new Map<JsonObject, SchemaPlace>();
    const visit = (each: SchemaPlace) => {
      if (found.has(each.schema)) return;
      found.set(each.schema, { schema: modern(each.schema), pointer: each.pointer });
      for (const next of direct(each)) visit(next);
    };
    visit(start);
    const all = [...found.values()];
    known.set(start.schema, all);
    return all;
  }

  return { of, direct, at };
}

/** The types that every one of some schema objects leaves, as far as `type` says so. */
export function commonTypes(nodes: readonly SchemaPlace[]): Set<JsonType> {
  const sets = nodes.flatMap(({ schema }) => (schema["type"] === undefined ? [] : [declaredTypes(schema)]));
  return new Set(ALL_TYPES.filter((type) => sets.every((set) => set.has(type))));
}

/** The types of a schema's own `type`; `number` includes `integer`. */
export function declaredTypes(schema: JsonObject): Set<JsonType> {
  const types = [schema["type"] ?? []].flat() as JsonType[];
  return new Set(types.includes("number") ? [...types, "integer"] : types);
}
