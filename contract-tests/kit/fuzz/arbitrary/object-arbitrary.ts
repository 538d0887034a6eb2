import fc, { type Arbitrary } from "fast-check";
import type { JsonTemplate } from "../../../../spec/interchange/expression.ts";
import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "../../../../spec/interchange/json.ts";
import { textMatcher } from "../../../../spec/patterns/text-matcher.ts";
import { anyName, objectOf } from "./any-value.ts";
import type { Compilation } from "./compilation.ts";
import { argumentsOf, greatest, least, type Nodes, schemaEntries } from "./schema-nodes.ts";
import { textArbitrary } from "./text-arbitrary.ts";

type Members = { [member: string]: JsonTemplate };

/** How many optional members an object has on average, at most. */
const SOME = 6;
/** How many members that nobody declared it has at most. */
const EXTRA = 3;

const ABSENT = Symbol("absent");

/**
 * Objects: what is required, some of what is declared, and, where the schema is open, members that
 * nobody declared. A member that needs others brings them.
 */
export function objectArbitrary(nodes: Nodes, compilation: Compilation, depth: number): Arbitrary<Members> {
  const required = new Set(argumentsOf<string[]>(nodes, "required").flat());
  const absent = forbiddenNames(nodes);
  const names = new Set([
    ...nodes.flatMap((node) => schemaEntries(node, "properties").map(([name]) => name)),
    ...required,
  ]);
  const declared = [...names].filter((name) => !absent.has(name) && !isLeftOut(nodes, name, required.has(name)));
  const dependents = argumentsOf<JsonObject>(nodes, "dependentRequired");
  const minimum = greatest(nodes, "minProperties") ?? 0;
  const maximum = least(nodes, "maxProperties") ?? Number.POSITIVE_INFINITY;
  const isWide = depth < compilation.wide;
  const memberOf = (name: string) => compilation.instances(memberSchemas(nodes, name), depth + 1);
  const optional = declared.filter((name) => !required.has(name));
  const share = isWide ? Math.min(0.5, SOME / Math.max(1, optional.length)) : 0;
  const members = declared.map((name): Arbitrary<[string, JsonTemplate | typeof ABSENT]> => {
    if (required.has(name)) return memberOf(name).map((value) => [name, value]);
    if (share === 0) return fc.constant([name, ABSENT]);
    const weight = Math.max(1, Math.round(share * 100));
    return fc
      .oneof(
        { withCrossShrink: true },
        { arbitrary: fc.constant(ABSENT), weight: 100 - weight },
        { arbitrary: memberOf(name), weight },
      )
      .map((value) => [name, value]);
  });
  const missing = Math.max(0, minimum - required.size);
  const extras = isOpen(nodes)
    ? fc.array(extraMember(nodes, compilation, depth), {
        ...extraLengths(missing, isWide),
      })
    : fc.constant([]);
  const isPlain = isOpen(nodes) && missing === 0;
  const some = isPlain
    ? fc.oneof({ withCrossShrink: true }, { arbitrary: fc.constant([]), weight: 2 }, { arbitrary: extras, weight: 1 })
    : extras;
  // A member that is needed after all: by another one, or for the least number of them.
  const needed = fc.tuple(
    ...optional.map((name) => (dependents.length > 0 || minimum > 0 ? memberOf(name) : fc.constant(null))),
  );
  return fc.tuple(fc.tuple(...members), some, needed).map(([own, others, reserve]) => {
    const present = new Map(own.filter((entry): entry is [string, JsonTemplate] => entry[1] !== ABSENT));
    const spare = new Map(optional.map((name, index) => [name, reserve[index] as JsonTemplate]));
    closeDependencies(present, spare, dependents);
    for (const [name, value] of others) if (!names.has(name) && !absent.has(name)) present.set(name, value);
    for (const [name, value] of spare) if (present.size < minimum && !present.has(name)) present.set(name, value);
    for (const name of [...present.keys()].reverse())
      if (present.size > maximum && !required.has(name)) present.delete(name);
    return objectOf([...present]);
  });
}

