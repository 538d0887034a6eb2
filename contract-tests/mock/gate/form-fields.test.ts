import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AskedGate, askGate, short } from "../testing/ask-gate.ts";

let gate: AskedGate;

beforeAll(async () => {
  gate = await askGate();
});

afterAll(() => gate.remove());

describe("multipart forms", () => {
  type Piece = { head: string; value: string };
  const part = (name: string, value: string, more = "", type = ""): Piece => ({
    head: `Content-Disposition: form-data; name="${name}"${more}${type && `\r\nContent-Type: ${type}`}`,
    value,
  });
  const form = (...pieces: Piece[]) =>
    `${pieces.map(({ head, value }) => `--b\r\n${head}\r\n\r\n${value}\r\n`).join("")}--b--\r\n`;
  const file = '; filename="a.png"';

  it.each<[string, string, unknown]>([
    ["texts", form(part("title", "a"), part("agreed", "true")), { title: "a", agreed: true }],
    ["an object as JSON text", form(part("note", '{"a":1}')), { note: { a: 1 } }],
    [
      "an object as a JSON part",
      form(part("note", '{"a":1}', '; filename="blob"', "application/json")),
      { note: { a: 1 } },
    ],
    ["an object in brackets", form(part("note[a]", "1")), { note: { a: "1" } }],
    [
      "a file",
      form(part("file", "png", file, "image/png")),
      {
        file: {
          name: "file",
          filename: "a.png",
          contentType: "image/png",
          headers: expect.any(Map),
          bytes: Buffer.from("png"),
        },
      },
    ],
    ["a file without a type", form(part("file", "png", file)), ["data", 400, "body/file/encoding"]],
    ["a file of another type", form(part("file", "png", file, "text/html")), ["data", 400, "body/file/encoding"]],
    [
      "several files",
      form(part("files", "1", file), part("files", "2", file)),
      { files: [expect.anything(), expect.anything()] },
    ],
    ["a file for a text", form(part("title", "png", file, "image/png")), ["data", 400, "body/title/type"]],
    ["a text file for a text", form(part("title", "a", file, "text/plain")), { title: "a" }],
    ["a wrong text for a boolean", form(part("agreed", "TRUE")), ["data", 400, "body/agreed/type"]],
    ["a repeated part", form(part("title", "a"), part("title", "b")), ["data", 400, "body/title/repeated"]],
    [
      "members by their style",
      form(part("sizes", "1,2"), part("where[price]", "1.5")),
      { sizes: [1, 2], where: { price: 1.5 } },
    ],
    ["a wrong text within a list by its style", form(part("sizes", "1,b")), ["data", 400, "body/sizes/1/type"]],
    ["a part with its header", form(part("checked", "a", "\r\nX-CRC: 5")), { checked: "a" }],
    ["a part without its header", form(part("checked", "a")), ["data", 400, "body/checked/required"]],
    [
      "a part with a wrong header",
      form(part("checked", "a", "\r\nX-CRC: b")),
      ["data", 400, "body/checked/x-crc/type"],
    ],
    ["too many parts", form(..."abcdef".split("").map((name) => part(name, ""))), ["too-large", 413, "body/multipart"]],
    ["no part", form(), {}],
    ["no form", "hello", ["data", 400, "body/multipart"]],
    ["nothing", "", ["data", 400, "body/multipart"]],
  ])("%s", async (_name, body, expected) => {
    const verdict = await gate.ask("POST", "/upload", { "content-type": "multipart/form-data; boundary=b" }, body);
    expect(short(verdict)).toEqual(Array.isArray(expected) ? expected : expect.objectContaining(expected));
  });

  it.each([
    ["multipart/form-data", "body/multipart"],
    ["multipart/form-data; boundary=", "body/multipart"],
    ["multipart/form-data; boundary=c", "body/multipart"],
    ["x-multipart/form-data; boundary=b", "body/content-type"],
    ["multipart/mixed; boundary=b", "body/content-type"],
  ])("%s", async (type, violation) => {
    expect(short(await gate.ask("POST", "/upload", { "content-type": type }, form(part("title", "a"))))).toContain(
      violation,
    );
  });
});
