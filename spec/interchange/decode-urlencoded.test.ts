import { describe, expect, it } from "vitest";
import { decodeUrlencoded } from "./decode-urlencoded.ts";
import type { JsonSchema } from "./json.ts";

const SCHEMA: JsonSchema = {
  type: "object",
  properties: {
    name: { type: "string" },
    count: { type: "integer" },
    tags: { type: "array", items: { type: "string" } },
    sizes: { type: "array", items: { type: "integer" } },
    where: { type: "object", properties: { price: { type: "number" } } },
    meta: { type: "object", properties: { k: { type: "string" } } },
  },
};

const ENCODING = {
  sizes: { style: "pipeDelimited", explode: false },
  where: { style: "deepObject", explode: true },
};

const read = (text: string) => decodeUrlencoded(text, SCHEMA, ENCODING);

describe("decodeUrlencoded", () => {
  it("reads texts, numbers, lists and JSON by the schema", () => {
    expect(read("name=a+b%26c&count=7&tags=x&tags=y&meta=%7B%22k%22%3A%22v%22%7D").value).toEqual({
      name: "a b&c",
      count: 7,
      tags: ["x", "y"],
      meta: { k: "v" },
    });
  });

  it("reads members with an encoding as query parameters", () => {
    expect(read("sizes=1|2%7C3&where%5Bprice%5D=1.5&name=a").value).toEqual({
      sizes: [1, 2, 3],
      where: { price: 1.5 },
      name: "a",
    });
  });

  it("tells what is repeated, and malformed escapes, names too", () => {
    expect(read("name=a&name=b").repeated).toEqual(["name"]);
    for (const text of ["name=%zz", "%zz=1", "sizes=%FF"]) expect([text, read(text).isMalformed]).toEqual([text, true]);
    expect(read("").value).toEqual({});
  });
});
