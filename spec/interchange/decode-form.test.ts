import { describe, expect, it } from "vitest";
import { decodeForm } from "./decode-form.ts";

const schema = {
  type: "object",
  properties: {
    title: { type: "string" },
    tags: { type: "array", items: { type: "string" } },
    metadata: { type: "object" },
    "metadata.version": { type: "integer" },
    "a.b": { type: "object" },
    loose: { type: ["object", "string"] },
  },
};

function decoded(...fields: [string, string][]): { value: unknown; repeated: string[] } {
  const { value, repeated } = decodeForm(
    fields.map(([name, value]) => ({ name, value })),
    schema,
  );
  return { value: JSON.parse(JSON.stringify(value)), repeated };
}

describe("decodeForm", () => {
  it.each<[string, [string, string][], unknown]>([
    ["brackets", [["metadata[a][b]", "1"]], { metadata: { a: { b: "1" } } }],
    ["dots", [["metadata.a.b", "1"]], { metadata: { a: { b: "1" } } }],
    [
      "lists in brackets",
      [
        ["metadata[a][]", "1"],
        ["metadata[a][]", "2"],
      ],
      { metadata: { a: ["1", "2"] } },
    ],
    [
      "lists after dots",
      [
        ["metadata.a[]", "1"],
        ["metadata.a[]", "2"],
      ],
      { metadata: { a: ["1", "2"] } },
    ],
    [
      "several members",
      [
        ["metadata.a", "1"],
        ["metadata[b]", "2"],
      ],
      { metadata: { a: "1", b: "2" } },
    ],
    ["an object with a dot in its own name", [["a.b[c]", "1"]], { "a.b": { c: "1" } }],
    ["a property of the dotted name", [["metadata.version", "2"]], { "metadata.version": 2 }],
    ["an object that may be a text", [["loose.a", "1"]], { "loose.a": "1" }],
    ["what is no object", [["title.a", "1"]], { "title.a": "1" }],
    ["what nobody declares", [["other.a", "1"]], { "other.a": "1" }],
    ["an empty step", [["metadata..a", "1"]], { "metadata..a": "1" }],
    ["a dot at the end", [["metadata.", "1"]], { "metadata.": "1" }],
    ["a dot at the beginning", [[".metadata", "1"]], { ".metadata": "1" }],
    ["a bracket that is not closed", [["metadata.a[", "1"]], { "metadata.a[": "1" }],
    ["the name of a prototype", [["metadata.__proto__", "1"]], JSON.parse('{"metadata":{"__proto__":"1"}}')],
  ])("%s", (_name, fields, value) => {
    expect(decoded(...fields)).toEqual({ value, repeated: [] });
  });

  it.each<[string, [string, string][]]>([
    [
      "metadata.a",
      [
        ["metadata[a]", "1"],
        ["metadata.a", "2"],
      ],
    ],
    [
      "metadata.a",
      [
        ["metadata", "{"],
        ["metadata.a", "2"],
      ],
    ],
    [
      "metadata",
      [
        ["metadata.a", "1"],
        ["metadata", "{}"],
      ],
    ],
  ])("names %s as given twice", (name, fields) => {
    expect(decoded(...fields).repeated).toEqual([name]);
  });
});
