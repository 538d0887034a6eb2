import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { addVocabulary } from "./ajv-vocabulary.ts";
import { formatCorpora as corpora } from "./format-corpora.ts";
import { type FormatName, formatTypes, isFormatName } from "./format-table.ts";
import * as formats from "./formats.ts";

const names = Object.keys(corpora) as FormatName[];

const ajvFormats = new Ajv2020({ strictNumbers: false });
(addFormats as unknown as typeof addFormats.default)(ajvFormats);

type Value = string | number;

function isValid(name: FormatName, value: Value): boolean {
  const judge = Object.entries(formats).find(([format]) => format === name)?.[1] as (value: Value) => boolean;
  return judge(value);
}

describe.each(names)("%s", (name) => {
  const { valid = [], invalid = [], differs = {} } = corpora[name] ?? {};

  it("accepts the good and refuses the near misses", () => {
    expect(valid.filter((value) => !isValid(name, value))).toEqual([]);
    expect(invalid.filter((value) => isValid(name, value))).toEqual([]);
  });

  it("judges the same way in a schema", () => {
    const ajv = addVocabulary(new Ajv2020({ passContext: true, strictNumbers: false }));
    const validate = ajv.compile({ type: formatTypes[name], format: name });
    for (const value of valid) expect(validate(value), String(value)).toBe(true);
    for (const value of invalid) expect(validate(value), String(value)).toBe(false);
  });

  it("differs from ajv-formats, where that knows it, only where the standard is on its side", () => {
    const isKnown = Object.hasOwn(ajvFormats.formats, name);
    const validate = ajvFormats.compile(isKnown ? { type: formatTypes[name], format: name } : false);
    const different = [...valid, ...invalid].filter((value) => isKnown && validate(value) !== isValid(name, value));
    expect(different.map(String).sort()).toEqual(Object.values(differs).flat().map(String).sort());
  });
});

const strings = names.filter((name) => formatTypes[name] === "string");

it.each(strings)("%s takes no more than linear time", (name) => {
  const length = 200_000;
  const pieces = [
    "a",
    "1",
    ".",
    "a.",
    "a-",
    "%41",
    "%",
    "{a}",
    "{a,",
    "é",
    "~0",
    "/",
    ":",
    "@",
    '"',
    "\\",
    "=",
    "(",
    " ",
  ];
  for (const piece of pieces) {
    const text = piece.repeat(length / piece.length);
    for (const hostile of [
      text,
      `${text}!`,
      `a@${text}`,
      `http://${text}\n`,
      `{${text}`,
      `P${text}`,
      `0${text}`,
      `"${text}`,
    ]) {
      const start = performance.now();
      isValid(name, hostile);
      expect(performance.now() - start, `${hostile.slice(0, 20)}…`).toBeLessThan(2000);
    }
  }
});

describe("the table of formats", () => {
  it("has every format, and a corpus for it", () => {
    expect(Object.keys(formatTypes).sort()).toEqual(Object.keys(formats).sort());
    expect(names.sort()).toEqual(Object.keys(formats).sort());
  });

  it("knows its names", () => {
    expect(isFormatName("date-time")).toBe(true);
    expect(isFormatName("toString")).toBe(false);
    expect(isFormatName("datetime")).toBe(false);
  });
});

it("gives number formats in the form that generated code calls", () => {
  for (const [name, type] of Object.entries(formatTypes)) {
    const format = Object.entries(formats).find(([other]) => other === name)?.[1];
    expect(format).toBeTypeOf("function");
    if (type === "number") expect((format as typeof formats.int32).validate(0)).toBe(true);
  }
});
