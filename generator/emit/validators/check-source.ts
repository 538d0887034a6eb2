import type { Code, Name } from "ajv";
import { below } from "../../../spec/interchange/pointer.ts";
import { automatonTable } from "../../../spec/patterns/text-matcher.ts";
import type { CompiledSchemas } from "../../compile-schemas.ts";
import { type Origin, smallerCheck } from "./smaller-check.ts";

/** Compiled checks as source text. */
export interface CheckSource {
  /** Statements of a module that export what the checks call; they refer to `runtime`, `formats` and `patterns`. */
  helpers: string;
  /** Functions and constants, in an order that depends on the schemas alone. */
  source: string;
  /** The function that checks each part, by the part's name; equal schemas share one. */
  checks: ReadonlyMap<string, string>;
}

/** What Ajv keeps of a function that it has compiled. */
interface CompiledSource {
  validateName: Name;
  validateCode: string;
  scopeValues: Record<string, Set<ScopeName> | undefined>;
  evaluated?: Code;
}

type ScopeName = Name & { prefix: string; value?: { ref: unknown; code?: Code } };

/**
 * Source text of compiled schemas: what the checks use, once each, and nothing else. Ajv's own writer also
 * writes every whole schema, and its text is several times as large.
 */
export function checkSource({ ajv, definitions, checks, checkOf }: CompiledSchemas): CheckSource {
  const inlined = definitions.map(
    ({ schema, definition = "" }): Origin => ({ schema, place: `#${below("/$defs", definition)}` }),
  );
  const origins = new Map<string, Origin>();
  for (const [index, { id }] of definitions.entries()) {
    const own = inlined[index];
    if (own) origins.set(id, own);
  }
  for (const { id, schema } of checks) origins.set(id, { schema, place: "#" });

  const originOf = new Map<CompiledSource, Origin>();
  const sourceOf = (id: string): CompiledSource => {
    const source = (ajv.getSchema(id) as { source?: CompiledSource } | undefined)?.source;
    if (!source) throw new Error(`Ajv has not compiled ${id}`);
    return source;
  };
  for (const [id, origin] of origins) {
    const validate = ajv.schemas[id]?.validate as { source?: CompiledSource } | undefined;
    if (validate?.source) originOf.set(validate.source, origin);
  }

  const texts: string[] = [];
  const helpers: string[] = [];
  const written = new Set<string>();
  const names = new Map([...checkOf].map(([part, id]) => [part, write(sourceOf(id))]));
  return { helpers: helpers.join("\n"), source: texts.join(""), checks: names };

  /** @returns the function's name */
  function write(first: CompiledSource): string {
    const open = [first];
    for (let source = open.pop(); source !== undefined; source = open.pop()) {
      const { validateName, validateCode, scopeValues, evaluated } = source;
      if (written.has(validateName.str)) continue;
      written.add(validateName.str);
      const text = smallerCheck(validateCode, originOf.get(source), inlined);
      for (const name of Object.values(scopeValues).flatMap((held) => [...(held ?? [])])) {
        if (isMentioned(text, name.str)) open.push(...writeValue(name));
      }
      texts.push(text);
      if (evaluated) texts.push(`${validateName}.evaluated = ${evaluated};\n`);
    }
    return first.validateName.str;
  }

  /** @returns the functions that a value leads to */
  function writeValue(name: ScopeName): CompiledSource[] {
    const { code, ref } = name.value ?? {};
    if (code === undefined) return writeCall(name, ref);
    if (written.has(name.str)) return [];
    written.add(name.str);
    const helper = helperOf(String(code));
    const pure = name.prefix === "pattern" ? "/* @__PURE__ */ " : "";
    if (helper === undefined) texts.push(`const ${name} = ${pure}${code};\n`);
    else helpers.push(`export const ${name} = ${pure}${helper};`);
    return [];
  }

  function writeCall(name: ScopeName, ref: unknown): CompiledSource[] {
    if (name.prefix === "validate") return [(ref as { source: CompiledSource }).source];
    // Where schemas lead back to themselves, Ajv calls through an object.
    const { validate, validateName } = ref as { validate: { source: CompiledSource }; validateName: Name };
    if (!written.has(name.str)) texts.push(`const ${name} = {validate: ${validateName}};\n`);
    written.add(name.str);
    return [validate.source];
  }
}

/** What stands in our runtime or is asked of it; `undefined` for what stands by itself. */
function helperOf(code: string): string | undefined {
  if (code === 'require("ajv/dist/runtime/ucs2length").default') return "runtime.codePointLength";
  if (code === 'require("ajv/dist/runtime/equal").default') return "runtime.deepEqual";
  const [, pattern] = /^new RegExp\(("(?:[^"\\]|\\.)*"), "u"\)$/.exec(code) ?? [];
  const table = pattern === undefined ? undefined : automatonTable(JSON.parse(pattern) as string);
  if (table) return `patterns.textAutomaton(${JSON.stringify(table)})`;
  return /^(?:runtime|formats)\b/.test(code) ? code : undefined;
}

/** Whether a text has a name, and not only as the beginning of another one. */
function isMentioned(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const next = text.charCodeAt(at + name.length);
    if (!(next >= 0x30 && next <= 0x39)) return true;
  }
  return false;
}
