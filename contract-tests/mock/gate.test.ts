import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AskedGate, askGate, short } from "./testing/ask-gate.ts";

let gate: AskedGate;

beforeAll(async () => {
  gate = await askGate();
});

afterAll(() => gate.remove());

describe("parameters", () => {
  it.each([
    ["limit=10", { limit: 10 }],
    ["limit=010", ["data", 400, "query/limit/type"]],
    ["limit=0x10", ["data", 400, "query/limit/type"]],
    ["limit=101", ["data", 400, "query/limit/maximum"]],
    ["limit=1&limit=2", ["data", 400, "query/limit/type"]],
    ["tag=a&tag=b%2Cc", { tag: ["a", "b,c"] }],
    ["tag=a&tag=b&tag=c", ["data", 400, "query/tag/maxItems"]],
    ["ids=1,2", { ids: [1, 2] }],
    ["ids=1,b", ["data", 400, "query/ids/1/type"]],
    ["sizes=1|2.5%7C3", { sizes: [1, 2.5, 3] }],
    ["where[price]=9.5", { where: { price: 9.5 } }],
    ["where%5Bprice%5D=x", ["data", 400, "query/where/price/type"]],
    ["filter=%7B%22a%22%3A1%7D", { filter: { a: 1 } }],
    ["filter=%7B", ["data", 400, "query/filter/type"]],
    ["unknown=1", {}],
    ["limit=%zz", ["data", 400, "query/limit/percent-encoding"]],
    ["limit=%ff", ["data", 400, "query/limit/percent-encoding"]],
  ])("query %s", async (query, expected) => {
    const result = short(await gate.ask("GET", `/lists/7/items?${query}`));
    expect(result).toEqual(Array.isArray(expected) ? expected : expect.objectContaining({ query: expected }));
  });

  it.each([
    ["/lists/7/items", { list: 7 }],
    ["http://host/lists/7/items", { list: 7 }],
    ["/lists/x/items", ["data", 400, "path/list/type"]],
    ["/lists/%E0%A4%A/items", ["data", 400, "path/list/percent-encoding"]],
    ["/matrix/;point=1;point=2", { point: [1, 2] }],
    ["/lists//items", ["not-found", 404]],
    ["/nothing", ["not-found", 404]],
    ["/item", ["method", 405]],
  ])("path %s", async (target, expected) => {
    const result = short(await gate.ask("GET", target));
    expect(result).toEqual(Array.isArray(expected) ? expected : expect.objectContaining({ path: expected }));
  });

  it("reads headers and cookies", async () => {
    const trace = "2cdc28f0-017a-49c4-9ed7-87056c839010";
    const headers = { "X-TRACE": trace, "x-levels": "1, 2", cookie: "%zz=1; theme=dark; other" };
    const values = await gate.ask("GET", "/lists/7/items", headers);
    expect(short(values)).toMatchObject({
      header: { "x-trace": trace, "x-levels": [1, 2] },
      cookie: { theme: "dark" },
    });
    const wrong = await gate.ask("GET", "/lists/7/items", { "x-trace": "no", cookie: "theme=red" });
    expect(short(wrong)).toEqual(["data", 400, "header/x-trace/format", "cookie/theme/enum"]);
  });
});

