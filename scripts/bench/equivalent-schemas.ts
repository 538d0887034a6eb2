import type { SchemaPart } from "../../generator/schema-part.ts";
import type { JsonObject, JsonPointer } from "../../spec/interchange/json.ts";
import { valueAt } from "../../spec/interchange/pointer.ts";
import { referredSchema } from "../../spec/interchange/schema-types.ts";
import type { SchemaMutant } from "../../spec/schema-mutants/schema-mutants.ts";

/** A mutant of a part of a request, and how that part travels. */
export interface Mutation extends Pick<SchemaMutant, "place" | "keyword" | "operator"> {
  part: Pick<SchemaPart, "name" | "schema">;
  carrier: "parameters" | "form" | "json";
}

interface Rule {
  reason: string;
  holds(mutation: Mutation, schema: JsonObject): boolean;
}

const RULES: readonly Rule[] = [
  {
    reason: "the parameters of a place are always an object, and of the declared ones alone",
    holds: ({ carrier, place, keyword, operator }) =>
      carrier === "parameters" && place === "" && (keyword === "type" || operator === "closed"),
  },
  {
    reason: "a path without one of its parameters is another path",
    holds: ({ part, place, keyword }) => part.name.endsWith(".path") && place === "" && keyword === "required",
  },
  {
    reason: "what travels as text has the type that it is read as, which is never null",
    holds: ({ carrier, keyword, operator }) =>
      carrier !== "json" && keyword === "type" && (operator === "dropped" || operator === "null too"),
  },
  {
    reason: "an empty list does not travel: the parameter is missing then",
    holds: ({ carrier, keyword }, { minItems }) => carrier === "parameters" && keyword === "minItems" && minItems === 1,
  },
  {
    reason: "it says what holds without it",
    holds: ({ keyword, operator }, { additionalProperties, minContains }) =>
      operator === "dropped" &&
      ((keyword === "additionalProperties" && additionalProperties === true) ||
        (keyword === "minContains" && minContains === 1)),
  },
  {
    reason: "a longer list has a member twice, which uniqueItems refuses",
    holds: ({ keyword, operator }, { uniqueItems, items, maxItems }) =>
      keyword === "maxItems" &&
      operator !== "1 less" &&
      uniqueItems === true &&
      ((items as JsonObject | undefined)?.["enum"] as unknown[] | undefined)?.length === maxItems,
  },
  {
    reason: "another keyword lets whole numbers through alone",
    holds: ({ keyword, operator }, { format, multipleOf }) =>
      keyword === "type" &&
      operator === "number" &&
      (format === "int32" || (multipleOf !== undefined && Number.isInteger(multipleOf))),
  },
  {
    reason: "a whole number that is a multiple of the half of an odd one is a multiple of that one",
    holds: ({ keyword, operator }, { type, multipleOf }) =>
      keyword === "multipleOf" && operator === "halved" && type === "integer" && Number(multipleOf) % 2 === 1,
  },
  {
    reason: "the branches exclude each other by a constant",
    holds: ({ part, keyword, operator }, { oneOf }) =>
      keyword === "oneOf" && operator === "anyOf instead" && areTold(part.schema as JsonObject, oneOf as JsonObject[]),
  },
];

/** Schemas that stand in one place of their document only, where a neighbour says the same. */
const BY_NEIGHBOUR: readonly { part: string; place: JsonPointer; keyword: string; reason: string }[] = [
  ...["/$defs/Address", "/$defs/Shipping/allOf/1"].map((place) => ({
    ...{ part: "createOrder.body", place, keyword: "type" },
    reason: "the other member of the allOf says that it is an object",
  })),
];

/** Why a mutant refuses and accepts the same requests as the original; `undefined` when no reason is known. */
export function equivalenceOf(mutation: Mutation): string | undefined {
  const { part, place, keyword } = mutation;
  const schema = valueAt(part.schema, place) as JsonObject;
  const known = BY_NEIGHBOUR.find(
    (each) => each.part === part.name && each.place === place && each.keyword === keyword,
  );
  return (known ?? RULES.find((rule) => rule.holds(mutation, schema)))?.reason;
}

function areTold(root: JsonObject, branches: readonly JsonObject[]): boolean {
  const resolved = branches.map((branch) =>
    typeof branch["$ref"] === "string" ? (referredSchema(branch["$ref"], root) as JsonObject) : branch,
  );
  const names = (resolved[0]?.["required"] ?? []) as string[];
  return names.some((name) => {
    const constants = resolved.map(({ properties, required }) =>
      (required as string[] | undefined)?.includes(name)
        ? (properties as Record<string, JsonObject>)[name]?.["const"]
        : undefined,
    );
    return !constants.includes(undefined) && new Set(constants).size === constants.length;
  });
}
