import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "../../../spec/interchange/json.ts";
import { referredSchema } from "../../../spec/interchange/schema-types.ts";
import { isEqual } from "../../evaluate/is-equal.ts";

/** A schema, and what its references lead into. */
export interface Rooted {
  schema: JsonSchema;
  root: JsonSchema;
}

/** What cannot refuse an instance: annotations and locations (JSON Schema 2020-12). */
export const SILENT: ReadonlySet<string> = new Set(
  "$comment $defs $id $schema $anchor title description default example examples deprecated readOnly writeOnly contentMediaType contentEncoding contentSchema discriminator xml externalDocs".split(
    " ",
  ),
);

/** Keywords with a schema. */
const ONE = new Set(
  "not if then else contains propertyNames items additionalProperties unevaluatedItems unevaluatedProperties".split(
    " ",
  ),
);

/** Keywords whose members are names, each with a schema. */
const MAPS = new Set(["properties", "patternProperties", "dependentSchemas"]);

/** Keywords with a list of schemas of which the order does not count. */
const BRANCHES = new Set(["allOf", "anyOf", "oneOf"]);

/** Keywords with a list of values of which the order does not count. */
const SETS = new Set(["enum", "required", "type"]);

/** Whether two schemas say the same in the same words: references followed; annotations and the order of sets do not count. */
export function isSameSchema(left: Rooted, right: Rooted): boolean {
  // Meeting a pair again is no news. What was assumed on a way that failed is forgotten.
  let assumed: [object, object][] = [];
  return same(left.schema, right.schema);

  function same(own: JsonSchema, other: JsonSchema): boolean {
    const [first, second] = [followed(own, left.root), followed(other, right.root)];
    if (!isJsonObject(first) || !isJsonObject(second)) return first === second;
    if (assumed.some(([known, match]) => known === first && match === second)) return true;
    const before = assumed;
    assumed = [...assumed, [first, second]];
    const isSame = haveSameKeywords(first, second);
    if (!isSame) assumed = before;
    return isSame;
  }

  function haveSameKeywords(first: JsonObject, second: JsonObject): boolean {
    const names = asserting(first);
    return (
      names.length === asserting(second).length &&
      names.every(
        (name) => Object.hasOwn(second, name) && isSameArgument(name, first[name] as Json, second[name] as Json),
      )
    );
  }

  function isSameArgument(keyword: string, own: Json, other: Json): boolean {
    if (keyword === "$ref") return same(referred(own, left.root), referred(other, right.root));
    if (ONE.has(keyword)) return same(own as JsonSchema, other as JsonSchema);
    if (MAPS.has(keyword) && isJsonObject(own) && isJsonObject(other)) {
      const names = Object.keys(own);
      const isSameMember = (name: string) =>
        Object.hasOwn(other, name) && same(own[name] as JsonSchema, other[name] as JsonSchema);
      return names.length === Object.keys(other).length && names.every(isSameMember);
    }
    const lists = Array.isArray(own) && Array.isArray(other) ? ([own, other] as const) : undefined;
    if (lists && BRANCHES.has(keyword)) return areMatched(...lists, same as (one: Json, two: Json) => boolean);
    if (lists && keyword === "prefixItems") {
      return (
        lists[0].length === lists[1].length &&
        lists[0].every((item, index) => same(item as JsonSchema, lists[1][index] as JsonSchema))
      );
    }
    if (SETS.has(keyword)) return areMatched([own].flat() as Json[], [other].flat() as Json[], isEqual);
    return isEqual(own, other);
  }
}

/** Whether each item of a list has one of its own in the other list. */
function areMatched(left: Json[], right: Json[], isSame: (left: Json, right: Json) => boolean): boolean {
  const rest = [...right];
  const isMatched = (item: Json) => {
    const index = rest.findIndex((other) => isSame(item, other));
    if (index >= 0) rest.splice(index, 1);
    return index >= 0;
  };
  return left.length === right.length && left.every(isMatched);
}

function asserting(schema: JsonObject): string[] {
  return Object.keys(schema).filter((name) => !SILENT.has(name) && schema[name] !== undefined);
}

function referred(ref: Json, root: JsonSchema): JsonSchema {
  return referredSchema(String(ref), root) ?? true;
}

/** The schema that a chain of bare references, or of lone members of `allOf`, leads to; one that says nothing is `true`. */
function followed(schema: JsonSchema, root: JsonSchema): JsonSchema {
  let current = schema;
  for (let hops = 0; hops < 50 && isJsonObject(current); hops++) {
    const [keyword, ...others] = asserting(current);
    if (keyword === undefined) return true;
    if (others.length > 0) return current;
    if (keyword === "$ref") current = referred(String(current["$ref"]), root);
    else if (keyword === "allOf" && (current["allOf"] as Json[]).length === 1)
      current = (current["allOf"] as Json[])[0] as JsonSchema;
    else return current;
  }
  return current;
}
