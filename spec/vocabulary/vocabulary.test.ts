import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { addVocabulary } from "./ajv-vocabulary.ts";
import { ajvKeyword } from "./keyword.ts";
import { keywordNamed, vocabulary } from "./vocabulary.ts";

it("names its keywords", () => {
  expect(vocabulary.map(({ name }) => name)).toEqual(["x-formatMinimum", "x-formatMaximum", "x-maxBytes"]);
  for (const keyword of vocabulary) expect(keywordNamed(keyword.name)).toBe(keyword);
  expect(keywordNamed("x-formatExclusiveMinimum")).toBeUndefined();
});

it("tells Ajv what an argument looks like", () => {
  for (const keyword of vocabulary) {
    const { metaSchema } = ajvKeyword(keyword);
    expect(metaSchema).toEqual(keyword.argument);
    expect(() => new Ajv2020({ strict: true }).compile(metaSchema ?? false)).not.toThrow();
  }
});

it("asks Ajv to pass the clock on", () => {
  expect(() => addVocabulary(new Ajv2020())).toThrow("passContext: true");
});

it("leaves a format that nobody knows to Ajv, which refuses it", () => {
  const ajv = addVocabulary(new Ajv2020({ passContext: true }));
  expect(() => ajv.compile({ type: "string", format: "date-tme" })).toThrow('unknown format "date-tme"');
});
