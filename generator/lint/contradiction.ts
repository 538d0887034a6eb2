import { isDeepStrictEqual } from "node:util";
import type { Json, JsonObject, JsonPointer } from "../../spec/interchange/json.ts";
import { isJsonObject } from "../../spec/interchange/json.ts";
import { below } from "../../spec/interchange/pointer.ts";
import { type JsonType, typeOf } from "../../spec/interchange/schema-types.ts";
import { languageOf } from "../../spec/patterns/language.ts";
import { commonTypes, declaredTypes, type SchemaConjuncts, type SchemaPlace } from "./conjuncts.ts";

/** Two places of a document that cannot both be kept, and why. */
export interface Contradiction {
  at: JsonPointer;
  other: JsonPointer;
  why: string;
}

/** Deeper than this a schema is not looked into. */
export const MAX_DEPTH = 6;

/** So many sets of schema objects are looked at for one schema; unions in unions would have no end. */
export const MAX_STEPS = 500;

/** What a search may still cost. */
interface Effort {
  depth: number;
  spent: { steps: number };
}

/** Finds out why no instance keeps a schema, as far as that can be told; `undefined` when nothing speaks against it. */
export function contradictionOf(schema: SchemaPlace, conjuncts: SchemaConjuncts): Contradiction | undefined {
  return contradictionAmong(conjuncts.of(schema), conjuncts, { depth: 0, spent: { steps: 0 } });
}

function contradictionAmong(
  nodes: readonly SchemaPlace[],
  conjuncts: SchemaConjuncts,
  effort: Effort,
): Contradiction | undefined {
  if (effort.depth > MAX_DEPTH || effort.spent.steps++ > MAX_STEPS) return undefined;
  const deeper = { ...effort, depth: effort.depth + 1 };
  return (
    ofTypes(nodes) ??
    ofValues(nodes) ??
    ofBounds(nodes) ??
    ofTexts(nodes) ??
    ofMembers(nodes, conjuncts, deeper) ??
    ofItems(nodes, conjuncts, deeper) ??
    ofUnions(nodes, conjuncts, deeper)
  );
}

function ofTypes(nodes: readonly SchemaPlace[]): Contradiction | undefined {
  if (commonTypes(nodes).size > 0) return undefined;
  const [first, ...others] = nodes.filter(({ schema }) => schema["type"] !== undefined);
  if (!first) return undefined;
  const firstTypes = declaredTypes(first.schema);
  const other = others.find(({ schema }) => ![...declaredTypes(schema)].some((type) => firstTypes.has(type)));
  return {
    at: below(first.pointer, "type"),
    other: below((other ?? others[0] ?? first).pointer, "type"),
    why: `nothing is ${[...firstTypes].join(" or ")} and ${[...declaredTypes((other ?? others[0] ?? first).schema)].join(" or ")} at once`,
  };
}

/** `enum` and `const` that have no value in common, or none of the right type. */
function ofValues(nodes: readonly SchemaPlace[]): Contradiction | undefined {
  const lists = nodes.flatMap(({ schema, pointer }): { values: Json[]; pointer: JsonPointer }[] => [
    ...(Array.isArray(schema["enum"]) ? [{ values: schema["enum"], pointer: below(pointer, "enum") }] : []),
    ...("const" in schema ? [{ values: [schema["const"] as Json], pointer: below(pointer, "const") }] : []),
  ]);
  const [first, ...others] = lists;
  if (!first) return undefined;
  let left = first.values;
  for (const { values, pointer } of others) {
    left = left.filter((value) => values.some((other) => isDeepStrictEqual(value, other)));
    if (left.length > 0) continue;
    const shown = [first.values, values].map((list) =>
      list
        .slice(0, 4)
        .map((value) => JSON.stringify(value))
        .join(", "),
    );
    return { at: first.pointer, other: pointer, why: `no value is among ${shown[0]} and among ${shown[1]}` };
  }
  const types = commonTypes(nodes);
  if (left.some((value) => types.has(typeOf(value)))) return undefined;
  const typed = nodes.find(({ schema }) => schema["type"] !== undefined);
  return typed && { at: first.pointer, other: below(typed.pointer, "type"), why: "no value of the list has the type" };
}

const BOUNDS: [least: string, most: string, type: JsonType[]][] = [
  ["minimum", "maximum", ["number", "integer"]],
  ["minLength", "maxLength", ["string"]],
  ["minItems", "maxItems", ["array"]],
  ["minProperties", "maxProperties", ["object"]],
];

function ofBounds(nodes: readonly SchemaPlace[]): Contradiction | undefined {
  const types = commonTypes(nodes);
  for (const [least, most, own] of BOUNDS) {
    if ([...types].some((type) => !own.includes(type))) continue;
    const lower = extreme(nodes, least === "minimum" ? [least, "exclusiveMinimum"] : [least], Math.max);
    const upper = extreme(nodes, most === "maximum" ? [most, "exclusiveMaximum"] : [most], Math.min);
    if (!lower || !upper) continue;
    const isExclusive = lower.keyword.startsWith("exclusive") || upper.keyword.startsWith("exclusive");
    if (lower.value < upper.value || (lower.value === upper.value && !isExclusive)) continue;
    const why = `nothing keeps ${lower.keyword} ${lower.value} and ${upper.keyword} ${upper.value}`;
    return { at: lower.pointer, other: upper.pointer, why };
  }
  return undefined;
}

