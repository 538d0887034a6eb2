import type { Arbitrary } from "fast-check";
import { isJsonObject, type Json, type JsonObject } from "../../../spec/interchange/json.ts";
import type { FastCheck } from "../../../spec/vocabulary/keyword.ts";

/** A schema of a document and the components that it refers to. */
export interface Described {
  schema: JsonObject;
  components: JsonObject;
}

type Refactoring = "wrap" | "refer" | "reorder" | "respell" | "split";

/** Keywords whose argument is a schema, or a list or map of schemas. */
const INNER = {
  one: ["not", "if", "then", "else", "contains", "propertyNames", "items", "additionalProperties"],
  list: ["allOf", "anyOf", "oneOf", "prefixItems"],
  map: ["properties", "patternProperties", "dependentSchemas"],
};

/** Keywords that look at no other one beside them. */
const ALONE = "type enum const minimum maximum multipleOf minLength maxLength pattern required minItems maxItems".split(
  " ",
);

/** A schema of {@link schemas} as one of a document, whose definition is a component. */
export function described({ $defs, ...schema }: JsonObject): Described {
  const components = ($defs ?? {}) as JsonObject;
  return { schema: moved(schema) as JsonObject, components: moved(components) as JsonObject };
}

/** The same schema after some changes that no message shows. */
export function refactored(fc: FastCheck, given: Described): Arbitrary<Described> {
  const step = fc.constantFrom<Refactoring>("wrap", "refer", "reorder", "respell", "split");
  return fc.array(fc.option(step, { freq: 2 }), { minLength: 4, maxLength: 12 }).map((steps) => apply(given, steps));
}

function moved(value: Json): Json {
  if (Array.isArray(value)) return value.map(moved);
  if (typeof value === "string" && value.startsWith("#/$defs/"))
    return value.replace("#/$defs/", "#/components/schemas/");
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, moved(member)]));
}

/** Takes one step at each schema object, in turn; `null` leaves one as it is. */
function apply({ schema, components: known }: Described, steps: readonly (Refactoring | null)[]): Described {
  const components: Record<string, Json> = {};
  let index = 0;
  for (const [name, component] of Object.entries(known)) components[name] = visit(component);
  return { schema: visit(schema) as JsonObject, components };

  function visit(value: Json): Json {
    if (!isJsonObject(value)) return value;
    const step = steps[index++ % steps.length];
    const inner = Object.fromEntries(Object.entries(value).map(([name, argument]) => [name, within(name, argument)]));
    return step ? taken(step, inner) : inner;
  }

  function within(keyword: string, argument: Json): Json {
    if (INNER.one.includes(keyword)) return visit(argument);
    if (INNER.list.includes(keyword) && Array.isArray(argument)) return argument.map(visit);
    if (!INNER.map.includes(keyword) || !isJsonObject(argument)) return argument;
    return Object.fromEntries(Object.entries(argument).map(([name, member]) => [name, visit(member)]));
  }

  function taken(step: Refactoring, own: JsonObject): JsonObject {
    if (step === "wrap") return { allOf: [own] };
    if (step === "reorder") return reordered(own);
    if (step === "respell") return respelt(own);
    if (step === "split") return split(own);
    const name = `Part${Object.keys(components).length}`;
    components[name] = own;
    return { $ref: `#/components/schemas/${name}` };
  }
}

function reordered(schema: JsonObject): JsonObject {
  const lists = ["enum", "required", "allOf", "anyOf", "oneOf"];
  const turned = Object.entries(schema).map(([name, argument]): [string, Json] => {
    if (lists.includes(name) && Array.isArray(argument)) return [name, argument.toReversed()];
    if (name !== "properties" || !isJsonObject(argument)) return [name, argument];
    return [name, Object.fromEntries(Object.entries(argument).toReversed())];
  });
  return Object.fromEntries(turned.toReversed());
}

function respelt(schema: JsonObject): JsonObject {
  const { enum: values, const: value, minimum, maximum, type, ...rest } = schema;
  const isWhole = type === "integer";
  const written = (name: string, argument: Json | undefined) => (argument === undefined ? {} : { [name]: argument });
  const isBound = (bound: Json | undefined): bound is number => isWhole && Number.isInteger(bound);
  return {
    ...rest,
    ...(typeof type === "string" ? { type: [type] } : written("type", type)),
    ...(Array.isArray(values) && values.length === 1 ? written("const", values[0]) : written("enum", values)),
    ...(value !== undefined && values === undefined ? { enum: [value] } : written("const", value)),
    ...(isBound(minimum) && rest["exclusiveMinimum"] === undefined
      ? { exclusiveMinimum: minimum - 1 }
      : written("minimum", minimum)),
    ...(isBound(maximum) && rest["exclusiveMaximum"] === undefined
      ? { exclusiveMaximum: maximum + 1 }
      : written("maximum", maximum)),
  };
}

function split(schema: JsonObject): JsonObject {
  if (schema["allOf"] !== undefined) return schema;
  const parts = Object.groupBy(Object.entries(schema), ([name]) => (ALONE.includes(name) ? "alone" : "rest"));
  const [alone, rest] = [Object.fromEntries(parts.alone ?? []), Object.fromEntries(parts.rest ?? [])];
  return { ...rest, allOf: [alone] };
}
