import type { SchemaPart } from "../../../generator/schema-part.ts";
import type { Parameter } from "../../../spec/interchange/contract.ts";
import { isJsonObject, type JsonObject, type JsonPointer, type JsonSchema } from "../../../spec/interchange/json.ts";
import { valueAt } from "../../../spec/interchange/pointer.ts";
import { referredSchema, resolveSchema } from "../../../spec/interchange/schema-types.ts";
import type { SchemaMutant } from "../../../spec/schema-mutants/schema-mutants.ts";
import { type SchemaUse, schemaUses } from "./schema-uses.ts";

/** A mutant of a part of a request, and how that part travels. */
export interface Mutation extends Pick<SchemaMutant, "place" | "keyword" | "operator"> {
  part: Pick<SchemaPart, "name" | "schema">;
  carrier: "parameters" | "form" | "json" | "text";
  /** Those of the part, if it is one of parameters. */
  parameters: readonly Parameter[];
}

interface Rule {
  reason: string;
  holds(mutation: Mutation, schema: JsonObject): boolean;
}

/** Code points that the shortest text of a format has. */
const SHORTEST: Readonly<Record<string, number>> = {
  ...{ "date-time": 20, date: 10, time: 9, duration: 3, email: 3, "idn-email": 3, uuid: 36, ipv4: 7, ipv6: 2, uri: 2 },
};

/** Formats that no number with a fraction has. */
const INTEGER_FORMAT = /^u?int(8|16|32|64)$/;

/** Keywords that refuse nothing. */
const SAYS_NOTHING = new Set(
  "title description default example examples deprecated readOnly writeOnly $comment externalDocs xml".split(" "),
);

const RULES: readonly Rule[] = [
  {
    reason: "readOnly: of such a member in a request only the presence is tested",
    holds: (mutation) => always(mutation, ({ readOnly }) => readOnly),
  },
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
      mutation.carrier === "form" && isOtherType(mutation) && always(mutation, ({ at }) => at === "root"),
  },
  {
    reason: "any text is a string, and is never read as anything else where a string may be",
    holds: (mutation, { type }) => isOtherType(mutation) && [type].flat().includes("string") && isText(mutation),
  },
  {
    reason: "it leads to what any text is",
    holds: (mutation, { $ref }) =>
      mutation.keyword === "$ref" &&
      isText(mutation) &&
      isAnyText(referredSchema(String($ref), mutation.part.schema as JsonObject)),
  },
  {
    reason: "a list of any texts is what travels",
    holds: (mutation, { type, items, ...rest }) =>
      mutation.operator === "dropped" &&
      (mutation.keyword === "type" || mutation.keyword === "items") &&
      type === "array" &&
      isAnyText(resolveSchema(items as JsonSchema, mutation.part.schema)) &&
      Object.keys(rest).every((keyword) => SAYS_NOTHING.has(keyword)) &&
      isStyled(mutation),
  },
  {
    reason: "what travels as members is an object",
    holds: (mutation, { type }) =>
      isOtherType(mutation) && type === "object" && isStyled(mutation, ({ style }) => style === "deepObject"),
  },
  {
    reason: "a list of texts is a list, never null",
    holds: (mutation, { type }) =>
      isOtherType(mutation) && mutation.operator === "null too" && type === "array" && isStyled(mutation),
  },
  {
    reason: "an empty list does not travel: the parameter is missing then",
    holds(mutation, { minItems }) {
      const { keyword, operator } = mutation;
      if (keyword !== "minItems" || minItems !== 1 || operator === "1 more") return false;
      return isStyled(mutation, (each) => each.in === "query" && each.explode && each.style !== "deepObject");
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
      (INTEGER_FORMAT.test(String(format)) || (multipleOf !== undefined && Number.isInteger(multipleOf))),
  },
  {
    reason: "no text of the format is as short",
    holds: ({ keyword, operator }, { format, minLength }) =>
      keyword === "minLength" && Number(minLength) + (operator === "1 more" ? 1 : 0) <= (SHORTEST[String(format)] ?? 0),
  },
  {
    reason: "no request has such a part",
    holds: (mutation) => usesOf(mutation).length === 0,
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

/** What a place is asked about, on every way that leads there. */
function usesOf({ part, place }: Pick<Mutation, "part" | "place">): readonly SchemaUse[] {
  if (lastUses?.root !== part.schema) lastUses = { root: part.schema, uses: schemaUses(part.schema) };
  return lastUses.uses.get(place) ?? [];
}

/** The mutants of a part are judged one after another. */
let lastUses: { root: JsonSchema; uses: ReadonlyMap<JsonPointer, readonly SchemaUse[]> } | undefined;

/** Whether something holds for every use of a place, of which there is one at least. */
function always(mutation: Mutation, holds: (use: SchemaUse) => boolean): boolean {
  const uses = usesOf(mutation);
  return uses.length > 0 && uses.every(holds);
}

/** Whether a place is the whole of parameters whose style says how they travel, and that have a property. */
function isStyled(mutation: Mutation, holds: (parameter: Parameter) => boolean = () => true): boolean {
  return always(mutation, ({ at, name = "" }) => {
    const parameter = at === "member" ? styledParameter(mutation, name) : undefined;
    return parameter !== undefined && holds(parameter);
  });
}

function styledParameter({ carrier, parameters }: Mutation, named: string): Parameter | undefined {
  if (carrier !== "parameters") return undefined;
  return parameters.find(
    ({ name, contentType }) => contentType === undefined && name.toLowerCase() === named.toLowerCase(),
  );
}

/** Whether a place travels as a text of its own: a parameter, a piece of one, a field of a form, a body of text. */
function isText(mutation: Mutation): boolean {
  const { carrier } = mutation;
  return always(mutation, ({ at, name = "" }) => {
    if (at === "root") return carrier === "text";
    if (at === "below") return false;
    return carrier === "form" ? at === "member" : styledParameter(mutation, name) !== undefined;
  });
}

/** Whether a schema takes every text. */
function isAnyText(schema: JsonSchema | undefined): boolean {
  if (!isJsonObject(schema)) return schema === true;
  const { type = "string", ...rest } = schema;
  return [type].flat().includes("string") && Object.keys(rest).every((keyword) => SAYS_NOTHING.has(keyword));
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
