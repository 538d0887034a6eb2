import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Parameter } from "../../../../spec/interchange/contract.ts";
import { decodeParameters } from "../../../../spec/interchange/decode-parameters.ts";
import type { JsonSchema } from "../../../../spec/interchange/json.ts";
import type { Draft } from "./endpoint.ts";
import { writeCookies, writeHeaders, writeQuery, writeStyledPath } from "./parameters.ts";

const text = fc.string({ unit: "grapheme" }).filter((value) => value.isWellFormed());
const some = { minLength: 1, maxLength: 4 };

/** Each style with values that it can carry: the empty and the nested are beyond some of them. */
const KINDS: [name: string, schema: JsonSchema, values: fc.Arbitrary<unknown>][] = [
  ["text", { type: "string" }, text.filter((value) => value !== "")],
  ["number", { type: "number" }, fc.integer()],
  [
    "array",
    { type: "array", items: { type: "string" } },
    fc.array(
      text.filter((value) => value !== ""),
      some,
    ),
  ],
  [
    "object",
    { type: "object", properties: { a: { type: "string" }, b: { type: "integer" } } },
    fc.record({ a: text.filter((value) => value !== ""), b: fc.integer() }),
  ],
];

const STYLES: [place: Parameter["in"], style: string, explode: boolean, kinds: string][] = [
  ["query", "form", true, "text number array object"],
  ["query", "form", false, "text number array object"],
  ["query", "spaceDelimited", false, "array"],
  ["query", "pipeDelimited", false, "array"],
  ["query", "deepObject", true, "object"],
  ["cookie", "form", true, "text number"],
  ["path", "simple", false, "text number array object"],
  ["path", "label", false, "text number array object"],
  ["path", "matrix", false, "text number array object"],
  ["path", "label", true, "array"],
  ["path", "matrix", true, "array"],
];

function written(parameter: Parameter, value: unknown): { name: string; value: string }[] {
  const { name, in: place, style, explode } = parameter;
  const draft: Draft = { query: [], headers: {} };
  const styles = { [name]: { style, explode } };
  if (place === "path") return [{ name, value: writeStyledPath(name, value, styles) }];
  if (place === "query") writeQuery(draft, { [name]: value }, styles);
  else writeCookies(draft, { [name]: value }, styles);
  const pairs = place === "query" ? draft.query : (draft.headers["cookie"] ?? "").split("; ");
  return pairs.map((pair) => {
    const [, key = "", raw = ""] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
    return { name: key, value: raw };
  });
}

describe("a parameter", () => {
  for (const [place, style, explode, kinds] of STYLES) {
    for (const [kind, schema, values] of KINDS.filter(([name]) => kinds.split(" ").includes(name))) {
      it(`comes back from ${place}, ${style}${explode ? " exploded" : ""}: ${kind}`, () => {
        const parameter: Parameter = { name: "p q", in: place, required: true, style, explode, pointer: "" };
        const group = { type: "object", properties: { "p q": schema } } as JsonSchema;
        // These styles cannot tell their delimiter from data (OpenAPI 3.1.1, appendix E).
        const carried = style.endsWith("Delimited") ? values.filter((value) => !/[ |]/.test(String(value))) : values;
        fc.assert(
          fc.property(carried, (value) => {
            const { value: decoded, undecodable } = decodeParameters([parameter], written(parameter, value), group);
            expect(undecodable).toEqual([]);
            expect(JSON.parse(JSON.stringify(decoded))).toEqual({ "p q": JSON.parse(JSON.stringify(value)) });
          }),
          { numRuns: 100, seed: 1 },
        );
      });
    }
  }

  it("is left out when it is null or undefined", () => {
    const draft: Draft = { query: [], headers: {} };
    writeQuery(draft, { a: null, b: undefined, c: [], d: [null, "x"], e: { f: null } });
    writeHeaders(draft, { a: null, b: undefined, c: false });
    writeCookies(draft, { a: null });
    expect(draft).toEqual({ query: ["d=x"], headers: { c: "false" } });
  });

  it("is a JSON text when the document says so", () => {
    const draft: Draft = { query: [], headers: {} };
    const styles = { p: { style: "form", explode: true, json: true } };
    writeQuery(draft, { p: { a: 1 } }, styles);
    writeHeaders(draft, { p: [1, null] }, styles);
    expect(draft).toEqual({ query: ["p=%7B%22a%22%3A1%7D"], headers: { p: "[1,null]" } });
    expect(writeStyledPath("p", { a: 1 }, styles)).toBe("%7B%22a%22%3A1%7D");
  });

  it("joins the cookies that are there already", () => {
    const draft: Draft = { query: [], headers: { cookie: "a=1" } };
    writeCookies(draft, { b: "2", c: 3 });
    expect(draft.headers).toEqual({ cookie: "a=1; b=2; c=3" });
  });
});
