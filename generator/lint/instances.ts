import type { Json, JsonPointer } from "../../spec/interchange/json.ts";
import { below } from "../../spec/interchange/pointer.ts";
import type { Violation } from "../../spec/interchange/violation.ts";
import { documentedExamples } from "../document/documented-examples.ts";
import { createSchemaReader } from "../document/schema-reader.ts";
import { createAjv } from "../judge.ts";
import type { LintContext } from "./lint-context.ts";

/** A value of the author's and the schema that it should keep. */
export interface Instance {
  value: Json;
  /** Where the value stands. */
  pointer: JsonPointer;
  /** Where its schema stands. */
  schema: JsonPointer;
}

/** `example`, and the values of `examples`, of parameters, header fields and media types; of schemas as well. */
export function* exampleInstances({ visited, document }: LintContext): Generator<Instance> {
  for (const { kind, value, pointer } of visited) {
    if (kind === "schema") {
      if (value["example"] !== undefined)
        yield { value: value["example"], pointer: below(pointer, "example"), schema: pointer };
      const examples = Array.isArray(value["examples"]) ? value["examples"] : [];
      for (const [index, example] of examples.entries()) {
        yield { value: example, pointer: below(pointer, "examples", String(index)), schema: pointer };
      }
    } else if (["parameter", "header", "media-type"].includes(kind) && value["schema"] !== undefined) {
      for (const { name, pointer: place, value: example } of documentedExamples(document, pointer)) {
        const at = name === undefined ? place : below(place, "value");
        if (example !== undefined) yield { value: example, pointer: at, schema: below(pointer, "schema") };
      }
    }
  }
}

/** Judges values by the schemas of a document; a schema that cannot be used judges nothing. */
export function createInstanceJudge({
  loaded,
}: LintContext): (instance: Instance) => Omit<Violation, "schemaPointer"> | undefined {
  // Code that ends at the first error is too deep for the engine where there are many members.
  const ajv = createAjv({ logger: false, allErrors: true, validateFormats: true });
  const reader = createSchemaReader(loaded);
  const now = Date.parse("2026-01-31T09:00:00Z");
  const checks = new Map<JsonPointer, ReturnType<typeof ajv.compile> | undefined>();
  return ({ value, schema }) => {
    if (!checks.has(schema)) {
      try {
        const { schema: converted } = reader.read("lint", schema, { bytes: true });
        checks.set(schema, ajv.compile(converted as never));
      } catch {
        checks.set(schema, undefined);
      }
    }
    const check = checks.get(schema);
    if (!check || check.call({ now }, value)) return undefined;
    const [error] = check.errors ?? [];
    return { pointer: error?.instancePath ?? "", keyword: error?.keyword ?? "", message: error?.message ?? "" };
  };
}
