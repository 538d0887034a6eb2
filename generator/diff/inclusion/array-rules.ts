import type { JsonSchema } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { itemSite, keywordValues, type Site, subSite } from "../../cases/site.ts";
import { decided, type Gap, type ProofState, type Rule, type RuleContext } from "./proof.ts";
import { isSameSchema } from "./same-schema.ts";

const ARRAYS = ["array"];

/** Rules for what is asked of arrays apart from their items (JSON Schema validation 2020-12, section 6.4; core, sections 10.3.1.3 and 11.2). */
export const arrayRules = {
  minItems: decided<number>(ARRAYS, ({ left, argument }) => leastItems(left) >= argument),
  maxItems: decided<number>(ARRAYS, ({ left, argument }) => mostItems(left) <= argument),
  uniqueItems: decided<boolean>(ARRAYS, ({ left, argument }) => {
    return !argument || keywordValues<boolean>(left, "uniqueItems").includes(true) || mostItems(left) <= 1;
  }),
  contains: decided<JsonSchema>(ARRAYS, containsIsImplied),
  // What a schema object says itself, references and `allOf` followed; more may be described, and never less.
  unevaluatedItems: ({ left, right, node, state }: RuleContext<JsonSchema>) =>
    itemGaps(left, subSite(right, node.schema, node.place), state),
} satisfies Record<string, Rule>;

/** The gaps of the items, place by place. */
export function itemGaps(left: Site, right: Site, state: ProofState): Gap[] {
  if (!left.types.has("array")) return [];
  const places = Math.max(prefixLength(left), prefixLength(right)) + 1;
  return Array.from({ length: Math.min(places, mostItems(left)) }, (_, index) => index).flatMap((index) => {
    const wanted = itemSite(right, index);
    if (!wanted) return [];
    return state.prove(itemSite(left, index) ?? { ...subSite(left, true, ""), at: wanted.at }, wanted, state);
  });
}

function containsIsImplied({ left, right, node, argument, state }: RuleContext<JsonSchema>): boolean {
  const [least, most] = counts(node.schema);
  if (least === 0 && most === Number.POSITIVE_INFINITY) return true;
  const isSaid = left.nodes.some(({ schema }) => {
    const [ownLeast, ownMost] = counts(schema);
    if (schema["contains"] === undefined || ownLeast < least || ownMost > most) return false;
    const own = { schema: schema["contains"] as JsonSchema, root: left.part.schema };
    return isSameSchema(own, { schema: argument, root: right.part.schema });
  });
  if (isSaid) return true;
  if (leastItems(left) < least || mostItems(left) > most) return false;
  const wanted = { ...subSite(right, argument, below(node.place, "contains")), at: [...right.at, "*"] };
  return Array.from({ length: prefixLength(left) + 1 }, (_, index) => itemSite(left, index)).every(
    (item) => item !== undefined && state.prove(item, wanted, { ...state, forgotten: [] }).length === 0,
  );
}

function counts({
  minContains = 1,
  maxContains = Number.POSITIVE_INFINITY,
}: Record<string, unknown>): [number, number] {
  return [Number(minContains), Number(maxContains)];
}

function leastItems(site: Site): number {
  return Math.max(0, ...keywordValues<number>(site, "minItems"));
}

function mostItems(site: Site): number {
  const prefix = prefixLength(site);
  const isClosed = itemSite(site, prefix)?.types.size === 0;
  return Math.min(...keywordValues<number>(site, "maxItems"), isClosed ? prefix : Number.POSITIVE_INFINITY);
}

function prefixLength(site: Site): number {
  return Math.max(0, ...keywordValues<JsonSchema[]>(site, "prefixItems").map(({ length }) => length));
}