/** Two of them may have the same name: where some are needed, more are made, and those over the limit left out. */
function extraLengths(missing: number, isWide: boolean): { minLength: number; maxLength: number } {
  const minLength = missing === 0 ? 0 : Math.min(missing + 2, 40);
  return { minLength, maxLength: minLength + (isWide ? EXTRA : 0) };
}

/** The schemas that apply to a member: its own, those of matching patterns, otherwise those of the rest. */
function memberSchemas(nodes: Nodes, name: string): JsonSchema[] {
  return nodes.flatMap((node) => {
    const own = schemaEntries(node, "properties").filter(([declared]) => declared === name);
    const matching = schemaEntries(node, "patternProperties").filter(([pattern]) => textMatcher(pattern).test(name));
    const found = [...own, ...matching].map(([, schema]) => schema);
    const rest = (node["additionalProperties"] ?? node["unevaluatedProperties"] ?? true) as JsonSchema;
    return found.length > 0 ? found : [rest === false ? true : rest];
  });
}

/** Members that must not be there: declared as `false`, or ruled out by `not: { required }`. */
function forbiddenNames(nodes: Nodes): Set<string> {
  const declared = nodes.flatMap((node) =>
    schemaEntries(node, "properties").flatMap(([name, schema]) => (schema === false ? [name] : [])),
  );
  const ruledOut = argumentsOf<Json>(nodes, "not").flatMap((inner) => {
    const names = isJsonObject(inner) && Array.isArray(inner["required"]) ? (inner["required"] as string[]) : [];
    return names.length === 1 ? names : [];
  });
  return new Set([...declared, ...ruledOut]);
}

/** Members that only responses have are not sent (OpenAPI 3.1.1, section 4.8.24.1 on `readOnly`). */
function isLeftOut(nodes: Nodes, name: string, isRequired: boolean): boolean {
  if (isRequired) return false;
  return nodes.some((node) =>
    schemaEntries(node, "properties").some(
      ([declared, schema]) => declared === name && isJsonObject(schema) && schema["readOnly"] === true,
    ),
  );
}

function isOpen(nodes: Nodes): boolean {
  return nodes.every((node) => {
    const patterns = schemaEntries(node, "patternProperties").length > 0;
    const isClosed = node["additionalProperties"] === false || node["unevaluatedProperties"] === false;
    return patterns || !isClosed;
  });
}

function extraMember(nodes: Nodes, compilation: Compilation, depth: number): Arbitrary<[string, JsonTemplate]> {
  const rules = argumentsOf<JsonSchema>(nodes, "propertyNames").filter(isJsonObject);
  const patterns = nodes.flatMap((node) => schemaEntries(node, "patternProperties").map(([pattern]) => ({ pattern })));
  const isPatterned = nodes.some(
    (node) => node["additionalProperties"] === false || node["unevaluatedProperties"] === false,
  );
  const byPattern = patterns.map((node) => textArbitrary([...rules, node]));
  const free = isPatterned ? [] : [rules.length > 0 ? textArbitrary(rules) : anyName];
  return fc
    .oneof(...byPattern, ...free)
    .chain((name) =>
      compilation
        .instances(memberSchemas(nodes, name), depth + 1)
        .map((value): [string, JsonTemplate] => [name, value]),
    );
}

function closeDependencies(
  present: Map<string, JsonTemplate>,
  spare: Map<string, JsonTemplate>,
  rules: JsonObject[],
): void {
  // A member that is added while the map is walked is met later on.
  for (const name of present.keys()) {
    for (const rule of rules) {
      const wanted = Object.hasOwn(rule, name) ? (rule[name] as string[]) : [];
      for (const other of wanted)
        if (!present.has(other) && spare.has(other)) present.set(other, spare.get(other) as JsonTemplate);
    }
  }
}
