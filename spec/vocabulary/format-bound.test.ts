import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { InstantSegment, TextExpression } from "../interchange/expression.ts";
import { freshSource } from "../interchange/fresh-text.ts";
import type { JsonObject } from "../interchange/json.ts";
import { render } from "../interchange/render.ts";
import { addVocabulary } from "./ajv-vocabulary.ts";
import { formatMaximum, formatMinimum } from "./format-bound.ts";
import type { Keyword } from "./keyword.ts";
import { keywordLaws, type LawExample, type RefusedArgument } from "./keyword-laws.ts";

const HOST = { type: "string", format: "date-time" };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function relative(argument: string, distance: number, outward: 1 | -1): LawExample {
  return {
    argument,
    schema: HOST,
    isRelative: true,
    ticks: (now) => ({
      last: new Date(now + distance).toISOString(),
      first: new Date(now + distance + outward).toISOString(),
    }),
  };
}

function absolute(argument: string, last: string, first: string): LawExample {
  return { argument, schema: HOST, isRelative: false, ticks: () => ({ last, first }) };
}

function refused(name: string): RefusedArgument[] {
  return [
    { argument: 5, schema: HOST, message: /5 is no text; write/ },
    { argument: "", schema: HOST, message: /"" is no instant; write/ },
    { argument: "tomorrow", schema: HOST, message: /"tomorrow" is no instant/ },
    { argument: "now+2M", schema: HOST, message: /is no instant/ },
    { argument: "now + PT2M", schema: HOST, message: /is no instant/ },
    { argument: "2026-01-01T00:00:00", schema: HOST, message: /is no instant/ },
    { argument: "2026-02-30T00:00:00Z", schema: HOST, message: /is no instant/ },
    { argument: "now+P1M", schema: HOST, message: /years or months, which have no fixed length; count/ },
    { argument: "now-P1Y2M3DT4H", schema: HOST, message: /years or months/ },
    { argument: "now+PT0.0005S", schema: HOST, message: /finer than a millisecond/ },
    { argument: "now-P9999999D", schema: HOST, message: /more than 366000 days/ },
    { argument: "now", schema: { type: "string" }, message: new RegExp(`date-times only; add .* or remove "${name}"`) },
    { argument: "now", schema: { type: "string", format: "date" }, message: /date-times only/ },
  ];
}

keywordLaws(
  formatMinimum as Keyword,
  [
    relative("now+PT2M", 2 * MINUTE, -1),
    relative("now", 0, -1),
    relative("now-P1DT2H30M5.5S", -(DAY + 2.5 * HOUR + 5500), -1),
    absolute("2030-01-01T00:00:00Z", "2030-01-01T01:00:00+01:00", "2029-12-31T23:59:59.999Z"),
    absolute("1969-12-31T23:59:59.5-07:00", "1970-01-01T06:59:59.5Z", "1970-01-01T06:59:59.499Z"),
  ],
  refused("x-formatMinimum"),
);

keywordLaws(
  formatMaximum as Keyword,
  [
    relative("now+PT6H", 6 * HOUR, 1),
    relative("now", 0, 1),
    relative("now+P2W", 14 * DAY, 1),
    absolute("2030-01-01T00:00:00Z", "2029-12-31T23:00:00-01:00", "2030-01-01T00:00:00.001Z"),
    absolute("0099-12-31T23:59:60Z", "0100-01-01T00:00:00Z", "0100-01-01T00:00:00.001Z"),
  ],
  refused("x-formatMaximum"),
);

describe("the bounds together", () => {
  const WINDOW: JsonObject = { ...HOST, "x-formatMinimum": "now+PT2M", "x-formatMaximum": "now+PT6H" };
  const now = Date.UTC(2031, 0, 1);

  function errorsOf(schema: JsonObject, value: unknown): string[] {
    const ajv = addVocabulary(new Ajv2020({ passContext: true, allErrors: true }));
    const validate = ajv.compile(schema);
    validate.call({ now }, value);
    return (validate.errors ?? []).map(({ keyword }) => keyword);
  }

  it.each(["", "2031-01-01", "2031-01-01 01:00:00Z", "2031-01-01T01:00:00", "1924992000"])(
    "leave a malformed text to format: %s",
    (text) => {
      expect(errorsOf(WINDOW, text)).toEqual(["format"]);
    },
  );

  it("refuse one thing at a time", () => {
    expect(errorsOf(WINDOW, "2031-01-01T00:01:59.999Z")).toEqual(["x-formatMinimum"]);
    expect(errorsOf(WINDOW, "2031-01-01T06:00:00.001Z")).toEqual(["x-formatMaximum"]);
    expect(errorsOf(WINDOW, "2031-01-01T00:02:00Z")).toEqual([]);
    expect(errorsOf(WINDOW, "2031-01-01T06:00:00Z")).toEqual([]);
  });

  it("read the clock through a reference", () => {
    const schema = {
      type: "object",
      properties: { from: { $ref: "#/$defs/window" }, next: { $ref: "#" } },
      $defs: { window: WINDOW },
    };
    const inside = "2031-01-01T01:00:00Z";
    expect(errorsOf(schema, { from: inside, next: { from: inside, next: { from: inside } } })).toEqual([]);
    expect(errorsOf(schema, { from: "2030-12-31T01:00:00Z" })).toEqual(["x-formatMinimum"]);
    expect(errorsOf(schema, { next: { next: { from: "2031-01-02T01:00:00Z" } } })).toEqual(["x-formatMaximum"]);
  });

  it("refuse to run by a clock that has no time", () => {
    const validate = addVocabulary(new Ajv2020({ passContext: true })).compile(WINDOW);
    const check = () => validate.call({ now: new Date("?") }, "2031-01-01T01:00:00Z");
    expect(check).toThrow("option now: not a time");
  });
});

