import { describe, expect, it } from "vitest";
import type { MultipartFault } from "../../spec/interchange/case.ts";
import { type EncodedMultipart, encodeMultipart, type Part } from "./multipart.ts";

function parse({ contentType, bytes }: EncodedMultipart): Promise<FormData> {
  return new Response(Buffer.from(bytes), { headers: { "Content-Type": contentType } }).formData();
}

describe("encodeMultipart", () => {
  it("is read back as it was written", async () => {
    const binary = Uint8Array.from({ length: 256 }, (_, index) => index);
    const parts: Part[] = [
      { name: "text", value: "é 😀 \r\n--x\r\n" },
      { name: "empty", value: "" },
      { name: "text", value: "twice" },
      { name: "file", value: binary, filename: "ü.png", contentType: "image/png" },
    ];
    const form = await parse(encodeMultipart(parts, { seed: "case" }));
    expect(form.getAll("text")).toEqual(["é 😀 \r\n--x\r\n", "twice"]);
    expect(form.get("empty")).toBe("");
    const file = form.get("file") as File;
    expect([file.name, file.type]).toEqual(["ü.png", "image/png"]);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(binary);
  });

  it("reads a form without parts back, too", async () => {
    expect([...(await parse(encodeMultipart([], { seed: "" })))]).toEqual([]);
  });

  it("writes exactly these bytes", () => {
    const { contentType, bytes } = encodeMultipart([{ name: 'a"\r\nb', value: "1" }], { seed: "s" });
    const boundary = contentType.replace("multipart/form-data; boundary=", "");
    expect(Buffer.from(bytes).toString()).toBe(
      `--${boundary}\r\nContent-Disposition: form-data; name="a%22%0D%0Ab"\r\n\r\n1\r\n--${boundary}--\r\n`,
    );
    expect(boundary).toMatch(/^[-\w]{1,70}$/);
  });

  it("escapes filenames and adds no Content-Type of its own", () => {
    const { bytes } = encodeMultipart([{ name: "f", value: "", filename: '"\n' }], { seed: "s" });
    const text = Buffer.from(bytes).toString();
    expect(text).toContain('; filename="%22%0A"\r\n\r\n');
    expect(text).not.toContain("Content-Type");
  });

  it("gives the same bytes for the same seed, and a boundary that no part holds", () => {
    const once = encodeMultipart([{ name: "a", value: "1" }], { seed: "s" });
    expect(encodeMultipart([{ name: "a", value: "1" }], { seed: "s" })).toEqual(once);
    const boundary = once.contentType.split("boundary=")[1] ?? "";
    const other = encodeMultipart([{ name: "a", value: `--${boundary}--` }], { seed: "s" });
    expect(other.contentType).not.toBe(once.contentType);
  });

  const faults: MultipartFault[] = [
    "wrong-boundary",
    "truncated",
    "missing-end",
    "nameless-part",
    "part-without-disposition",
    "not-multipart",
  ];
  for (const fault of faults) {
    for (const [what, parts] of [
      [
        "a form",
        [
          { name: "a", value: "1" },
          { name: "b", value: "some text" },
        ],
      ],
      ["a part without a value", [{ name: "a", value: "" }]],
      ["a form without parts", []],
    ] as [string, Part[]][]) {
      it(`${fault}: a strict parser refuses ${what}`, async () => {
        await expect(parse(encodeMultipart(parts, { seed: "s", fault }))).rejects.toThrow();
      });
    }
  }

  it("writes bare line feeds, and text after the end, where a case asks for them", () => {
    const text = (fault: MultipartFault) =>
      Buffer.from(encodeMultipart([{ name: "a", value: "1" }], { seed: "s", fault }).bytes).toString();
    expect(text("lf-line-ends")).toMatch(/^--\S+\nContent-Disposition: form-data; name="a"\n\n1\n--\S+--\n$/);
    expect(text("text-after-end")).toMatch(/--\S+--\r\ntext after the end\r\n$/);
  });

  it("writes what is unusual and sound", async () => {
    const part: Part = { name: "a", value: "1", headers: { "X-Other": "1" } };
    const encoded = encodeMultipart([part], {
      seed: "s",
      lastLineEnd: false,
      contentType: 'multipart/form-data; boundary="{boundary}"',
    });
    expect(Buffer.from(encoded.bytes).toString()).toMatch(/\r\nX-Other: 1\r\n\r\n1\r\n--\S+--$/);
    expect([...(await parse(encoded))]).toEqual([["a", "1"]]);
    const early = encodeMultipart([part], { seed: "s", fault: "text-before-start" });
    expect(Buffer.from(early.bytes).toString()).toMatch(/^text before the start\r\n--/);
  });

  it("builds in one fault only", async () => {
    const parts: Part[] = [{ name: "a", value: "1" }];
    const sound = encodeMultipart(parts, { seed: "s" });
    const unbounded = encodeMultipart(parts, { seed: "s", contentType: "multipart/form-data" });
    expect(unbounded.contentType).toBe("multipart/form-data");
    expect(unbounded.bytes).toEqual(sound.bytes);
    const wrong = encodeMultipart(parts, { seed: "s", fault: "wrong-boundary" });
    expect(wrong.bytes).toEqual(sound.bytes);
    const truncated = encodeMultipart([{ name: "a", value: "1234" }], { seed: "s", fault: "truncated" });
    expect(Buffer.from(truncated.bytes).toString()).toMatch(/\r\n\r\n12$/);
  });
});
