import { describe, expect, it } from "vitest";
import { formatTypes } from "../../../spec/vocabulary/format-table.ts";
import { createAjv } from "../../judge.ts";
import { deriveBody, requestOf, sent } from "../testing/derive-body.ts";
import { derivedValues, NOW } from "../testing/derived-values.ts";
import { format } from "./format.ts";

/** Formats that every value is of. */
const OPEN = ["unixtime", "binary", "password", "commonmark", "html", "double"];

describe.each(Object.entries(formatTypes))("%s", (name, type) => {
  const schema = { type, format: name };
  const found = derivedValues(format, schema);

  it("has sound values and near misses, as the judge says", () => {
    const validate = createAjv().compile(schema);
    const wrong = found.filter(({ value, valid }) => validate.call({ now: NOW }, value) !== valid);
    expect(wrong.map(({ what }) => what)).toEqual([]);
    expect(found.some(({ valid }) => valid)).toBe(true);
    expect(found.some(({ valid }) => !valid)).toBe(!OPEN.includes(name));
  });

  it("gives no two of one name, and no more than is of use", () => {
    expect(new Set(found.map(({ what }) => what)).size).toBe(found.length);
    expect(found.length).toBeLessThan(80);
  });
});

it("says of a format of numbers that takes all of them that none is refused", () => {
  const { skipped } = deriveBody({ type: "number", format: "double" });
  expect(skipped.map(({ name }) => name)).toContain("op/body/format/numbers out of its range");
  expect(deriveBody({ type: "number", format: "float" }).skipped).toEqual([]);
});

it("sends no integer as sound whose digits are another one", () => {
  for (const name of ["int64", "uint64"]) {
    const sound = derivedValues(format, { type: "integer", format: name }).filter(({ valid }) => valid);
    const [low, high] = name === "int64" ? [-(2n ** 63n), 2n ** 63n - 1n] : [0n, 2n ** 64n - 1n];
    expect(Math.max(...sound.map(({ value }) => Number(value)))).toBeGreaterThan(2 ** 62);
    for (const { value } of sound) {
      const digits = BigInt(JSON.stringify(value));
      expect(digits >= low && digits <= high).toBe(true);
    }
  }
});

it("leaves a format alone that is not for the site's type", () => {
  expect(derivedValues(format, { type: "string", format: "int64" })).toEqual([]);
  expect(derivedValues(format, { type: "integer", format: "date" })).toEqual([]);
});

it("holds no server to the size of a local part, of which the grammar says nothing", () => {
  const localSize = (value: unknown) => String(value).split("@")[0]?.length;
  const outcomes = (name: string, size: number) => {
    const derived = deriveBody({ type: "string", format: name });
    return derived.cases
      .filter((found) => {
        const { body } = requestOf(derived, found);
        return found.tests.keyword === "format" && body?.kind === "json" && localSize(body.value) === size;
      })
      .map(({ expect: { outcome } }) => outcome);
  };
  expect([outcomes("email", 65), outcomes("email", 64), outcomes("idn-email", 33)]).toEqual([
    ["either"],
    ["accepted"],
    ["either"],
  ]);
  expect(sent(deriveBody({ type: "string", format: "email" }), "format", "rejected")).toContain("a@b@c");
});

describe("near misses of a date-time", () => {
  const lenient = (text: string) => {
    const [, seconds] = /^@?(\d{9,11})$/.exec(text) ?? [];
    const [, milliseconds] = /^(\d{12,14})$/.exec(text) ?? [];
    if (seconds !== undefined) return Number(seconds) * 1000;
    return milliseconds === undefined ? Date.parse(text) : Number(milliseconds);
  };

  it("lie inside the bounds for a parser that takes them", () => {
    const found = derivedValues(format, { type: "string", format: "date-time" }).filter(({ valid }) => !valid);
    const named = (what: string) => String(found.find((candidate) => candidate.what === what)?.value);
    for (const what of ["epoch seconds", "epoch milliseconds", "the date of HTTP", "blank in place of T"]) {
      expect([what, Math.round((lenient(named(what)) - NOW) / 1000)]).toEqual([what, 3600]);
    }
  });

  it("are of the time that a fixed bound allows", () => {
    const schema = { type: "string", format: "date-time", "x-formatMinimum": "2040-01-01T00:00:00Z" };
    const validate = createAjv().compile(schema);
    const sound = derivedValues(format, schema).filter(({ valid }) => valid);
    expect(sound.filter(({ value }) => validate.call({ now: NOW }, value)).length).toBeGreaterThan(10);
  });
});