function extreme(
  nodes: readonly SchemaPlace[],
  keywords: string[],
  choose: (...values: number[]) => number,
): { keyword: string; value: number; pointer: JsonPointer } | undefined {
  const found = nodes.flatMap(({ schema, pointer }) =>
    keywords.flatMap((keyword) => {
      const value = schema[keyword];
      return typeof value === "number" ? [{ keyword, value, pointer: below(pointer, keyword) }] : [];
    }),
  );
  const chosen = choose(...found.map(({ value }) => value));
  const same = found.filter(({ value }) => value === chosen);
  return same.find(({ keyword }) => keyword.startsWith("exclusive")) ?? same[0];
}

/** Patterns and lengths that no text keeps together. */
function ofTexts(nodes: readonly SchemaPlace[]): Contradiction | undefined {
  const patterns = nodes.flatMap(({ schema, pointer }) =>
    typeof schema["pattern"] === "string" ? [{ pattern: schema["pattern"], pointer: below(pointer, "pattern") }] : [],
  );
  const [first] = patterns;
  if (!first || [...commonTypes(nodes)].some((type) => type !== "string")) return undefined;
  const language = languageOf({ matching: patterns.map(({ pattern }) => pattern) });
  if ("reason" in language) return undefined;
  if (!language.isFinal.some(Boolean)) {
    return { at: first.pointer, other: (patterns.at(-1) ?? first).pointer, why: "no text matches" };
  }
  const upper = extreme(nodes, ["maxLength"], Math.min);
  const shortest = upper && shortestLength(language.states, language.isFinal);
  if (!upper || shortest === undefined || shortest <= upper.value) return undefined;
  const why = `the shortest text that matches has ${shortest} characters, and at most ${upper.value} are allowed`;
  return { at: first.pointer, other: upper.pointer, why };
}

function shortestLength(
  states: readonly (readonly { to: number }[])[],
  isFinal: readonly boolean[],
): number | undefined {
  let reached = new Set([0]);
  for (let length = 0; length <= states.length; length++) {
    if ([...reached].some((state) => isFinal[state])) return length;
    reached = new Set([...reached].flatMap((state) => (states[state] ?? []).map(({ to }) => to)));
  }
  return undefined;
}

/** A required member that no value can have. */
function ofMembers(
  nodes: readonly SchemaPlace[],
  conjuncts: SchemaConjuncts,
  effort: Effort,
): Contradiction | undefined {
  if ([...commonTypes(nodes)].some((type) => type !== "object")) return undefined;
  const required = new Set(
    nodes.flatMap(({ schema }) => (Array.isArray(schema["required"]) ? schema["required"] : [])),
  );
  for (const name of required) {
    if (typeof name !== "string") continue;
    const places = memberPlaces(nodes, name, conjuncts);
    if (!Array.isArray(places)) return places;
    const found = contradictionAmong(
      places.flatMap((each) => conjuncts.of(each)),
      conjuncts,
      effort,
    );
    if (found) return { ...found, why: `${name}: ${found.why}` };
  }
  return undefined;
}

function memberPlaces(
  nodes: readonly SchemaPlace[],
  name: string,
  conjuncts: SchemaConjuncts,
): SchemaPlace[] | Contradiction {
  const places: SchemaPlace[] = [];
  for (const { schema, pointer } of nodes) {
    const { properties, additionalProperties, patternProperties, required } = schema;
    if (isJsonObject(properties) && Object.hasOwn(properties, name)) {
      const member = conjuncts.at(properties[name], below(pointer, "properties", name));
      if (member) places.push(member);
    } else if (additionalProperties === false && patternProperties === undefined) {
      const asks = nodes.find(
        (node) => Array.isArray(node.schema["required"]) && node.schema["required"].includes(name),
      );
      const at = asks && Array.isArray(required) && required.includes(name) ? pointer : (asks?.pointer ?? pointer);
      return {
        at: below(at, "required"),
        other: below(pointer, "additionalProperties"),
        why: `${name} is required and not allowed`,
      };
    }
  }
  return places;
}

function ofItems(nodes: readonly SchemaPlace[], conjuncts: SchemaConjuncts, effort: Effort): Contradiction | undefined {
  const least = extreme(nodes, ["minItems"], Math.max);
  if (!least || least.value < 1 || [...commonTypes(nodes)].some((type) => type !== "array")) return undefined;
  if (nodes.some(({ schema }) => schema["prefixItems"] !== undefined)) return undefined;
  const items = nodes.flatMap(({ schema, pointer }) => conjuncts.at(schema["items"], below(pointer, "items")) ?? []);
  const among = items.flatMap((each) => conjuncts.of(each));
  const found = contradictionAmong(among, conjuncts, effort);
  return found && { ...found, why: `an item: ${found.why}` };
}

/** A union none of whose branches goes with the rest. */
function ofUnions(
  nodes: readonly SchemaPlace[],
  conjuncts: SchemaConjuncts,
  effort: Effort,
): Contradiction | undefined {
  for (const { schema, pointer } of nodes) {
    for (const union of ["anyOf", "oneOf"]) {
      const branches = schema[union];
      if (!Array.isArray(branches)) continue;
      const found = branches.map((branch, index) => {
        const start = conjuncts.at(branch, below(pointer, union, String(index)));
        if (!start) return branch === false ? { at: pointer, other: pointer, why: "false" } : undefined;
        const own = conjuncts.of(start);
        const rest = nodes.map((node): SchemaPlace => (node.schema === schema ? without(node, union) : node));
        return contradictionAmong([...rest, ...own], conjuncts, effort);
      });
      const [first] = found;
      if (first && found.every((each) => each !== undefined)) {
        return {
          at: below(pointer, union),
          other: first.other,
          why: `no branch of ${union} is left; the first: ${first.why}`,
        };
      }
    }
  }
  return undefined;
}

function without({ schema, pointer }: SchemaPlace, keyword: string): SchemaPlace {
  const { [keyword]: _, ...rest } = schema as JsonObject;
  return { schema: rest, pointer };
}
