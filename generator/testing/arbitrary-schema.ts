import type { Arbitrary } from "fast-check";
import type { Json, JsonObject, JsonSchema } from "../../spec/interchange/json.ts";
import type { FastCheck } from "../../spec/vocabulary/keyword.ts";

/** A schema and instances that come near it. */
export interface SchemaAndInstances {
  schema: JsonSchema;
  instances: Json[];
}

const NAMES = ["a", "b", "c", "kind"];

/** Random schemas over every keyword that takes part in structure, and instances over the same few names and values. */
export function schemaAndInstances(fc: FastCheck): Arbitrary<SchemaAndInstances> {
  return fc.record({ schema: schemas(fc, 2), instances: fc.array(instances(fc), { minLength: 6, maxLength: 12 }) });
}

/** Small JSON values over few names and scalars, so that two of them often agree. */
export function instances(fc: FastCheck): Arbitrary<Json> {
  const scalar = fc.constantFrom<Json>(
    null,
    true,
    false,
    0,
    1,
    2,
    3.5,
    -1,
    "",
    "a",
    "b",
    "ab",
    "1",
    "😀",
    "2026-01-31",
  );
  return fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      scalar,
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom(...NAMES), tie("value"), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value as Arbitrary<Json>;
}

/** Random schemas of JSON Schema 2020-12, `depth` subschemas deep; `$ref`s lead to the root's one definition. */
export function schemas(fc: FastCheck, depth: number): Arbitrary<JsonObject> {
  return fc
    .record({ root: schemaObject(fc, depth, true), definition: schemaObject(fc, 1, false) })
    .map(({ root, definition }) => ({ ...root, $defs: { D: definition } }));
}

function schemaObject(fc: FastCheck, depth: number, mayRefer: boolean): Arbitrary<JsonObject> {
  const groups = [scalarKeywords(fc)];
  if (depth > 0)
    groups.push(
      objectKeywords(fc, depth, mayRefer),
      arrayKeywords(fc, depth, mayRefer),
      applicators(fc, depth, mayRefer),
    );
  if (mayRefer) groups.push(fc.constant({ $ref: "#/$defs/D" }));
  const type = fc.option(
    fc.constantFrom<Json>(
      "object",
      "array",
      "string",
      "integer",
      "number",
      "boolean",
      ["string", "null"],
      ["object", "array"],
    ),
    {
      nil: undefined,
    },
  );
  return fc.tuple(type, fc.array(fc.oneof(...groups), { minLength: 1, maxLength: 3 })).map(([name, parts]) => ({
    ...(name !== undefined && { type: name }),
    ...(Object.assign({}, ...parts) as JsonObject),
  }));
}

function subschema(fc: FastCheck, depth: number, mayRefer: boolean): Arbitrary<JsonSchema> {
  return fc.oneof(
    { weight: 6, arbitrary: schemaObject(fc, depth - 1, mayRefer) },
    { weight: 1, arbitrary: fc.boolean() },
  );
}

function some(fc: FastCheck, keywords: Record<string, Arbitrary<unknown>>): Arbitrary<JsonObject> {
  return fc.record(keywords, { requiredKeys: [] }) as Arbitrary<JsonObject>;
}

function scalarKeywords(fc: FastCheck): Arbitrary<JsonObject> {
  const small = fc.integer({ min: 0, max: 3 });
  return some(fc, {
    minLength: small,
    maxLength: small,
    pattern: fc.constantFrom("^a", "b$", "^[a-c]*$", "\\d"),
    format: fc.constantFrom("date", "uuid"),
    minimum: small,
    maximum: small,
    exclusiveMinimum: small,
    exclusiveMaximum: small,
    multipleOf: fc.constantFrom(1, 2, 0.5),
  }).chain((keywords) =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constant(keywords) },
      {
        weight: 1,
        arbitrary: fc.record({
          enum: fc.uniqueArray(instances(fc), {
            minLength: 1,
            maxLength: 3,
            selector: (value) => JSON.stringify(value),
          }),
        }) as Arbitrary<JsonObject>,
      },
      { weight: 1, arbitrary: fc.record({ const: instances(fc) }) as Arbitrary<JsonObject> },
    ),
  );
}

function objectKeywords(fc: FastCheck, depth: number, mayRefer: boolean): Arbitrary<JsonObject> {
  const inner = subschema(fc, depth, mayRefer);
  const name = fc.constantFrom(...NAMES);
  const small = fc.integer({ min: 0, max: 3 });
  const names = fc.uniqueArray(name, { maxLength: 2 });
  return some(fc, {
    properties: fc.dictionary(name, inner, { maxKeys: 3, noNullPrototype: true }),
    required: names,
    additionalProperties: inner,
    unevaluatedProperties: inner,
    patternProperties: fc.dictionary(fc.constantFrom("^a", "[bc]"), inner, { maxKeys: 2, noNullPrototype: true }),
    propertyNames: scalarKeywords(fc),
    minProperties: small,
    maxProperties: small,
    dependentRequired: fc.dictionary(name, names, { maxKeys: 2, noNullPrototype: true }),
    dependentSchemas: fc.dictionary(name, inner, { maxKeys: 2, noNullPrototype: true }),
  });
}

function arrayKeywords(fc: FastCheck, depth: number, mayRefer: boolean): Arbitrary<JsonObject> {
  const inner = subschema(fc, depth, mayRefer);
  const small = fc.integer({ min: 0, max: 3 });
  return some(fc, {
    items: inner,
    prefixItems: fc.array(inner, { minLength: 1, maxLength: 2 }),
    unevaluatedItems: inner,
    contains: inner,
    minItems: small,
    maxItems: small,
    uniqueItems: fc.boolean(),
  }).chain((keywords) =>
    keywords["contains"] === undefined
      ? fc.constant(keywords)
      : // Beside prefixItems, Ajv 8.20 lets an empty array pass contains.
        some(fc, { minContains: fc.integer({ min: 0, max: 1 }), maxContains: fc.integer({ min: 1, max: 3 }) }).map(
          ({ ...counts }) => {
            const { prefixItems: _, ...rest } = keywords;
            return { ...rest, ...counts };
          },
        ),
  );
}

function applicators(fc: FastCheck, depth: number, mayRefer: boolean): Arbitrary<JsonObject> {
  const inner = subschema(fc, depth, mayRefer);
  const branches = fc.array(inner, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    some(fc, { allOf: branches, anyOf: branches, oneOf: branches }),
    fc.record({ not: inner }) as Arbitrary<JsonObject>,
    fc.record(Object.fromEntries(["if", "then", "else"].map((name) => [name, inner]))) as Arbitrary<JsonObject>,
  );
}
