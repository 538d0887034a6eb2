import { describe, expect, it } from "vitest";
import { fillPath, percentEncode } from "./percent-encoding.ts";

describe("percentEncode", () => {
  it("leaves only unreserved characters as they are", () => {
    expect(percentEncode("aZ09-._~")).toBe("aZ09-._~");
    expect(percentEncode("/?#[]@!$&'()*+,;= %")).toBe("%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%20%25");
  });

  it("encodes UTF-8, lone surrogates included", () => {
    expect(percentEncode("é😀")).toBe("%C3%A9%F0%9F%98%80");
    expect(percentEncode("\ud800")).toBe("%EF%BF%BD");
    expect(percentEncode("\u0000\n")).toBe("%00%0A");
  });
});

describe("fillPath", () => {
  it("keeps a value inside its segment", () => {
    expect(fillPath("/a/{id}/b", { id: "x/../y" })).toBe("/a/x%2F..%2Fy/b");
    expect(fillPath("/{a}-{b}.json", { a: "1", b: "?" })).toBe("/1-%3F.json");
  });

  it("writes dot segments so that nobody resolves them", () => {
    expect(fillPath("/a/{id}", { id: ".." })).toBe("/a/%2E%2E");
    expect(fillPath("/a/{id}/b", { id: "." })).toBe("/a/%2E/b");
    expect(fillPath("/a/{id}.", { id: "." })).toBe("/a/%2E%2E");
    expect(fillPath("/a/{id}", { id: "..." })).toBe("/a/...");
  });

  it("encodes what a template cannot hold, and leaves what it has encoded", () => {
    expect(fillPath("/größe/a b/%2F/x:y#z/{id}", { id: "" })).toBe("/gr%C3%B6%C3%9Fe/a%20b/%2F/x:y%23z/");
  });

  it("does not take names from the prototype", () => {
    expect(() => fillPath("/{toString}", {})).toThrow('no value for the path parameter "toString"');
  });
});
