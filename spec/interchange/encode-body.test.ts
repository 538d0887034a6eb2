import { describe, expect, it } from "vitest";
import type { BodyTemplate } from "./case.ts";
import type { MediaType } from "./contract.ts";
import { readBody } from "./decode-request.ts";
import { encodeBody } from "./encode-body.ts";
import type { Json, JsonSchema } from "./json.ts";
import { render } from "./render.ts";

const media = (
  mediaType: string,
  kind: MediaType["kind"],
  more: Partial<MediaType<JsonSchema>> = {},
): MediaType<JsonSchema> => {
  return { mediaType, kind, pointer: "", ...more };
};

const FORM: JsonSchema = {
  type: "object",
  properties: {
    name: { type: "string" },
    agreed: { type: "boolean" },
    tags: { type: "array", items: { type: "string" } },
    sizes: { type: "array", items: { type: "integer" } },
    meta: { type: "object", properties: { k: { type: "string" } } },
  },
};

const VALUE = { name: "a&b=é", agreed: true, tags: ["x,y", "z"], sizes: [1, 2], meta: { k: "%2F" } };

function rendered(body: BodyTemplate): BodyTemplate {
  return render(body as never, { now: 0, guard: 0, fresh: (length) => "f".repeat(length) }) as unknown as BodyTemplate;
}

function roundTrip(of: MediaType<JsonSchema>, schema: JsonSchema, value: Json): unknown {
  const body = encodeBody(of, schema, value);
  if ("reason" in body) return body.reason;
  return readBody(rendered(body), [{ ...of, schema }], (given) => given)?.instance;
}

describe("encodeBody", () => {
  it("gives bodies that are read back", () => {
    expect(roundTrip(media("application/json", "json"), {}, VALUE)).toEqual(VALUE);
    expect(roundTrip(media("multipart/form-data", "multipart"), FORM, VALUE)).toEqual(VALUE);
    expect(roundTrip(media("application/x-www-form-urlencoded", "urlencoded"), FORM, VALUE)).toEqual(VALUE);
    const encoding = {
      sizes: { style: "spaceDelimited", explode: false },
      meta: { style: "deepObject", explode: true },
    };
    expect(roundTrip(media("application/x-www-form-urlencoded", "urlencoded", { encoding }), FORM, VALUE)).toEqual(
      VALUE,
    );
    const styled = {
      tags: { style: "form", explode: true },
      sizes: { style: "form", explode: false },
      meta: { style: "deepObject", explode: true },
    };
    const multipart = media("multipart/form-data", "multipart", { encoding: styled });
    const plain = { ...VALUE, meta: { k: "a b" } };
    expect(roundTrip(multipart, FORM, plain)).toEqual(plain);
    expect(encodeBody(multipart, FORM, { sizes: [1, 2], meta: { k: "a b" } })).toMatchObject({
      parts: [
        { name: "sizes", value: "1,2" },
        { name: "meta[k]", value: "a b" },
      ],
    });
    expect(roundTrip(media("text/plain", "text"), { type: "string" }, "10")).toBe("10");
    expect(roundTrip(media("text/plain", "text"), { type: "integer" }, 10)).toBe(10);
  });

  it.each<[style: string, explode: boolean, value: Json]>([
    ["form", false, { tags: ["x,y", "z"] }],
    ["spaceDelimited", false, { tags: ["x", "z"] }],
    ["pipeDelimited", false, { tags: ["x", "z"] }],
    ["form", true, { tags: ["50%"] }],
    ["deepObject", true, { tags: ["x"] }],
  ])("makes no part by %s, exploded: %s, of %j, which could be read as another value", (style, explode, value) => {
    const of = media("multipart/form-data", "multipart", { encoding: { tags: { style, explode } } });
    expect(encodeBody(of, FORM, value)).toEqual({ reason: expect.any(String) });
  });

  it("writes one part for an item, and an image where the schema has bytes", () => {
    const schema: JsonSchema = {
      properties: { file: {}, files: { type: "array", items: { contentMediaType: "image/png" } }, n: {} },
    };
    const partContentTypes = { file: "image/jpeg, image/*", n: "application/pdf" };
    const body = encodeBody(media("multipart/form-data", "multipart", { partContentTypes }), schema, {
      file: null,
      files: [null, null],
      n: null,
    });
    expect(body).toMatchObject({
      kind: "multipart",
      parts: [
        { name: "file", filename: "file.png", contentType: "image/png", value: { $bytes: expect.any(String) } },
        { name: "files", filename: "files.png", contentType: "image/png" },
        { name: "files" },
        { name: "n", filename: "n.bin", contentType: "application/pdf" },
      ],
    });
  });

  it("takes a media type of a range, and the document's own spelling", () => {
    expect(encodeBody(media("image/*", "binary"), true, null)).toMatchObject({ contentType: "image/png" });
    expect(encodeBody(media("application/*+json", "json"), true, 1)).toMatchObject({
      contentType: "application/example+json",
    });
    const key = "application/json; charset=utf-8";
    expect(encodeBody(media("application/json", "json", { key }), true, 1)).toMatchObject({ contentType: key });
  });

  it("says what has no form", () => {
    expect(encodeBody(media("multipart/form-data", "multipart"), true, 1)).toEqual({ reason: "a form is an object" });
    expect(encodeBody(media("multipart/mixed", "multipart"), true, {})).toMatchObject({
      reason: expect.stringContaining("no names"),
    });
  });
});

describe("readBody", () => {
  const json = media("application/json", "json", { schema: { type: "object" } });
  const read = (body: BodyTemplate, ...content: MediaType<JsonSchema>[]) =>
    readBody(rendered(body), content.length > 0 ? content : [json], (schema) => schema)?.instance;

  it("goes by the Content-Type alone", () => {
    expect(read({ kind: "json", contentType: "Application/JSON ; charset=utf-8", value: { a: 1 } })).toEqual({ a: 1 });
    expect(read({ kind: "json", contentType: "text/plain", value: { a: 1 } })).toBeUndefined();
    expect(read({ kind: "json", contentType: null, value: {} })).toBeUndefined();
    const suffix = media("application/*+json", "json", { schema: {} });
    expect(read({ kind: "json", contentType: "application/x+json", value: 1 }, suffix)).toBe(1);
  });

  it("takes nothing for JSON that is none", () => {
    for (const value of ["{", "{} {}", "\ufeff{}", { $bytes: Buffer.from([0x22, 0xff, 0x22]).toString("base64") }]) {
      expect(read({ kind: "raw", contentType: "application/json", value })).toBeUndefined();
    }
    expect(read({ kind: "raw", contentType: "application/json", value: ' {"a": 1} ' })).toEqual({ a: 1 });
  });

  it("takes no broken form for one", () => {
    const form = media("multipart/form-data", "multipart", { schema: FORM });
    const parts = [{ name: "name", value: "a" }];
    expect(read({ kind: "multipart", parts }, form)).toEqual({ name: "a" });
    expect(read({ kind: "multipart", parts, contentType: 'multipart/form-data; boundary="{boundary}"' }, form)).toEqual(
      { name: "a" },
    );
    expect(read({ kind: "multipart", parts, contentType: "multipart/form-data" }, form)).toBeUndefined();
    expect(read({ kind: "multipart", parts, fault: "truncated" }, form)).toBeUndefined();
    expect(read({ kind: "multipart", parts: [...parts, ...parts] }, form)).toBeUndefined();
  });
});
