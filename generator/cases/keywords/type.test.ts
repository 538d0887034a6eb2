import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../../spec/interchange/decode-text.ts";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { derivedValues } from "../testing/derived-values.ts";
import { enumeration } from "./enumeration.ts";
import { type } from "./type.ts";

const ajv = new Ajv2020({ strict: false, strictNumbers: true, allowUnionTypes: true });

const SCHEMAS: JsonObject[] = [
  { type: "string", minLength: 2 },
  { type: "string", pattern: "^[1-9]\\d$" },
  { type: "integer", minimum: 10, maximum: 10_000 },
  { type: "integer", maximum: -3 },
  { type: "number", minimum: 0.5 },
  { type: "boolean" },
  { type: "null" },
  { type: "array", items: { type: "integer" }, minItems: 1 },
  { type: "object", required: ["a"], properties: { a: { type: "integer" } } },
  { type: ["string", "null"] },
  { type: ["integer", "boolean"] },
];

describe.each(SCHEMAS)("type of %j", (schema) => {
  const isType = ajv.compile({ type: schema["type"] } as JsonObject);

  it("has values of other types, and says which they are", () => {
    const found = derivedValues(type, schema);
    const wrong = found.filter(({ value, valid }) => valid !== "either" && isType(value) !== valid);
    expect(wrong.map(({ what }) => what)).toEqual([]);
    expect(found.filter(({ valid }) => valid === false).length).toBeGreaterThan(4);
  });

  it("has texts that no strict reader takes for the type", () => {
    const found = derivedValues(type, schema, true).filter(({ valid }) => valid !== "either");
    const wrong = found.filter(({ value, valid }) => isType(decodeText(String(value), schema, schema)) !== valid);
    expect(wrong.map(({ what }) => what)).toEqual([]);
  });
});

describe("texts of a number", () => {
  const lenient: Record<string, (text: string) => number> = {
    parseInt: (text) => Number.parseInt(text, 10),
    parseFloat: (text) => Number.parseFloat(text),
    Number: (text) => Number(text),
    "without separators": (text) => Number(text.replace(/[,_].*/, "")),
    "any script": (text) => Number(text.normalize("NFKC")),
  };

  it.each(Object.entries(lenient))("lie within the bounds for %s", (_name, read) => {
    const found = derivedValues(type, { type: "integer", minimum: 10, maximum: 10_000 }, true);
    const taken = found.filter(({ value, valid }) => {
      const number = Math.trunc(read(String(value)));
      return !valid && number >= 10 && number <= 10_000;
    });
    expect(taken.length).toBeGreaterThan(1);
  });
});

describe("enum and const", () => {
  it("have every member, and only strangers besides", () => {
    for (const members of [["red", "dark_blue"], [1, 2, 0.5], ["1", "2"], [true], [null, "a"], [{ a: 1 }, [1]]]) {
      const schema = { enum: members } as JsonObject;
      const isMember = ajv.compile(schema);
      const found = derivedValues(enumeration, schema);
      expect(found.filter(({ value, valid }) => isMember(value) !== valid)).toEqual([]);
      expect(found.filter(({ valid }) => valid)).toHaveLength(members.length);
      expect(found.filter(({ valid }) => !valid).length).toBeGreaterThan(1);
    }
  });

  it("tell apart whoever compares carelessly", () => {
    const members = ["asc", "desc_long"];
    const careless: ((text: string) => boolean)[] = [
      (text) => members.includes(text.toLowerCase()),
      (text) => members.includes(text.trim()),
      (text) => members.some((member) => text.startsWith(member)),
      (text) => members.some((member) => text.endsWith(member)),
      (text) => members.some((member) => member.startsWith(text)),
      (text) => members.some((member) => member.includes(text)),
      (text) => text.split(",").every((part) => members.includes(part)),
      (text) => members.includes(text.replaceAll("-", "_")),
      () => true,
    ];
    const strangers = derivedValues(enumeration, { type: "string", enum: members }).filter(({ valid }) => !valid);
    for (const [index, takes] of careless.entries()) {
      const taken = strangers.filter(({ value }) => typeof value === "string" && takes(value));
      expect([index, taken.length > 0]).toEqual([index, true]);
    }
  });
});
