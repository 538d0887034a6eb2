import { fileURLToPath } from "node:url";
import { _ } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { freshSource } from "../interchange/fresh-text.ts";
import type { Json, JsonObject } from "../interchange/json.ts";
import { type RenderContext, render } from "../interchange/render.ts";
import { type JsonType, typesOf } from "../interchange/schema-types.ts";
import { addVocabulary } from "./ajv-vocabulary.ts";
import type { Keyword } from "./keyword.ts";

/** A use of a keyword for the laws to be tried on. */
export interface LawExample {
  argument: Json;
  /** The schema that the keyword stands in, without the keyword. */
  schema: JsonObject;
  /** Two values one tick (a millisecond, a byte) apart: the last valid and the first invalid one. */
  ticks(now: number): { last: Json; first: Json };
  /** Whether the limit moves with the clock; `first` is valid when it is checked a day later or earlier. */
  isRelative: boolean;
}

/** An argument that has to be refused. */
export interface RefusedArgument {
  argument: Json;
  schema: JsonObject;
  /** What the error has to say. */
  message: RegExp;
}

/** Judges one value. Without a time it reads the system's clock. */
type Check = (value: Json, now?: number) => boolean;

const NOW = Date.UTC(2031, 4, 6, 7, 8, 9, 123);
const GUARD = 5000;
const DAY = 86_400_000;

const SAMPLES: Record<JsonType, Json> = {
  null: null,
  boolean: false,
  integer: 7,
  number: 1.5,
  string: "text",
  array: ["text"],
  object: { member: "text" },
};

