import fc, { type Arbitrary } from "fast-check";
import type { JsonTemplate } from "../../../../spec/interchange/expression.ts";
import { anyFresh } from "../../../../spec/interchange/fresh-text.ts";
import type { Json, JsonSchema } from "../../../../spec/interchange/json.ts";
import { render } from "../../../../spec/interchange/render.ts";
import { type JsonType, typeOf } from "../../../../spec/interchange/schema-types.ts";
import { vocabulary } from "../../../../spec/vocabulary/vocabulary.ts";
import { anyValue } from "./any-value.ts";
import { arrayArbitrary } from "./array-arbitrary.ts";
import type { Compilation } from "./compilation.ts";
import { lazy } from "./lazy.ts";
import { numberArbitrary } from "./number-arbitrary.ts";
import { objectArbitrary } from "./object-arbitrary.ts";
import { preferring } from "./preferring.ts";
import { argumentsOf, commonTypes, type Nodes, nodesOf } from "./schema-nodes.ts";
import { textArbitrary } from "./text-arbitrary.ts";
import { demands, unionBranches } from "./union-branches.ts";

/** From this depth on, objects and arrays have only what they must have, and unions take the shortest way. */
const WIDE = 3;
/** Deeper than this nothing is made: the schema asks for a value without an end. */
const DEEPEST = 16;

/**
 * Random instances of a schema, relative instants as expressions. They are valid as far as each keyword
 * can be met by itself; what contradictory or entangled keywords leave wrong shows when an instance is
 * judged. Nothing is made before it is needed, and nothing hangs: a schema may contain itself, ask for
 * the impossible, or be very large.
 */
export function schemaArbitrary(root: JsonSchema): Arbitrary<JsonTemplate> {
  const made = new Map<string, Arbitrary<JsonTemplate>>();
  const numbers = new Map<JsonSchema, number>();
  const numberOf = (schema: JsonSchema) => {
    const known = numbers.get(schema) ?? numbers.size;
    numbers.set(schema, known);
    return known;
  };
  const compilation: Compilation = {
    root,
    wide: WIDE,
    instances(schemas, depth) {
      const key = `${depth} ${schemas.map(numberOf).join(" ")}`;
      const known = made.get(key) ?? lazy(() => instances(schemas, compilation, depth));
      made.set(key, known);
      return known;
    },
  };
  return compilation.instances([root], 0);
}

/** Stands where no value is possible; the judge refuses it. */
const NOTHING = fc.constant<JsonTemplate>(null);

function instances(schemas: readonly JsonSchema[], compilation: Compilation, depth: number): Arbitrary<JsonTemplate> {
  const nodes = nodesOf(schemas, compilation.root);
  if (!nodes || depth > DEEPEST) return NOTHING;
  const branches = unionBranches(nodes);
  if (branches) return anyBranch(branches, compilation, depth);
  const listed = listedValues(nodes);
  if (listed) return listed.length === 0 ? NOTHING : fc.constantFrom(...listed);
  if (nodes.every((node) => Object.keys(node).length === 0)) return anyValue;
  const types = commonTypes(nodes, compilation.root);
  const kinds = [...types].filter((type) => type !== "integer" || !types.has("number"));
  if (kinds.length === 0) return NOTHING;
  const own = kinds.map((type) => ofType(type, nodes, compilation, depth));
  const examples = argumentsOf<Json[]>(nodes, "examples")
    .flat()
    .filter((value) => types.has(typeOf(value)));
  const sources = own.map((arbitrary) => ({ arbitrary, weight: 8 }));
  if (examples.length > 0) sources.push({ arbitrary: fc.constantFrom<JsonTemplate>(...examples), weight: 1 });
  return fc.oneof(...sources);
}

function anyBranch(branches: JsonSchema[][], compilation: Compilation, depth: number): Arbitrary<JsonTemplate> {
  const possible = branches.filter((branch) => {
    const nodes = nodesOf(branch, compilation.root);
    return nodes !== undefined && commonTypes(nodes, compilation.root).size > 0;
  });
  const least = Math.min(...possible.map(demands));
  const chosen = depth < compilation.wide ? possible : possible.filter((branch) => demands(branch) === least);
  if (chosen.length === 0) return NOTHING;
  // A branch may lead back to its own union; a part of a level keeps that from going on for ever.
  return fc.oneof(...chosen.map((branch) => compilation.instances(branch, depth + 0.125)));
}

/** The values that `const` and `enum` leave; `undefined` when there is neither. */
function listedValues(nodes: Nodes): Json[] | undefined {
  const lists = nodes.flatMap((node): Json[][] => [
    ...(node["const"] === undefined ? [] : [[node["const"]]]),
    ...(Array.isArray(node["enum"]) ? [node["enum"]] : []),
  ]);
  const [first, ...others] = lists;
  return first?.filter((value) =>
    others.every((list) => list.some((other) => JSON.stringify(other) === JSON.stringify(value))),
  );
}

function ofType(type: JsonType, nodes: Nodes, compilation: Compilation, depth: number): Arbitrary<JsonTemplate> {
  const plain = withoutVocabulary(type, nodes, compilation, depth);
  const rules = vocabulary.flatMap((keyword) =>
    keyword.types.includes(type)
      ? argumentsOf<Json>(nodes, keyword.name).map((argument) => ({ keyword, argument }))
      : [],
  );
  if (rules.length === 0) return plain;
  // The keyword's own values know nothing of members and items.
  const own = type === "object" || type === "array" ? [] : rules;
  const sources = own.map(({ keyword, argument }) => keyword.arbitrary(fc, argument, new Set([type])));
  return preferring(fc.oneof(plain, ...sources), (template) => {
    const value = render(template, { now: NOW, guard: 0, fresh: anyFresh });
    return rules.every(({ keyword, argument }) => keyword.holds(value, argument, NOW));
  });
}

/** Any moment will do: what is relative to it moves along. */
const NOW = Date.UTC(2030, 0, 1);

function withoutVocabulary(
  type: JsonType,
  nodes: Nodes,
  compilation: Compilation,
  depth: number,
): Arbitrary<JsonTemplate> {
  switch (type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
      return numberArbitrary(nodes, true);
    case "number":
      return numberArbitrary(nodes, false);
    case "string":
      return textArbitrary(nodes);
    case "array":
      return arrayArbitrary(nodes, compilation, depth);
    case "object":
      return objectArbitrary(nodes, compilation, depth);
  }
}
