import { _, type Name } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { isJsonObject, type Json } from "../../../spec/interchange/json.ts";
import { below, valueAt } from "../../../spec/interchange/pointer.ts";
import { automatonTable } from "../../../spec/patterns/text-matcher.ts";
import { type CompiledSchemas, compileSchemas } from "../../compile-schemas.ts";
import { describeKeyword } from "../../describe.ts";
import type { SchemaPart } from "../../schema-part.ts";

/** Compiled checks as source text. */
export interface CheckSource {
  /** An ES module that refers to `runtime`, `formats` and `patterns` and exports the checks. */
  source: string;
  /** The export that checks each part, by the part's name; equal schemas share one. */
  checks: ReadonlyMap<string, string>;
}

/** Compiles schemas for {@link checkSource}. */
export function compileToSource(parts: readonly SchemaPart[]): CompiledSchemas {
  return compileSchemas(parts, {
    allErrors: true,
    code: { source: true, esm: true, lines: true, formats: _`formats` },
  });
}

/**
 * Source text of compiled schemas. Definitions that several schemas use are in it once.
 *
 * Ajv's own text is made smaller, and the places that it reports are made whole: it gives them
 * relative to the function that found them.
 */
export function checkSource({ ajv, definitions, checks, checkOf }: CompiledSchemas): CheckSource {
  const source = standalone.default(ajv, Object.fromEntries(checks.map(({ id }) => [id, id])));
  const origins = new Map<string, Origin>();
  const addOrigin = (id: string, place: string) => {
    const compiled = ajv.schemas[id];
    const validate = compiled?.validate as { source?: { validateName: Name } } | undefined;
    if (compiled && validate?.source)
      origins.set(validate.source.validateName.str, {
        schema: compiled.schema as Json,
        place,
      });
  };
  for (const { id } of checks) addOrigin(id, "#");
  const inlined = definitions.map(
    ({ schema, definition = "" }): Origin => ({ schema, place: definitionPlace(definition) }),
  );
  for (const [index, { id }] of definitions.entries()) addOrigin(id, inlined[index]?.place ?? "#");
  return { source: tidy(wholeErrors(source, origins, inlined)), checks: checkOf };
}

/** A schema that was compiled to a function, and its place in the schemas that use it. */
interface Origin {
  schema: Json;
  place: string;
}

function definitionPlace(name: string): string {
  return `#${below("/$defs", name)}`;
}

/** In each function's errors: the whole place, and for `not` what it is that the value must not be. */
function wholeErrors(source: string, origins: Map<string, Origin>, inlined: Origin[]): string {
  return source
    .split(/^(?=function validate\d+\()/m)
    .map((chunk) => {
      const own = origins.get(/^function (validate\d+)\(/.exec(chunk)?.[1] ?? "");
      return chunk.replaceAll(ERROR_PLACE, (whole, literal: string, not: string | undefined) => {
        const path = JSON.parse(literal) as string;
        const definition = /^def:(\d+)/.exec(path);
        const origin = definition ? inlined[Number(definition[1])] : own;
        if (!origin) return whole;
        const rest = path.slice(definition?.[0].length ?? 1);
        const message =
          not && `${NOT.replace(/message:.*/, "")}message:${JSON.stringify(notMessage(origin.schema, rest))}`;
        return `schemaPath:${JSON.stringify(origin.place + rest)}${message ?? ""}`;
      });
    })
    .join("");
}

const NOT = ',keyword:"not",params:{},message:"must NOT be valid"';
const ERROR_PLACE = /schemaPath:("(?:[^"\\]|\\.)*")(,keyword:"not",params:\{\},message:"must NOT be valid")?/g;

function notMessage(schema: Json, place: string): string {
  const holder = valueAt(schema, decodeURIComponent(place.slice(0, -"/not".length)));
  const words = isJsonObject(holder) ? describeKeyword("not", holder) : undefined;
  return words === undefined ? "must NOT be valid" : `must be ${words}`;
}

/** Leaves out what Ajv's text holds for features that nothing here uses; what it computes stays the same. */
function tidy(source: string): string {
  return source
    .replaceAll(
      '{instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}',
      '{instancePath=""}={}',
    )
    .replaceAll(
      /,parentData(?::\w+)?,parentDataProperty(?::(?:"(?:[^"\\]|\\.)*"|\w+))?,rootData,dynamicAnchors\}/g,
      "}",
    )
    .replaceAll(
      /if\(vErrors === null\)\{\nvErrors = \[(err\d+)\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}/g,
      "(vErrors ??= []).push($1);",
    )
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', "runtime.codePointLength")
    .replaceAll('require("ajv/dist/runtime/equal").default', "runtime.deepEqual")
    .replaceAll(/^(const \w+ = )new RegExp\(("(?:[^"\\]|\\.)*"), "u"\);$/gm, (line, start: string, literal: string) => {
      const table = automatonTable(JSON.parse(literal) as string);
      return table ? `${start}/* @__PURE__ */ patterns.textAutomaton(${JSON.stringify(table)});` : line;
    })
    .replaceAll(/^(const \w+ = )(?=new RegExp\()/gm, "$1/* @__PURE__ */ ");
}