describe("media types and JSON", () => {
  const json = { "content-type": "application/json" };
  it.each<[string, Record<string, string>, string | Uint8Array | undefined, unknown]>([
    ["JSON", json, '{"name":"a"}', { name: "a" }],
    [
      "letter case and parameters",
      { "content-type": "Application/JSON ; charset=UTF-8" },
      '{"name":"a"}',
      { name: "a" },
    ],
    ["a schema's fault", json, "{}", ["data", 422, "body/required"]],
    ["the clock", json, '{"name":"a","after":"2026-01-31T09:00:01Z"}', { name: "a", after: "2026-01-31T09:00:01Z" }],
    ["the clock, too early", json, '{"name":"a","after":"2026-01-31T08:59:59Z"}', ["data", 422, "body/after/x-after"]],
    ["malformed JSON", json, '{"name":', ["data", 422, "body/json"]],
    ["single quotes", json, "{'name':'a'}", ["data", 422, "body/json"]],
    ["a byte order mark", json, '\uFEFF{"name":"a"}', ["data", 422, "body/json"]],
    ["no UTF-8", json, Buffer.from([0x22, 0xff, 0x22]), ["data", 422, "body/charset"]],
    ["an empty body of a type", json, "", ["data", 422, "body/json"]],
    ["no body", {}, undefined, ["data", 422, "body/required"]],
    ["a chunked body of nothing", { "transfer-encoding": "chunked" }, "", ["data", 422, "body/required"]],
    ["no type", {}, "{}", ["media-type", 422, "body/content-type"]],
    ["chunked without a type", { "transfer-encoding": "chunked" }, "{}", ["media-type", 422, "body/content-type"]],
    ["another type", { "content-type": "application/xml" }, "<a/>", ["media-type", 422, "body/content-type"]],
    ["a longer type", { "content-type": "x-application/json" }, "{}", ["media-type", 422, "body/content-type"]],
    ["two types", { "content-type": "application/json, text/plain" }, "{}", ["media-type", 422, "body/content-type"]],
    ["a compressed body", { ...json, "content-encoding": "gzip" }, "{}", ["media-type", 422, "body/content-encoding"]],
    ["text", { "content-type": "text/plain" }, "12", 12],
    ["text, wrong", { "content-type": "text/plain" }, "1 2", ["data", 422, "body/type"]],
    ["text, another charset", { "content-type": "text/plain; charset=utf-16le" }, Buffer.from("12", "utf16le"), 12],
    ["text, no such charset", { "content-type": "text/plain; charset=klingon" }, "12", ["data", 422, "body/charset"]],
    ["a range", { "content-type": "image/PNG" }, "png", Buffer.from("png")],
  ])("%s", async (_name, headers, body, expected) => {
    expect(short(await gate.ask("PUT", "/item", headers, body))).toEqual(expected);
  });

  it("keeps a member __proto__ from being a prototype", async () => {
    const body = short(await gate.ask("PUT", "/item", json, '{"name":"a","__proto__":{"polluted":true}}'));
    expect(body).not.toHaveProperty("polluted");
    expect(Object.keys(body as object)).toEqual(["name", "__proto__"]);
  });

  it("refuses what is nested too deep to look through", async () => {
    const body = "[".repeat(200_000) + "]".repeat(200_000);
    expect(short(await gate.ask("POST", "/tree", json, body))).toEqual(["data", 400, "body/depth"]);
  });

  it("takes no body where the document asks for none, or makes it optional", async () => {
    expect(await gate.ask("POST", "/tree")).toMatchObject({ accepted: { id: "postTree" } });
    expect(await gate.ask("GET", "/anybody", json, "{")).toMatchObject({ accepted: { id: "byAnybody" } });
  });
});

describe("urlencoded forms", () => {
  it.each([
    ["count=1&tags=a+b&tags=%C3%A9", { count: 1, tags: ["a b", "é"] }],
    ["options[a]=1", { options: { a: "1" } }],
    ["", {}],
    ["count=1&count=2", ["data", 400, "body/count/repeated"]],
    ["count=one", ["data", 400, "body/count/type"]],
    ["other=1", ["data", 400, "body/additionalProperties"]],
    ["__proto__=1", ["data", 400, "body/additionalProperties"]],
    ["c%zz=1", ["data", 400, "body/percent-encoding"]],
    ["count=%f", ["data", 400, "body/percent-encoding"]],
    ["a=1&".repeat(6), ["too-large", 413, "body/urlencoded"]],
  ])("%s", async (body, expected) => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    expect(short(await gate.ask("POST", "/form", headers, body))).toEqual(expected);
  });
});
