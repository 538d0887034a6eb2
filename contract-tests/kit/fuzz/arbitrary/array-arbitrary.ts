import fc, { type Arbitrary } from "fast-check";
import type { JsonTemplate } from "../../../../spec/interchange/expression.ts";
import type { JsonObject, JsonSchema } from "../../../../spec/interchange/json.ts";
import type { Compilation } from "./compilation.ts";
import { greatest, least, type Nodes, schemasOf } from "./schema-nodes.ts";

/** How many items an array has beyond those it has to. */
const MORE = 6;

/** Arrays: the positions of `prefixItems`, what `contains` asks for, then `items`; distinct where they have to be. */
export function arrayArbitrary(nodes: Nodes, compilation: Compilation, depth: number): Arbitrary<JsonTemplate[]> {
  const minItems = greatest(nodes, "minItems") ?? 0;
  const isUnique = nodes.some((node) => node["uniqueItems"] === true);
  const positions = Math.max(0, ...nodes.map((node) => schemasOf(node["prefixItems"]).length));
  const isClosed = nodes.some((node) => node["items"] === false || node["unevaluatedItems"] === false);
  const maxItems = least(nodes, "maxItems") ?? Number.POSITIVE_INFINITY;
  const limit = isClosed ? Math.min(maxItems, positions) : maxItems;
  const itemAt = (index: number, ...also: JsonSchema[]) =>
    compilation.instances([...nodes.map((node) => itemSchema(node, index)), ...also], depth + 1);
  const first = Array.from({ length: Math.min(positions, limit) }, (_, index) => itemAt(index));
  const contained = nodes
    .filter((node) => node["contains"] !== undefined)
    .map((node) => {
      const count = (node["minContains"] as number | undefined) ?? 1;
      const one = itemAt(positions, node["contains"] as JsonSchema);
      return fc.array(one, { minLength: count, maxLength: count });
    });
  const fewest = Math.max(0, minItems - first.length);
  const most = Math.min(limit - first.length, fewest + (depth < compilation.wide ? MORE : 0));
  const others = itemList(itemAt(positions), fewest, most, isUnique);
  const isFillable = depth === 0 && limit <= LARGE && limit > most + first.length;
  const full = isFillable
    ? [{ arbitrary: itemList(itemAt(positions), most, limit - first.length, isUnique), weight: 1 }]
    : [];
  return fc
    .tuple(
      shortened(first, minItems),
      fc.tuple(...contained),
      fc.oneof({ withCrossShrink: true }, { arbitrary: others, weight: 5 }, ...full),
    )
    .map(([start, middle, end]) => joined(start, middle.flat(), end, limit, isUnique));
}

/** Up to so many items an array is filled to its very limit. */
const LARGE = 200;

function itemSchema(node: JsonObject, index: number): JsonSchema {
  return schemasOf(node["prefixItems"])[index] ?? ((node["items"] ?? node["unevaluatedItems"] ?? true) as JsonSchema);
}

function itemList(
  item: Arbitrary<JsonTemplate>,
  minLength: number,
  maxLength: number,
  isUnique: boolean,
): Arbitrary<JsonTemplate[]> {
  if (maxLength <= 0 || minLength > maxLength) return fc.constant([]);
  const bounds = { minLength, maxLength, size: "max" as const };
  // A set that cannot be filled would be looked for without end; too small a one is refused when it is judged.
  if (!isUnique) return fc.array(item, bounds);
  const more = fc.array(item, { ...bounds, minLength: minLength * 3, maxLength: maxLength * 3 });
  return fc
    .tuple(more, fc.integer({ min: minLength, max: maxLength }))
    .map(([items, length]) => distinct(items).slice(0, length));
}

function distinct(items: JsonTemplate[]): JsonTemplate[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** Positions may be left out from the end, as far as `minItems` lets them. */
function shortened(
  positions: Arbitrary<JsonTemplate>[],
  minItems: number,
): Arbitrary<{ items: JsonTemplate[]; isWhole: boolean }> {
  const least = Math.min(minItems, positions.length);
  const length = fc.oneof(
    { arbitrary: fc.constant(positions.length), weight: 3 },
    fc.integer({ min: least, max: positions.length }),
  );
  return fc.tuple(fc.tuple(...positions), length).map(([items, count]) => {
    return { items: items.slice(0, count), isWhole: count === positions.length };
  });
}

function joined(
  { items, isWhole }: { items: JsonTemplate[]; isWhole: boolean },
  contained: JsonTemplate[],
  rest: JsonTemplate[],
  limit: number,
  isUnique: boolean,
): JsonTemplate[] {
  const all = isWhole ? [...items, ...contained, ...rest] : [...items, ...contained];
  return (isUnique ? distinct(all) : all).slice(0, limit);
}
