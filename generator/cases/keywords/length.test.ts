import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { deriveBody } from "../testing/derive-body.ts";
import { derivedValues } from "../testing/derived-values.ts";
import { length } from "./length.ts";
import { pattern } from "./pattern.ts";

const ajv = new Ajv2020({ strict: false });

const PATTERNS = [
  "^[a-z]+$",
  "^[^/]*$",
  "^\\S(?:[\\s\\S]*\\S)?$",
  "^(?!-)[\\p{L}\\d-]+(?<!-)$",
  "^(?:\\w{2},)*\\w{2}$",
  "b",
];

/** Whether texts keep one keyword, and whether they keep all the others. */
function judges(schema: JsonObject, keyword: string): ((value: unknown) => boolean)[] {
  const { [keyword]: argument, ...others } = schema;
  return [ajv.compile({ [keyword]: argument } as JsonObject), ajv.compile(others)];
}

const schemas = fc
  .record({
    min: fc.integer({ min: 0, max: 20 }),
    span: fc.integer({ min: 0, max: 30 }),
    pattern: fc.constantFrom(undefined, ...PATTERNS),
    forbidden: fc.constantFrom(undefined, "^a+$"),
  })
  .map(({ min, span, pattern, forbidden }): JsonObject => {
    const not = forbidden === undefined ? {} : { not: { pattern: forbidden } };
    return { type: "string", minLength: min, maxLength: min + span, ...(pattern !== undefined && { pattern }), ...not };
  });

describe("minLength and maxLength", () => {
  it("claims what Ajv says, whatever the patterns", () => {
    fc.assert(
      fc.property(schemas, fc.constantFrom("minLength", "maxLength"), (schema, keyword) => {
        const [keeps] = judges(schema, keyword);
        for (const { value, valid, what, ...found } of derivedValues(length, schema)) {
          if (found.keyword === keyword) expect([what, keeps?.(value)]).toEqual([what, valid]);
        }
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it("finds texts at the bounds that keep the patterns", () => {
    for (const pattern of PATTERNS.slice(0, 4)) {
      const schema = { type: "string", minLength: 5, maxLength: 9, pattern };
      const [, isFine] = judges(schema, "maxLength");
      const texts = derivedValues(length, schema)
        .filter(({ value, keyword }) => keyword === "maxLength" && isFine?.(value))
        .map(({ value }) => [...String(value)].length);
      expect([pattern, ...new Set(texts)].toSorted()).toEqual(expect.arrayContaining([pattern, 7, 8, 9, 10]));
    }
  });

  it("tells the ways to count apart, on both sides", () => {
    const counters: Record<string, (text: string) => number> = {
      bytes: (text) => new TextEncoder().encode(text).length,
      "UTF-16 units": (text) => text.length,
      graphemes: (text) => [...new Intl.Segmenter("en").segment(text)].length,
      composed: (text) => [...text.normalize("NFC")].length,
      trimmed: (text) => [...text.trim()].length,
      decoded: (text) => [...text.replaceAll(/%[0-9A-F]{2}/g, "x")].length,
      "one byte of length": (text) => [...text].length % 256,
      "CR LF": (text) => [...text.replaceAll(/\r?\n/g, "\r\n")].length,
      LF: (text) => [...text.replaceAll("\r\n", "\n")].length,
      escaped: (text) => [...text.replaceAll(/[&<"']/g, "&#00;")].length,
    };
    const found = derivedValues(length, { type: "string", minLength: 6, maxLength: 40 });
    for (const [name, count] of Object.entries(counters)) {
      const wrong = found.filter(({ value, valid }) => {
        const size = count(String(value));
        return (size >= 6 && size <= 40) !== valid;
      });
      const sides = new Set(wrong.map(({ keyword }) => keyword));
      const expected = name === "one byte of length" ? ["maxLength"] : ["maxLength", "minLength"];
      expect([name, [...sides].sort()]).toEqual([name, expected]);
    }
  });
});

describe("pattern", () => {
  it("has texts on both sides, of lengths that are allowed", () => {
    fc.assert(
      fc.property(fc.constantFrom(...PATTERNS), fc.integer({ min: 2, max: 20 }), (source, min) => {
        const schema = { type: "string", minLength: min, maxLength: min + 5, pattern: source };
        const [matches, isFine] = judges(schema, "pattern");
        const texts = derivedValues(pattern, schema).filter(({ value }) => isFine?.(value));
        expect(texts.filter(({ value }) => matches?.(value)).length).toBeGreaterThan(3);
        expect(texts.filter(({ value }) => !matches?.(value)).length).toBeGreaterThan(1);
      }),
      { seed: 1, numRuns: 25 },
    );
  });

  it("tells apart what careless expressions confuse", () => {
    const right = /^[A-Z][a-z]{2}\d$/u;
    const wrong: RegExp[] = [
      /[A-Z][a-z]{2}\d$/u,
      /^[A-Z][a-z]{2}\d/u,
      /^[A-Z][a-z]{2}\d$/mu,
      /^[A-Z][a-z]{2}\d\n?$/u,
      /^[A-Z][a-z]{2}\d$/iu,
      /^[A-Z][a-z]{1,2}\d$/u,
      /^[A-Z][a-z]{2,3}\d$/u,
      /^[A-Y][a-z]{2}\d$/u,
      /^[A-Z][b-z]{2}\d$/u,
      /^[A-Z][a-y]{2}\d$/u,
      /^[A-Z][a-z]{2}[1-9]$/u,
      /^[A-Z][a-z]{2}[0-8]$/u,
      /^[A-Z]\w{2}\d$/u,
      /^.[a-z]{2}\d$/u,
      /^[A-Z][a-z]{2}\d+$/u,
      /^[A-Z][a-z]{2}\d?$/u,
    ];
    const texts = derivedValues(pattern, { pattern: right.source }).map(({ value }) => String(value));
    for (const expression of wrong) {
      expect([expression.source, texts.some((text) => expression.test(text) !== right.test(text))]).toEqual([
        expression.source,
        true,
      ]);
    }
  });

  it("finds a line that matches beside one that does not", () => {
    const schema = { type: "string", pattern: "^(?:[^/](?:[\\s\\S]*[^/])?)?$" };
    const texts = derivedValues(pattern, schema).map(({ value }) => String(value));
    expect(texts.some((text) => /^\/.*\n.*[^/]$/.test(text))).toBe(true);
    expect(texts.some((text) => /^[^/].*\/\n.*[^/]$/.test(text))).toBe(true);
    expect(texts.some((text) => /^[^/].*\n.*\/$/.test(text))).toBe(true);
  });
});

it("says where patterns leave no text of a length", () => {
  const { skipped } = deriveBody({ type: "string", pattern: "^[a-z]{3,8}$", maxLength: 20 });
  const reasons = skipped
    .filter(({ tests }) => tests.keyword === "maxLength")
    .map(({ name, reason }) => [name, reason]);
  expect(reasons).toContainEqual([
    "op/body/maxLength/21 characters",
    "the patterns of this place have no text of this length: it shows nothing of the bound",
  ]);
});