/** The laws that every keyword has to pass, as a test suite; only tests import this file. */
export function keywordLaws(keyword: Keyword, examples: LawExample[], refused: RefusedArgument[]): void {
  describe.each(examples)(`${keyword.name}: $argument`, (example) => {
    const { argument, isRelative } = example;
    const schema = { ...example.schema, [keyword.name]: argument };
    const types = typesOf(schema, schema);
    const boundaries = keyword.boundaries(argument, types);
    const context = (now = NOW, guard = 0): RenderContext => ({ now, guard, fresh: freshSource("laws") });
    let checks: Record<"plain" | "interpreted" | "standalone", Check>;

    beforeAll(async () => {
      checks = {
        plain: (value, now = Date.now()) => keyword.holds(value, argument, now),
        interpreted: interpreted(schema),
        standalone: await standalone(schema),
      };
    });

    afterEach(() => {
      vi.restoreAllMocks();
    });

    const expectAll = (value: Json, valid: boolean, now: number | undefined, what: string) => {
      for (const [form, check] of Object.entries(checks)) {
        expect(check(value, now), `${form}: ${what}: ${JSON.stringify(value).slice(0, 200)}`).toBe(valid);
      }
    };

    it("has boundaries on both sides, under different labels", () => {
      expect(new Set(boundaries.map(({ valid }) => valid))).toEqual(new Set([true, false]));
      expect(new Set(boundaries.map(({ label }) => label)).size).toBe(boundaries.length);
    });

    it.each(boundaries)("gives the boundary its verdict: $label", ({ label, valid, value }) => {
      expectAll(render(value, context()), valid, NOW, label);
    });

    it.each(boundaries)(
      "keeps the verdict while the clock moves within the guard: $label",
      ({ label, valid, value }) => {
        const sent = render(value, context(NOW, GUARD));
        for (const drift of [-GUARD, 0, GUARD]) expectAll(sent, valid, NOW + drift, `${label}, ${drift} ms later`);
      },
    );

    it("ends where its limit is, to the tick", () => {
      const { last, first } = example.ticks(NOW);
      expectAll(last, true, NOW, "last valid");
      expectAll(first, false, NOW, "first invalid");
    });

    it("reads no clock when a schema is compiled", async () => {
      const reads = vi.spyOn(Date, "now");
      const validator = compile(schema);
      expect(validator).toBeTypeOf("function");
      expect(reads).not.toHaveBeenCalled();
    });

    it("reads the clock when a value is checked, the caller's in preference", () => {
      const { last, first } = example.ticks(NOW);
      for (const shift of [-DAY, DAY]) {
        const shifted = example.ticks(NOW + shift);
        expectAll(shifted.last, true, NOW + shift, "last valid then");
        expectAll(shifted.first, false, NOW + shift, "first invalid then");
        vi.spyOn(Date, "now").mockReturnValue(NOW + shift);
        expectAll(shifted.last, true, undefined, "last valid by the system's clock");
        expectAll(shifted.first, false, undefined, "first invalid by the system's clock");
        expectAll(last, true, NOW, "last valid by the caller's clock");
        expectAll(first, false, NOW, "first invalid by the caller's clock");
      }
      const verdicts = [-DAY, DAY].map((shift) => checks.standalone(first, NOW + shift));
      expect(verdicts.includes(true)).toBe(isRelative);
    });

    it("generates valid values only", () => {
      const schemaOnly = interpreted(example.schema);
      fc.assert(
        fc.property(keyword.arbitrary(fc, argument, types), (template) => {
          const value = render(template, context(NOW, GUARD));
          expect(schemaOnly(value), `fits the rest of the schema: ${JSON.stringify(value)}`).toBe(true);
          for (const drift of [-GUARD, GUARD]) expectAll(value, true, NOW + drift, "generated");
        }),
        { numRuns: 300, seed: 1 },
      );
    });

    it("says its rule in words, and in the error", () => {
      const words = keyword.describe(argument, types);
      expect(words).toMatch(/\w/);
      expect(keyword.describe(argument)).toMatch(/\w/);
      const validate = compile(schema);
      validate.call({ now: NOW }, example.ticks(NOW).first);
      expect(validate.errors).toMatchObject([
        { keyword: keyword.name, message: `must be ${words}`, params: { limit: argument } },
      ]);
    });

    it("ignores instances of other types", async () => {
      const { type: _type, ...untyped } = schema as JsonObject;
      const forms = [checks.plain, interpreted(untyped), await standalone(untyped)];
      const others = (Object.keys(SAMPLES) as JsonType[]).filter((type) => !keyword.types.includes(type));
      for (const type of others) {
        for (const check of forms) expect(check(SAMPLES[type], NOW), type).toBe(true);
      }
    });
  });

  it.each(refused)(`${keyword.name} refuses $argument in $schema`, ({ argument, schema, message }) => {
    expect(keyword.refuse(argument, schema)).toMatch(message);
    // Ajv judges the type of an argument before the keyword itself is asked.
    expect(() => compile({ properties: { field: { ...schema, [keyword.name]: argument } } })).toThrow(
      new RegExp(`#/properties/field.*(?:${message.source}|data must be )`),
    );
  });
}

function compile(schema: JsonObject) {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    passContext: true,
    allErrors: true,
    code: { source: true, esm: true, formats: _`formats` },
  });
  const validate = addVocabulary(ajv).compile(schema);
  return Object.assign(validate, { ajv });
}

function interpreted(schema: JsonObject): Check {
  const validate = compile(schema);
  return (value, now) => (now === undefined ? validate(value) : validate.call({ now }, value)) as boolean;
}

/** The check as it is generated: one module without imports. */
async function standalone(schema: JsonObject): Promise<Check> {
  const validate = compile(schema);
  const code = (standaloneCode as unknown as typeof standaloneCode.default)(validate.ajv, validate);
  const { outputFiles } = await build({
    stdin: {
      contents: `import * as runtime from "./runtime.ts"; import * as formats from "./formats.ts"; ${code}`,
      resolveDir: fileURLToPath(new URL(".", import.meta.url)),
    },
    bundle: true,
    format: "esm",
    write: false,
  });
  const text = outputFiles[0]?.text ?? "";
  expect(text).not.toMatch(/\brequire\(|^import /m);
  const generated = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`)) as {
    validate(this: { now: number } | undefined, value: Json): boolean;
  };
  return (value, now) => generated.validate.call(now === undefined ? undefined : { now }, value);
}
