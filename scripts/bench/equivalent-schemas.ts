import type { SchemaPart } from "../../generator/schema-part.ts";
import type { Parameter } from "../../spec/interchange/contract.ts";
import type { JsonObject, JsonPointer, JsonSchema } from "../../spec/interchange/json.ts";
import { localPointer, tokensOf, valueAt } from "../../spec/interchange/pointer.ts";
import { referredSchema } from "../../spec/interchange/schema-types.ts";
import type { SchemaMutant } from "../../spec/schema-mutants/schema-mutants.ts";

/** A mutant of a part of a request, and how that part travels. */
export interface Mutation extends Pick<SchemaMutant, "place" | "keyword" | "operator"> {
  part: Pick<SchemaPart, "name" | "schema">;
  carrier: "parameters" | "form" | "json";
  /** Those of the part, if it is one of parameters. */
  parameters: readonly Parameter[];
}

interface Rule {
  reason: string;
  holds(mutation: Mutation, schema: JsonObject): boolean;
}

const RULES: readonly Rule[] = [
  {
    reason: "the parameters of a place are always an object, and of the declared ones alone",
    holds: (mutation) =>
      mutation.carrier === "parameters" &&
      mutation.place === "" &&
      (isOtherType(mutation) || mutation.operator === "closed"),
  },
  {
    reason: "a path without one of its parameters is another path",
    holds: ({ part, place, keyword }) => part.name.endsWith(".path") && place === "" && keyword === "required",
  },
  {
    reason: "a form is always an object",
    holds: (mutation) =>
      mutation.carrier === "form" && isOtherType(mutation) && mutation.place === rootOf(mutation.part.schema),
  },
  {
    reason: "any text is a string, and is never read as anything else where a string may be",
    holds: (mutation, { type }) => isOtherType(mutation) && [type].flat().includes("string") && isText(mutation),
  },
  {
    reason: "what travels as members is an object",
    holds: (mutation, { type }) =>
      isOtherType(mutation) && type === "object" && styledParameter(mutation)?.style === "deepObject",
  },
  {
    reason: "a list of texts is a list, never null",
    holds: (mutation, { type }) =>
      isOtherType(mutation) &&
      mutation.operator === "null too" &&
      type === "array" &&
      styledParameter(mutation) !== undefined,
  },
  {
    reason: "an empty list does not travel: the parameter is missing then",
    holds(mutation, { minItems }) {
      const parameter = styledParameter(mutation);
      const isOnePairEach = parameter?.in === "query" && parameter.explode && parameter.style !== "deepObject";
      const { keyword, operator } = mutation;
      return isOnePairEach === true && keyword === "minItems" && minItems === 1 && operator !== "1 more";
    },
  },
  {
    reason: "it says what holds without it",
    holds: ({ part, keyword, operator }, { additionalProperties, minContains }) =>
      operator === "dropped" &&
      ((keyword === "additionalProperties" &&
        additionalProperties === true &&
        // What it takes counts as evaluated.
        !JSON.stringify(part.schema).includes('"unevaluatedProperties"')) ||
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

function isOtherType({ keyword, operator }: Mutation): boolean {
  return keyword === "type" && (operator === "dropped" || operator === "null too");
}

/** The place of the object that a part is, where nothing else refers to it. */
function rootOf(root: JsonSchema): JsonPointer | undefined {
  const reference = (root as JsonObject)["$ref"];
  if (typeof reference !== "string") return "";
  const isOnly = JSON.stringify(root).split(JSON.stringify(reference)).length === 2;
  return isOnly ? localPointer(reference) : undefined;
}

/** The names below the part's object that lead to a place, when it is a member of it or an item of one. */
function memberOf({ part, place }: Mutation): { name: string; isItem: boolean } | undefined {
  const root = rootOf(part.schema);
  if (root === undefined || !place.startsWith(`${root}/properties/`)) return undefined;
  const [name = "", ...rest] = tokensOf(place.slice(`${root}/properties`.length));
  const isItem = rest.join("/") === "items";
  return rest.length === 0 || isItem ? { name, isItem } : undefined;
}

/** The parameter that a place is, when its style says how it travels. */
function styledParameter(mutation: Mutation, member = memberOf(mutation)): Parameter | undefined {
  if (mutation.carrier !== "parameters" || !member || member.isItem) return undefined;
  return mutation.parameters.find(
    ({ name, contentType }) => contentType === undefined && name.toLowerCase() === member.name.toLowerCase(),
  );
}

/** Whether a place travels as a text of its own: a parameter, an item of one, a field of a form. */
function isText(mutation: Mutation): boolean {
  const member = memberOf(mutation);
  if (!member) return false;
  if (mutation.carrier === "form") return !member.isItem;
  return styledParameter(mutation, { ...member, isItem: false }) !== undefined;
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
