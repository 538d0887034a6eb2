import { _, type CodeGen, type CodeKeywordDefinition, type KeywordCxt, Name, str } from "ajv";
import type { Arbitrary } from "fast-check";
import type { JsonTemplate } from "../interchange/expression.ts";
import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "../interchange/json.ts";
import type { JsonType } from "../interchange/schema-types.ts";
import { clock, isMultiple, withinBytes, withinMaximum, withinMinimum } from "./runtime.ts";

/**
 * A rule that JSON Schema lacks, written once: from it come the check in the validators, the
 * boundary cases, the range of the fuzzer and the words in every report.
 *
 * @typeParam A - the type of the argument, the value that the keyword has in a schema
 */
export interface Keyword<A extends Json = Json> {
  /** As it stands in a schema. */
  name: `x-${string}`;
  /** The instance types that it constrains; instances of all others hold. */
  types: readonly JsonType[];
  /** The schema of its argument. */
  argument: JsonSchema;
  /**
   * Why the argument cannot be used in this schema, with how to mend it; `undefined` when it can.
   * It takes any argument, also one that does not match {@link Keyword.argument}.
   */
  refuse(argument: Json, schema: JsonObject): string | undefined;
  /** Generates the check (an Ajv code keyword); what it needs at run time is in `runtime.ts`. */
  code(cxt: KeywordCxt): void;
  /**
   * The same rule as a plain function.
   *
   * @param now - the time that `now` means, in epoch milliseconds
   */
  holds(value: Json, argument: A, now: number): boolean;
  /**
   * Values at both sides of the limit, right for this keyword alone.
   *
   * @param types - the types that the schema allows
   */
  boundaries(argument: A, types: ReadonlySet<JsonType>): Boundary[];
  /**
   * Valid values of the types that the schema allows.
   *
   * @throws Error when no value of these types can hold
   */
  arbitrary(fc: FastCheck, argument: A, types: ReadonlySet<JsonType>): Arbitrary<JsonTemplate>;
  /**
   * The rule in words that follow "must be": `at least now + 2 minutes`.
   *
   * @param types - the types that the schema allows, if known
   */
  describe(argument: A, types?: ReadonlySet<JsonType>): string;
}

/** The library that random values are made with, passed in so that only who needs it loads it. */
export type FastCheck = typeof import("fast-check").default;

/** A value near a limit, and the verdict that it has to get. */
export interface Boundary {
  /** What is special about it: `one second outside`. Unique among the boundaries of a keyword. */
  label: string;
  valid: boolean;
  value: JsonTemplate;
}

/** The Ajv definition of a keyword. Compiling a schema with an argument that is refused throws. */
export function ajvKeyword(keyword: Keyword): CodeKeywordDefinition {
  return {
    keyword: keyword.name,
    ...(keyword.types.length < 7 && { type: [...keyword.types] }),
    ...(isJsonObject(keyword.argument) && { metaSchema: keyword.argument }),
    error: {
      message: ({ schema, parentSchema }) =>
        str`must be ${keyword.describe(schema as Json, declaredTypes(parentSchema as JsonObject))}`,
      params: ({ schemaCode }) => _`{limit: ${schemaCode}}`,
    },
    code(cxt) {
      const reason = keyword.refuse(cxt.schema as Json, cxt.parentSchema as JsonObject);
      if (reason !== undefined) throw new Error(`${cxt.it.errSchemaPath}/${keyword.name}: ${reason}`);
      keyword.code(cxt);
    },
  };
}

/**
 * The types that the keyword `type` of this very schema names, `undefined` when it has none. What
 * references say is left out: a keyword does not know the document around its schema.
 */
export function declaredTypes(schema: JsonObject): ReadonlySet<JsonType> | undefined {
  return schema.type === undefined ? undefined : new Set([schema.type].flat() as JsonType[]);
}

const RUNTIME = { clock, isMultiple, withinBytes, withinMaximum, withinMinimum };

/**
 * A function of `runtime.ts` in generated code. Standalone code refers to it as `runtime.<name>`,
 * a namespace that the emitter imports and inlines.
 */
export function runtimeFunction(gen: CodeGen, name: keyof typeof RUNTIME): Name {
  return gen.scopeValue("func", { ref: RUNTIME[name], code: _`runtime.${new Name(name)}` });
}
