import { describe, expect, it } from "vitest";
import { formatTypes } from "./format-table.ts";
import { formatText } from "./format-text.ts";
import * as formats from "./formats.ts";

describe.each(Object.entries(formatTypes).filter(([, type]) => type === "string"))("%s", (name) => {
  it("has texts of exactly the lengths that are asked for, each of the format", () => {
    const judge = Object.entries(formats).find(([format]) => format === name)?.[1] as (text: string) => boolean;
    const lengths = [...Array(400).keys(), 1024, 5000];
    const texts = lengths.map((length) => [length, formatText(name, length)] as const);
    for (const [length, text] of texts) {
      if (text !== undefined) expect([text.length, judge(text)]).toEqual([length, true]);
    }
  });
});

it("goes as far as the format does", () => {
  const lengthsOf = (name: string) => [...Array(400).keys()].filter((length) => formatText(name, length) !== undefined);
  expect([lengthsOf("hostname").at(0), lengthsOf("hostname").at(-1), lengthsOf("hostname").length]).toEqual([
    1, 253, 253,
  ]);
  expect([lengthsOf("email").at(0), lengthsOf("email").at(-1), lengthsOf("email").length]).toEqual([11, 318, 308]);
  expect(lengthsOf("byte").every((length) => length % 4 === 0)).toBe(true);
  expect(lengthsOf("uuid")).toEqual([]);
  expect(formatText("no-format", 9)).toBeUndefined();
});
