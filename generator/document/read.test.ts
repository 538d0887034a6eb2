import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonPointer } from "../../spec/interchange/json.ts";
import { below } from "../../spec/interchange/pointer.ts";
import type { Problem } from "./problem.ts";
import { parseSource } from "./read.ts";

const PROBLEM = { what: "w", hint: "h", rule: "r" };

/** The same text as the parser of YAML reads it: no JSON begins with a comment. */
function asYaml(text: string) {
  const source = parseSource("api.json", `#\n${text}`);
  return {
    value: source.value,
    problemAt: (pointer: JsonPointer) => {
      const { line = NaN, ...rest } = source.problemAt(pointer, PROBLEM);
      return { ...rest, line: line - 1 };
    },
  };
}

function placesIn(value: Json, pointer: JsonPointer = ""): JsonPointer[] {
  if (typeof value !== "object" || value === null) return [pointer];
  return [pointer, ...Object.entries(value).flatMap(([name, held]) => placesIn(held, below(pointer, name)))];
}

const name = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom("a", "b/c", "~", '"', "\\", "__proto__", "0"));
const { document: documents } = fc.letrec<{ document: Json; node: Json }>((tie) => ({
  document: fc.oneof(
    fc.dictionary(name, tie("node"), { maxKeys: 5 }),
    fc.array(tie("node"), { maxLength: 4 }),
  ) as fc.Arbitrary<Json>,
  node: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<Json>(null, true, 0, -1.5e-7, "", "a: b # c", "{[,:]}", 'quote " and \\', "é\u2028😀"),
    fc.string(),
    tie("document"),
  ),
}));

describe("a JSON text", () => {
  it("has its value, and the positions that the parser of YAML finds, whatever its layout", () => {
    fc.assert(
      fc.property(documents, fc.constantFrom(undefined, 1, "\t", 4), (document, space) => {
        const text = JSON.stringify(document, null, space);
        const [json, yaml] = [parseSource("api.json", text), asYaml(text)];
        expect(json.value).toEqual(JSON.parse(text));
        // It misreads some escaped quotation marks.
        fc.pre(JSON.stringify(yaml.value) === JSON.stringify(document));
        for (const pointer of placesIn(document)) {
          for (const place of [pointer, `${pointer}/nowhere/0`]) {
            expect(json.problemAt(place, PROBLEM)).toEqual(yaml.problemAt(place));
          }
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it.each([
    ["CRLF", '{\r\n  "a":\r\n [ 1,\r\n{"b" : null}]\r\n}\r\n', "/a/1/b", 4, 2],
    ["spaces before it", ' \n\t{ "a": {"b\\u002f": [[], "]"] } }', "/a/b~1/1", 2, 26],
    ["escapes", '{"\\\\":"\\\\","\\"":{"a":1}}', '/"/a', 1, 18],
  ])("with %s is told of at the right place", (_what, text, pointer, line, column) => {
    expect(parseSource("api.json", text).problemAt(pointer, PROBLEM)).toMatchObject({ line, column });
  });

  it.each<[what: string, text: string, expected: Partial<Problem>]>([
    [
      "two members of one name",
      '{\n "a": 1,\n "b": { "c": 1, "\\u0063": 2 } }',
      { line: 3, column: 17, what: "is not valid JSON: an object has two members of one name" },
    ],
    [
      "two members of one name, apart in nothing but a list",
      '[{ "a": 1 }, { "b": 1,\n"b": 1 }]',
      { line: 2, column: 1 },
    ],
    ["no end", '{ "a": [1, ', { line: 1, what: "is not valid JSON: Unexpected end of JSON input" }],
    [
      "a comma too few",
      '{ "a": 1\n "b": 2 }',
      { line: 2, column: 2, what: "is not valid JSON: Expected ',' or '}' after property value" },
    ],
  ])("with %s is refused where that stands", (_what, text, expected) => {
    const read = () => parseSource("api.json", text);
    expect(read).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ rule: "invalid-json", ...expected })] }),
    );
  });

  it("is YAML where the name of the file says so", () => {
    expect(() => parseSource("word.yaml", "{ type: string, maxLength: ] }")).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ rule: "invalid-yaml", line: 1 })] }),
    );
  });

  it("may have members of one name in several objects, and quotes and colons in its texts", () => {
    const text = '{"a":{"a":"\\"a\\":"},"b":["a\\\\",{"a":":"}]}';
    expect(parseSource("api.json", text).value).toEqual(JSON.parse(text));
  });
});
