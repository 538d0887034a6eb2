import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isDeepStrictEqual } from "node:util";
import { Big } from "big.js";
import { build } from "esbuild";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clock, codePointLength, deepEqual, isMultiple, utf8Length, withinBytes } from "./runtime.ts";

const require = createRequire(import.meta.url);
const ajvLength = require("ajv/dist/runtime/ucs2length").default as (text: string) => number;
const ajvEqual = require("ajv/dist/runtime/equal").default as (a: unknown, b: unknown) => boolean;

const TEXTS = [
  "",
  "a",
  "é",
  "中",
  "😀",
  "a\u0301",
  "\ud800",
  "\udc00",
  "\ud800a",
  "\ud83d\ud83d\ude00",
  "\ude00\ud83d",
  "\ufffd",
];

// Any sequence of UTF-16 units, lone surrogates and all.
const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd7ff, max: 0xe000 })))
  .map((units) => String.fromCharCode(...units));

describe("utf8Length", () => {
  it("counts as the platform encodes", () => {
    for (const text of TEXTS) expect(utf8Length(text), JSON.stringify(text)).toBe(Buffer.byteLength(text));
    fc.assert(
      fc.property(anyText, (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});

describe("codePointLength", () => {
  it("counts as the string iterator and Ajv do", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.constantFrom(...TEXTS)), (text) => {
        expect(codePointLength(text)).toBe([...text].length);
        expect(codePointLength(text)).toBe(ajvLength(text));
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});

describe("withinBytes", () => {
  it("counts strings as they are, and other values as compact JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = typeof value === "string" ? value : JSON.stringify(value);
        const bytes = Buffer.byteLength(text);
        expect(withinBytes(value, bytes)).toBe(true);
        expect(withinBytes(value, bytes - 1)).toBe(false);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it("refuses what cannot be serialised", () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    expect(withinBytes(cycle, 1e9)).toBe(false);
    expect(withinBytes({ big: 1n }, 1e9)).toBe(false);
    expect(withinBytes(undefined, 1e9)).toBe(false);
  });
});

describe("deepEqual", () => {
  it("agrees with the platform on JSON", () => {
    const value = fc.jsonValue({ maxDepth: 2 }).map((made) => JSON.parse(JSON.stringify(made)));
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(deepEqual(a, structuredClone(a))).toBe(true);
        expect(deepEqual(a, b)).toBe(isDeepStrictEqual(a, b));
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it("answers where Ajv's own equality throws", () => {
    const a = JSON.parse('{"toString":1}');
    expect(() => ajvEqual(a, {})).toThrow(TypeError);
    expect(deepEqual(a, {})).toBe(false);
    expect(deepEqual(a, { toString: 1 })).toBe(true);
  });

  it.each([
    ["[]", "{}"],
    ["[1]", '{"0":1}'],
    ["null", "{}"],
    ["1", '"1"'],
    ["0", "false"],
    ['{"a":1}', '{"b":1}'],
    ['{"a":1}', '{"a":1,"b":2}'],
    ['{"constructor":1}', '{"x":1}'],
    ['{"__proto__":1}', '{"x":1}'],
    ['{"__proto__":{}}', '{"toString":{}}'],
    ["[1,2]", "[2,1]"],
    ["[1]", "[1,1]"],
  ])("tells %s from %s", (a, b) => {
    expect(deepEqual(JSON.parse(a), JSON.parse(b))).toBe(false);
    expect(deepEqual(JSON.parse(b), JSON.parse(a))).toBe(false);
    expect(deepEqual(JSON.parse(a), JSON.parse(a))).toBe(true);
  });

  it("does not mind the order of members, or whether there is a prototype", () => {
    expect(deepEqual({ a: 1, b: [null] }, { b: [null], a: 1 })).toBe(true);
    expect(deepEqual(Object.assign(Object.create(null), { a: 1 }), { a: 1 })).toBe(true);
    expect(deepEqual(Object.create({ a: 1 }), { a: 1 })).toBe(false);
  });
});

describe("clock", () => {
  it("is the caller's, or else the system's", () => {
    expect(clock({ now: 5 })).toBe(5);
    expect(clock({ now: new Date(5) })).toBe(5);
    expect(clock({ now: 0 })).toBe(0);
    for (const context of [undefined, {}, { now: undefined }]) {
      expect(Math.abs(clock(context) - Date.now())).toBeLessThan(1000);
    }
  });

  it.each([Number.NaN, new Date("?"), Number.POSITIVE_INFINITY])("refuses %s", (now) => {
    expect(() => clock({ now })).toThrow(/now: not a time; give/);
  });
});

describe("what is inlined into validators", () => {
  it("imports nothing but what is inlined as well", () => {
    for (const file of ["runtime.ts", "instant.ts"]) {
      const text = readFileSync(new URL(file, import.meta.url), "utf8");
      const imports = [...text.matchAll(/from "(.*)"/g)].map((match) => match[1]);
      expect(imports).toEqual(file === "runtime.ts" ? ["./instant.ts"] : []);
    }
  });

  it("is left out of a bundle when it is not used", async () => {
    const sizeOf = async (code: string) => {
      const { outputFiles } = await build({
        stdin: {
          contents: `import * as runtime from "./runtime.ts"; import * as formats from "./formats.ts"; ${code}`,
          resolveDir: import.meta.dirname,
        },
        bundle: true,
        minify: true,
        format: "esm",
        write: false,
      });
      return outputFiles[0]?.contents.length ?? 0;
    };
    expect(await sizeOf("")).toBe(0);
    expect(await sizeOf("export const f = runtime.codePointLength")).toBeLessThan(400);
    expect(await sizeOf('export const f = (x) => formats["date-time"](x)')).toBeLessThan(1500);
    expect(await sizeOf("export const f = (x) => formats.int32.validate(x)")).toBeLessThan(400);
    expect(await sizeOf("export const f = (x) => runtime.withinMinimum(x, runtime.clock(this))")).toBeLessThan(1800);
  });
});

describe("isMultiple", () => {
  it.each<[number, number, boolean]>([
    [0.57, 0.01, true],
    [100000.2, 0.1, true],
    [100000.25, 0.1, false],
    [1e-12, 0.1, false],
    [-0.3, 0.1, true],
    [0.3, 0.2, false],
    [3e-7, 1e-7, true],
    [1e21, 0.01, true],
    [2 ** 53 + 2, 2, true],
    [1e23, 1e22, true],
    [1e308, 3, false],
    [1.5, 1, false],
    [0, 0.1, true],
    [-0, 7, true],
    [5e-324, 1e-323, false],
    [Number.MAX_VALUE, Number.MIN_VALUE, true],
    [Number.POSITIVE_INFINITY, 1, false],
  ])("%d by %d: %s", (value, step, expected) => {
    expect(isMultiple(value, step)).toBe(expected);
  });

  it("agrees with arbitrary-precision decimals", () => {
    const step = fc.oneof(
      fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: -9, max: 9 })).map(([a, b]) => Number(`${a}e${b}`)),
      fc.double({ min: 1e-30, max: 1e30, noNaN: true }),
    );
    const times = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double({ min: -1e9, max: 1e9, noNaN: true }));
    let multiples = 0;
    fc.assert(
      fc.property(step, times, (by, count) => {
        const value = new Big(by).times(count).toNumber();
        const expected = new Big(value).mod(by).eq(0);
        if (expected) multiples++;
        expect(isMultiple(value, by)).toBe(expected);
      }),
      { seed: 1, numRuns: 5000 },
    );
    expect(multiples).toBeGreaterThan(1000);
  });
});
