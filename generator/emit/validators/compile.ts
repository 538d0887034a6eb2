import { _, type Name } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { Pointer } from "rfc6902";
import { isJsonObject, type Json, type JsonObject } from "../../../spec/interchange/json.ts";
import { describeKeyword } from "../../describe.ts";
import { createAjv } from "../../judge.ts";
import type { SchemaPart } from "../../schema-part.ts";

/** Compiled checks as source text. */
export interface CompiledParts {
  /** An ES module that refers to `runtime` and `formats` and exports the checks. */
  source: string;
  /** The export that checks each part, by the part's name; equal schemas share one. */
  checks: ReadonlyMap<string, string>;
}

/**
 * Compiles schemas with Ajv to source text. Definitions that several schemas use are compiled once.
 *
 * Ajv's own text is made smaller, and the places that it reports are made whole: it gives them
 * relative to the function that found them.
 */
export function compileParts(parts: SchemaPart[]): CompiledParts {
  const ajv = createAjv({
    allErrors: true,
    code: { source: true, esm: true, lines: true, formats: _`formats` },
  });
  // Tracking what has been evaluated costs code in every function; most documents never ask for it.
  if (!parts.some((part) => JSON.stringify(part.schema).includes('"unevaluated'))) ajv.opts.unevaluated = false;
  const definitions = collectDefinitions(parts);
  const ids = new Map([...definitions.keys()].map((name, index) => [name, `def:${index}`]));
  for (const [name, definition] of definitions) ajv.addSchema(redirect(definition, ids) as never, ids.get(name));
  const exports: Record<string, string> = {};
  const checks = new Map<string, string>();
  const known = new Map<string, string>();
  for (const part of parts) {
    const schema = sharing(part, definitions, ids);
    const text = JSON.stringify(schema);
    const check = known.get(text) ?? `check${known.size}`;
    if (!known.has(text)) {
      known.set(text, check);
      ajv.addSchema(schema as never, check);
      exports[check] = check;
    }
    checks.set(part.name, check);
  }
  const source = standalone.default(ajv, exports);
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
  for (const check of Object.keys(exports)) addOrigin(check, "#");
  const inlined = [...definitions].map(([name, schema]): Origin => ({ schema, place: definitionPlace(name) }));
  for (const [index, { place }] of inlined.entries()) addOrigin(`def:${index}`, place);
  return { source: tidy(wholeErrors(source, origins, inlined)), checks };
}

/** A schema that was compiled to a function, and its place in the schemas that use it. */
interface Origin {
  schema: Json;
  place: string;
}

/** Definitions by name; those that two schemas define differently stay with their schemas. */
function collectDefinitions(parts: SchemaPart[]): Map<string, Json> {
  const found = new Map<string, Json>();
  const clashing = new Set<string>();
  for (const { schema } of parts) {
    for (const [name, definition] of Object.entries(definitionsOf(schema))) {
      if (found.has(name) && JSON.stringify(found.get(name)) !== JSON.stringify(definition)) clashing.add(name);
      else found.set(name, definition);
    }
  }
  const isShared = (name: string): boolean => found.has(name) && !clashing.has(name);
  // What refers to a definition that is not shared cannot be shared either.
  for (let before = -1; before !== clashing.size; ) {
    before = clashing.size;
    for (const [name, definition] of found) if (!referencesOf(definition).every(isShared)) clashing.add(name);
  }
  for (const name of clashing) found.delete(name);
  return found;
}

function definitionsOf(schema: Json): JsonObject {
  return isJsonObject(schema) && isJsonObject(schema["$defs"]) ? schema["$defs"] : {};
}

/** The definitions that a schema refers to. */
function referencesOf(node: Json): string[] {
  if (Array.isArray(node)) return node.flatMap(referencesOf);
  if (!isJsonObject(node)) return [];
  return Object.entries(node).flatMap(([member, value]) =>
    member === "$ref" && typeof value === "string" ? [definitionName(value)] : referencesOf(value),
  );
}

function definitionName(ref: string): string {
  return decodeURIComponent(ref.slice("#/$defs/".length)).replaceAll("~1", "/").replaceAll("~0", "~");
}

/** A schema that refers to the shared definitions, if all of its own are shared. */
function sharing({ schema }: SchemaPart, shared: Map<string, Json>, ids: Map<string, string>): Json {
  if (!isJsonObject(schema) || Object.keys(definitionsOf(schema)).some((name) => !shared.has(name))) return schema;
  const { $defs, ...rest } = schema;
  return redirect(rest, ids);
}

function redirect(node: Json, ids: Map<string, string>): Json {
  if (Array.isArray(node)) return node.map((item) => redirect(item, ids));
  if (!isJsonObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([member, value]): [string, Json] =>
      member === "$ref" && typeof value === "string"
        ? [member, ids.get(definitionName(value)) ?? value]
        : [member, redirect(value, ids)],
    ),
  );
}

function definitionPlace(name: string): string {
  return `#/$defs/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
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
  const holder = Pointer.fromJSON(decodeURIComponent(place.slice(0, -"/not".length))).get(schema) as Json | undefined;
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
    .replaceAll(/^(const \w+ = )(?=new RegExp\()/gm, "$1/* @__PURE__ */ ");
}
