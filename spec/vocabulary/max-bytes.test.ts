import { describe, expect, it } from "vitest";
import { freshSource } from "../interchange/fresh-text.ts";
import type { Json } from "../interchange/json.ts";
import { render } from "../interchange/render.ts";
import type { JsonType } from "../interchange/schema-types.ts";
import type { Keyword } from "./keyword.ts";
import { keywordLaws, type LawExample } from "./keyword-laws.ts";
import { maxBytes } from "./max-bytes.ts";

function example(argument: number, type: string | string[], last: Json, first: Json): LawExample {
  return { argument, schema: { type }, isRelative: false, ticks: () => ({ last, first }) };
}

keywordLaws(
  maxBytes as Keyword,
  [
    example(1024, "object", { key: "é".repeat(507) }, { key: `${"é".repeat(507)}a` }),
    example(1024, "string", "😀".repeat(256), `${"😀".repeat(256)}a`),
    example(7, "string", "\ud800中a", "\ud800\udc00中a"),
    example(3, "string", "\udc00", "\udc00a"),
    example(10, "object", { key: "" }, { key: "a" }),
    example(5, "object", {}, { a: 1 }),
    example(6, ["array", "string"], ["é"], ["é1"]),
    example(0, "string", "", "a"),
  ],
  [
    { argument: "1024", schema: { type: "object" }, message: /"1024" is no number of bytes; write an integer/ },
    { argument: -1, schema: { type: "string" }, message: /-1 is no number of bytes/ },
    { argument: 1.5, schema: { type: "string" }, message: /1.5 is no number of bytes/ },
    { argument: 1, schema: { type: "object" }, message: /no object fits into 1 bytes; raise it to 2/ },
    {
      argument: 3,
      schema: { type: ["boolean", "null"] },
      message: /no null or boolean fits into 3 bytes; raise it to 4/,
    },
  ],
);

describe("the boundaries of x-maxBytes", () => {
  const context = { now: 0, guard: 0, fresh: freshSource("bytes") };
  const types = new Set<JsonType>(["object", "string"]);
  const rendered = maxBytes.boundaries(1024, types).map(({ label, value, valid }) => ({
    label,
    valid,
    text: toText(render(value, context)),
  }));

  function toText(value: Json): string {
    return typeof value === "string" ? value : JSON.stringify(value);
  }

  it("are 1024 and 1025 bytes long, by the platform's own count", () => {
    for (const { label, text, valid } of rendered) {
      expect(Buffer.byteLength(text), label).toBe(valid ? 1024 : 1025);
    }
  });

  it("catch who counts characters in place of bytes", () => {
    const short = rendered.filter(({ text, valid }) => !valid && text.length <= 1024);
    expect(short.map(({ label }) => label)).toEqual([
      "string, 1025 bytes, two-byte characters",
      "string, 1025 bytes, three-byte characters",
      "string, 1025 bytes, four-byte characters",
      "object, 1025 bytes, two-byte characters",
      "object, 1025 bytes, three-byte characters",
      "object, 1025 bytes, four-byte characters",
    ]);
  });

  it("stay readable", () => {
    expect(JSON.stringify(maxBytes.boundaries(1_000_000, types)).length).toBeLessThan(3000);
  });
});

it("knows nothing of the schemas that its own refers to", () => {
  for (const $ref of ["#/components/schemas/Missing", "other.json"]) {
    expect(maxBytes.refuse(1, { $ref })).toBeUndefined();
  }
  expect(maxBytes.refuse(1, { type: "file" })).toBeUndefined();
});

it("describes the form whose bytes are counted", () => {
  expect(maxBytes.describe(1024, new Set(["object"]))).toBe("at most 1024 bytes as JSON in UTF-8");
  expect(maxBytes.describe(1024, new Set(["string"]))).toBe("at most 1024 bytes in UTF-8");
});

it("generates nothing where nothing fits", async () => {
  const fc = await import("fast-check");
  expect(() => maxBytes.arbitrary(fc.default, 1, new Set(["object"]))).toThrow("no object fits into 1 bytes");
});