describe("boundaries", () => {
  const now = Date.UTC(2031, 0, 1, 12);
  const context = { now, guard: 0, fresh: freshSource("boundaries") };

  it("are where their labels say", () => {
    const boundaries = formatMinimum.boundaries("now+PT2M", new Set(["string"]));
    expect(boundaries.map(({ label, valid, value }) => [valid, render(value, context), label])).toEqual([
      [true, "2031-01-01T12:02:00.000Z", "at the bound"],
      [true, "2031-01-01T12:02:01.000Z", "one second inside"],
      [true, "2031-01-01T14:02:01.000+02:00", "one second inside, written at +02:00"],
      [true, "2031-01-01T05:02:01.000-07:00", "one second inside, written at -07:00"],
      [true, "2031-01-01T17:32:01.000+05:30", "one second inside, written at +05:30"],
      [true, "2031-01-01T12:02:01Z", "one second inside, without a fraction"],
      [true, "2031-01-01T12:02:01.5Z", "one second inside, one digit of a fraction"],
      [true, "2031-01-01T12:02:01.123456789Z", "one second inside, nine digits of a fraction"],
      [true, "2031-01-01t12:02:01.000z", "one second inside, in lower case"],
      [false, "2031-01-01T12:01:59.999Z", "one millisecond outside"],
      [false, "2031-01-01T12:01:59.000Z", "one second outside"],
      [false, "2031-01-01T14:01:59.000+02:00", "one second outside, inside without its +02:00"],
      [false, "2030-12-31T12:02:00.000Z", "one day outside"],
      [false, "2031-01-01T11:56:00.000Z", "twice the distance, on the other side of now"],
    ]);
  });

  it.each([
    [formatMinimum, "now+PT2M", "2031-01-01T14:01:59.000+02:00"],
    [formatMaximum, "now+PT6H", "2031-01-01T16:00:01.000-02:00"],
  ])("of $name look inside when the offset is dropped, and the other way round", (keyword, argument, deceptive) => {
    const texts = new Map(
      keyword
        .boundaries(argument, new Set(["string"]))
        .map(({ value, valid }) => [render(value, context) as string, valid]),
    );
    expect(texts.get(deceptive)).toBe(false);
    const local = (text: string) => text.replace(/[+-]\d\d:\d\d$/, "Z");
    expect(keyword.holds(local(deceptive), argument, now)).toBe(true);
    const misjudged = [...texts].filter(([text, valid]) => valid && !keyword.holds(local(text), argument, now));
    expect(misjudged.length).toBeGreaterThan(0);
  });

  it.each([
    ["valid", formatMinimum, 1],
    ["invalid", formatMinimum, -1],
    ["valid", formatMaximum, -1],
    ["invalid", formatMaximum, 1],
  ] as const)("are guarded away from the bound, %s of $name", (verdict, keyword, guard) => {
    const segments = keyword
      .boundaries("now+PT1H", new Set(["string"]))
      .filter(({ valid }) => valid === (verdict === "valid"))
      .map(({ value }) => (value as TextExpression).$text[0] as InstantSegment);
    expect(segments.length).toBeGreaterThan(2);
    expect(new Set(segments.map((segment) => segment.guard))).toEqual(new Set([guard]));
  });

  it("of an absolute bound need no guard", () => {
    const boundaries = formatMinimum.boundaries("2030-01-01T00:00:00Z", new Set(["string"]));
    expect(JSON.stringify(boundaries)).not.toContain("guard");
  });

  it("stay within the years that RFC 3339 can write", () => {
    for (const edge of ["0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"]) {
      for (const keyword of [formatMinimum, formatMaximum]) {
        const boundaries = keyword.boundaries(edge, new Set(["string"]));
        expect(boundaries.map(({ label }) => label)).toContain("at the bound");
        for (const { valid, value } of boundaries) {
          expect(keyword.holds(render(value, context), edge, now)).toBe(valid);
        }
      }
    }
  });

  it("are none where no string is allowed", () => {
    expect(formatMinimum.boundaries("now", new Set(["integer"]))).toEqual([]);
  });
});

it("describes bounds in words", () => {
  expect(formatMinimum.describe("now+PT2M")).toBe("at least now + 2 minutes");
  expect(formatMaximum.describe("now+PT6H")).toBe("at most now + 6 hours");
  expect(formatMaximum.describe("now-P1DT1H1M1.5S")).toBe("at most now - 1 day 1 hour 1 minute 1.5 seconds");
  expect(formatMinimum.describe("now")).toBe("at least now");
  expect(formatMinimum.describe("2030-01-01T00:00:00Z")).toBe("at least 2030-01-01T00:00:00Z");
});
