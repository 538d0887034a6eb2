import type { Ajv2020, Options } from "ajv/dist/2020.js";
import type { JsonPointer } from "../spec/interchange/json.ts";
import { below } from "../spec/interchange/pointer.ts";
import { createAjv } from "./judge.ts";
import { type LinkedParts, type LinkedSchema, linkParts } from "./link-parts.ts";
import type { SchemaPart } from "./schema-part.ts";

/** What keeps a schema from being compiled. */
export interface SchemaFault {
  part: SchemaPart;
  /** Where in the part. */
  place: JsonPointer;
  what: string;
}

/** Schemas that Ajv has compiled, each once however many parts use it. */
export interface CompiledSchemas extends LinkedParts {
  ajv: Ajv2020;
  /** Keywords with values that mean nothing. With any, nothing must be made of the schemas. */
  faults: SchemaFault[];
}

/** Compiles the schemas of parts; `definitions` and `checks` are found in `ajv` by their ids. */
export function compileSchemas(parts: readonly SchemaPart[], options: Options): CompiledSchemas {
  return compileLinked(linkParts(parts), options);
}

/** {@link compileSchemas} of what `linkParts` has made of the parts. */
export function compileLinked(linked: LinkedParts, options: Options): CompiledSchemas {
  const ajv = createAjv({ ...options, validateSchema: false });
  // Tracking what has been evaluated costs code in every function; most documents never ask for it.
  const schemas = [...linked.definitions, ...linked.checks];
  if (!schemas.some(({ schema }) => JSON.stringify(schema).includes('"unevaluated'))) ajv.opts.unevaluated = false;
  const faults = schemas.flatMap((linkedSchema) => metaFault(linkedSchema) ?? []);
  if (faults.length === 0) {
    for (const { id, schema } of schemas) ajv.addSchema(schema as never, id);
    const roots = new Set(linked.checkOf.values());
    for (const schema of schemas) if (roots.has(schema.id)) faults.push(...compileFaults(ajv, schema));
  }
  return { ...linked, ajv, faults };
}

/** Each instance compiles the metaschema for itself, which takes longer than the schemas of a small document. */
let meta: Ajv2020 | undefined;

function metaFault({ schema, part, definition }: LinkedSchema): SchemaFault | undefined {
  meta ??= createAjv({ logger: false });
  if (meta.validateSchema(schema as never) === true) return undefined;
  // Of what a keyword's own schema and those around it say, the first is the nearest.
  const [error] = meta.errors ?? [];
  const holder = definition === undefined ? "" : below("/$defs", definition);
  return { part, place: holder + (error?.instancePath ?? ""), what: error?.message ?? "is no JSON Schema" };
}

/** The compiler calls itself for each schema that leads to another one. */
function whyNot(error: Error): string {
  return error instanceof RangeError ? "its schemas lead to each other in too many steps" : error.message;
}

function compileFaults(ajv: Ajv2020, { id, part }: LinkedSchema): SchemaFault[] {
  try {
    ajv.getSchema(id);
    return [];
  } catch (error) {
    return [{ part, place: "", what: `cannot be compiled: ${whyNot(error as Error)}` }];
  }
}
