import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Parameter, ParameterPlace } from "./contract.ts";
import { decodeParameters } from "./decode-parameters.ts";
import { encodeParameter } from "./encode-parameter.ts";
import type { Json, JsonObject, JsonSchema } from "./json.ts";
import { encodeWire, percentEncode, type RenderedWire } from "./percent-encoding.ts";

const parameter = (style: string, explode: boolean, place: ParameterPlace = "query"): Parameter => {
  return { name: "color", in: place, required: false, style, explode, pointer: "" };
};

/** The text of a URL that a value becomes, pairs joined by `&`; the reason where it cannot travel. */
function wire(of: Parameter, value: Json): string {
  const pairs = encodeParameter(of, value);
  if ("reason" in pairs) return `! ${pairs.reason}`;
  const isNamed = of.in === "query" || of.in === "cookie";
  return pairs
    .map((pair) => `${isNamed ? `${percentEncode(pair.name)}=` : ""}${encodeWire(pair.value as RenderedWire)}`)
    .join("&");
}

const ARRAY = ["blue", "black", "brown"];
const OBJECT = { R: 100, G: 200, B: 150 };

describe("encodeParameter", () => {
  // The table of OpenAPI 3.1.1, section 4.8.12.4, but for what it has no value for.
  it.each<[ParameterPlace, string, boolean, string, string, string]>([
    ["path", "matrix", false, ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"],
    ["path", "matrix", true, ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"],
    ["path", "label", false, ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
    ["path", "label", true, ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
    ["path", "simple", false, "blue", "blue,black,brown", "R,100,G,200,B,150"],
    ["path", "simple", true, "blue", "blue,black,brown", "R=100,G=200,B=150"],
    ["query", "form", false, "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
    ["query", "form", true, "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
    ["query", "spaceDelimited", false, "color=blue", "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"],
    ["query", "pipeDelimited", false, "color=blue", "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"],
  ])("writes %s parameters of the style %s, explode %s", (place, style, explode, primitive, array, object) => {
    const of = parameter(style, explode, place);
    expect([wire(of, "blue"), wire(of, ARRAY), wire(of, OBJECT)]).toEqual([primitive, array, object]);
  });

  it("writes deepObject with brackets, and header fields without any encoding", () => {
    expect(wire(parameter("deepObject", true), OBJECT)).toBe("color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150");
    const header = parameter("simple", true, "header");
    expect(encodeParameter(header, ["a b", "50%"])).toEqual([{ name: "color", value: "a b,50%" }]);
    expect(encodeParameter(header, ["a", { $text: [{ repeat: "b", times: 3 }] }])).toEqual([
      { name: "color", value: { $text: ["a", ",", { repeat: "b", times: 3 }] } },
    ]);
  });

  it("writes the texts of media types", () => {
    const of = { ...parameter("form", true), contentType: "application/json" };
    expect(wire(of, { a: "b" })).toBe("color=%7B%22a%22%3A%22b%22%7D");
    expect(wire(of, "10")).toBe("color=%2210%22");
    expect(wire({ ...of, contentType: "text/plain" }, "10")).toBe("color=10");
  });

  it("writes numbers without an exponent", () => {
    const of = parameter("form", true);
    expect([1e21, -1e-7, 0.1, -0, 2 ** 53].map((value) => wire(of, value))).toEqual([
      `color=1${"0".repeat(21)}`,
      "color=-0.0000001",
      "color=0.1",
      "color=0",
      "color=9007199254740992",
    ]);
  });

  it("hides delimiters by percent-encoding, and says where it cannot", () => {
    expect(wire(parameter("form", false), ["a,b", "c"])).toBe("color=a%2Cb,c");
    expect(wire(parameter("simple", false, "path"), ["a/b", "?#% é"])).toBe("a%2Fb,%3F%23%25%20%C3%A9");
    expect(wire(parameter("spaceDelimited", false), ["a b", "c"])).toMatch(/^! nothing tells/);
    expect(wire(parameter("pipeDelimited", false), ["a|b", "c"])).toMatch(/^! nothing tells/);
    expect(wire(parameter("label", true, "path"), [1.5, 2])).toMatch(/^! nothing tells/);
    expect(wire(parameter("simple", false, "header"), ["a,b"])).toMatch(/^! nothing tells/);
    expect(wire(parameter("simple", false, "header"), [" a"])).toMatch(/^! nothing tells/);
    expect(wire(parameter("form", false), [""])).toMatch(/^! an array of one empty text/);
    expect(wire(parameter("form", false), [["a"]])).toMatch(/^! no style/);
    expect(wire(parameter("form", true, "cookie"), ["a", "b"])).toMatch(/^! a cookie of several values/);
  });

  it("leaves out what has no items, and says that a path cannot", () => {
    expect([
      wire(parameter("form", true), []),
      wire(parameter("form", false), []),
      wire(parameter("form", false), {}),
    ]).toEqual(["", "", ""]);
    expect(wire(parameter("simple", false, "path"), [])).toMatch(/^! an array or object without items/);
  });
});

describe("what is encoded", () => {
  const STYLES: [ParameterPlace, string][] = [
    ["path", "simple"],
    ["path", "label"],
    ["path", "matrix"],
    ["query", "form"],
    ["query", "spaceDelimited"],
    ["query", "pipeDelimited"],
    ["query", "deepObject"],
    ["header", "simple"],
    ["cookie", "form"],
  ];
  const schemas: Record<string, JsonSchema> = {
    text: { type: "string" },
    texts: { type: "array", items: { type: "string" } },
    numbers: { type: "array", items: { type: "number" } },
    object: {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "integer" }, "c d": { type: "boolean" } },
    },
  };
  const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 });
  const values: Record<string, fc.Arbitrary<Json>> = {
    text,
    texts: fc.array(text, { minLength: 1, maxLength: 4 }),
    numbers: fc.array(fc.integer(), { minLength: 1, maxLength: 4 }),
    object: fc
      .record({ a: text, b: fc.integer(), "c d": fc.boolean() }, { requiredKeys: ["b"] })
      .map((value) => ({ ...value }) as JsonObject),
  };

  /** What a reader of the whole request makes of the texts that travel. */
  function readBack(of: Parameter, value: Json, schema: JsonSchema): Json | undefined | "cannot travel" {
    const pairs = encodeParameter(of, value);
    if ("reason" in pairs) return "cannot travel";
    const raw = pairs.map((pair) => ({
      name: of.in === "header" || of.in === "path" ? pair.name : percentEncode(pair.name),
      value: of.in === "header" ? String(pair.value) : encodeWire(pair.value as RenderedWire),
    }));
    const whole = { type: "object", properties: { color: schema } };
    return decodeParameters([of], raw, whole).value["color"];
  }

  for (const [place, style] of STYLES) {
    for (const explode of [true, false]) {
      for (const [kind, schema] of Object.entries(schemas)) {
        if (style === "deepObject" && kind !== "object") continue;
        it(`is read back: ${kind} in ${place}, ${style}, explode ${explode}`, () => {
          fc.assert(
            fc.property(values[kind] as fc.Arbitrary<Json>, (value) => {
              const back = readBack(parameter(style, explode, place), value, schema);
              if (back !== "cannot travel") expect(back).toEqual(value);
            }),
            { seed: 7, numRuns: 100 },
          );
        });
      }
    }
  }
});
