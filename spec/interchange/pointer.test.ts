import { describe, expect, it } from "vitest";
import { below, tokensOf, valueAt } from "./pointer.ts";

describe("a pointer", () => {
  it("escapes and unescapes names with slashes and tildes", () => {
    const place = below("/paths", "/a~1/{b}", "get");
    expect(place).toBe("/paths/~1a~01~1{b}/get");
    expect(tokensOf(place)).toEqual(["paths", "/a~1/{b}", "get"]);
  });

  it("leads to own members alone, whatever their names", () => {
    const document = JSON.parse('{"constructor":{"__proto__":[7]},"a":{}}');
    expect(valueAt(document, "/constructor/__proto__/0")).toBe(7);
    expect(valueAt(document, "/a/constructor")).toBeUndefined();
    expect(valueAt(document, "/a/b/c")).toBeUndefined();
    expect(valueAt(document, "")).toBe(document);
  });
});
