import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { addVocabulary } from "../../../spec/vocabulary/ajv-vocabulary.ts";
import { derivedValues } from "../testing/derived-values.ts";
import { multipleOf } from "./multiple-of.ts";
import { range } from "./range.ts";

const ajv = addVocabulary(new Ajv2020({ strict: false, passContext: true }));

/** Whether values keep one keyword, whatever else their schema says. */
function keeping(schema: JsonObject, keyword: string): (value: unknown) => boolean {
  return ajv.compile({ [keyword]: schema[keyword] });
}

const bound = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.integer({ min: -100_000, max: 100_000 }).map((cents) => cents / 100),
  fc.constantFrom(0, 0.1, 0.57, -0.3, 1e-7, 1e21, -1e21, 2 ** 31, 2 ** 53, -(2 ** 53), 2 ** 63, 1.5e300),
);
const keyword = fc.constantFrom("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");
const type = fc.constantFrom("integer", "number");

describe("range", () => {
  it("claims what Ajv says, for every bound", () => {
    fc.assert(
      fc.property(bound, keyword, type, fc.constantFrom(undefined, 1, 5, 0.25, 0.01), (limit, name, kind, step) => {
        const schema = { type: kind, [name]: limit, ...(step !== undefined && { multipleOf: step }) };
        const keeps = keeping(schema, name);
        for (const { value, valid, what } of derivedValues(range, schema)) {
          expect([what, keeps(value)]).toEqual([what, valid]);
        }
      }),
      { seed: 1, numRuns: 150 },
    );
  });

  it("gives integers and multiples where only these are allowed, on both sides of the bound", () => {
    fc.assert(
      fc.property(bound, keyword, type, fc.constantFrom(undefined, 1, 5, 0.25, 0.01), (limit, name, kind, step) => {
        fc.pre(Math.abs(limit) < 1e6);
        const schema: JsonObject = { type: kind, [name]: limit, ...(step !== undefined && { multipleOf: step }) };
        const { [name]: _, ...others } = schema;
        const near = derivedValues(range, schema).filter(({ isSearch }) => !isSearch);
        expect(new Set(near.map(({ valid }) => valid)).size).toBe(2);
        const isOtherwiseValid = ajv.compile(others);
        for (const { value } of near) expect([value, isOtherwiseValid(value)]).toEqual([value, true]);
      }),
      { seed: 2, numRuns: 150 },
    );
  });

  const values = (schema: JsonObject, valid: boolean) =>
    derivedValues(range, schema)
      .filter((found) => found.valid === valid)
      .map(({ value }) => value);

  it("sends no integer as sound whose digits are another one", () => {
    const schema = { type: "integer", maximum: 2 ** 63 };
    expect(values(schema, true).every((value) => BigInt(JSON.stringify(value)) <= 2n ** 63n - 1n)).toBe(true);
    expect(values(schema, false).every((value) => BigInt(JSON.stringify(value)) >= 2n ** 63n)).toBe(true);
    expect(values(schema, false)).not.toEqual([]);
  });

  it("is decimal", () => {
    expect(values({ type: "number", minimum: 0.3, multipleOf: 0.1 }, true)).toEqual(expect.arrayContaining([0.3, 0.4]));
    expect(values({ type: "number", minimum: 0.3, multipleOf: 0.1 }, false)).toContain(0.2);
    expect(values({ type: "number", maximum: 0.57 }, false)).toContain(0.571);
    expect(values({ type: "integer", maximum: 10.5 }, true)).toContain(10);
    expect(values({ type: "integer", maximum: 10.5 }, false)).toContain(11);
  });

  it("goes where doubles are further apart than a step", () => {
    expect(values({ type: "integer", maximum: 2 ** 53 }, false)).toContain(2 ** 53 + 2);
    expect(values({ type: "integer", maximum: 1e21 }, false)).toContain(1e21 + 131072);
  });
});

describe("multipleOf", () => {
  it("claims what Ajv says, for every step", () => {
    const steps = fc.constantFrom(1, 2, 5, 7, 0.1, 0.01, 0.25, 0.3, 2.5, 1e-7, 100);
    fc.assert(
      fc.property(steps, type, fc.option(bound, { nil: undefined }), (step, kind, minimum) => {
        fc.pre(minimum === undefined || Math.abs(minimum) < 1e6);
        const schema = { type: kind, multipleOf: step, ...(minimum !== undefined && { minimum }) };
        const keeps = keeping(schema, "multipleOf");
        for (const { value, valid, what } of derivedValues(multipleOf, schema)) {
          expect([what, keeps(value)]).toEqual([what, valid]);
        }
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it("finds multiples that a binary remainder misses", () => {
    const found = derivedValues(multipleOf, { type: "number", multipleOf: 0.01, minimum: 0 });
    expect(found.filter(({ value, valid }) => valid && Number(value) % 0.01 !== 0).length).toBeGreaterThan(2);
  });

  it("finds multiples that binary division misses", () => {
    const found = derivedValues(multipleOf, { type: "number", multipleOf: 0.01, minimum: 0 });
    const isMissed = (value: number) => !Number.isInteger(value / 0.01);
    expect(found.filter(({ value, valid }) => valid && isMissed(Number(value))).length).toBeGreaterThan(1);
  });

  it("has both sides for integers", () => {
    const found = derivedValues(multipleOf, { type: "integer", multipleOf: 5, maximum: -10 });
    expect(found.filter(({ value, valid }) => valid && Number(value) <= -10).length).toBeGreaterThan(2);
    expect(found.filter(({ value, valid }) => !valid && Number(value) <= -10).length).toBeGreaterThan(1);
  });
});
