import { expect, it } from "vitest";
import { imageTypeOf } from "./image-type.ts";

const latin1 = (text: string) => Buffer.from(text, "latin1");

it.each([
  ["image/png", latin1("\x89PNG\r\n\x1a\n")],
  ["image/jpeg", latin1("\xff\xd8\xff\xe0\0\x10JFIF")],
  ["image/gif", latin1("GIF87a")],
  ["image/gif", latin1("GIF89a\x01\0")],
  ["image/webp", latin1("RIFF\x1a\0\0\0WEBPVP8L")],
  ["image/svg+xml", Buffer.from("<svg/>")],
  [
    "image/svg+xml",
    Buffer.from('\ufeff\n<?xml version="1.0"?>\n<!-- > <html> -->\n<svg xmlns="http://www.w3.org/2000/svg">'),
  ],
  ["image/svg+xml", Buffer.from('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">\n<svg\nwidth="1">')],
  ["image/svg+xml", Buffer.from('<!DOCTYPE svg [ <!ENTITY a "b"> <!ENTITY c "d"> ]>\n<svg>')],
  ["image/svg+xml", Buffer.from('<?xml-stylesheet href="a.css"?><s:svg xmlns:s="http://www.w3.org/2000/svg"/>')],
])("takes %s by its first bytes", (type, bytes) => {
  expect(imageTypeOf(bytes)).toBe(type);
});

it.each([
  ["nothing", ""],
  ["a text", "hello"],
  ["half a signature", "\x89PNG"],
  ["a PNG whose line ends were converted", "\x89PNG\n\x1a\n"],
  ["another GIF", "GIF88a"],
  ["a RIFF that is sound", "RIFF\x1a\0\0\0WAVE"],
  ["a BMP", "BM\0\0\0\0"],
  ["an AVIF", "\0\0\0\x1cftypavif"],
  ["a PDF", "%PDF-1.7"],
  ["HTML", "<!DOCTYPE html><html><svg/></html>"],
  ["HTML behind a comment", "<!-- <svg> --><html>"],
  ["a page that begins with svg", "<svgish/>"],
  ["a comment without an end", "<!-- <svg>"],
  ["a document type without an end", "<!DOCTYPE svg [ <svg>"],
  ["a text before the root", "x<svg/>"],
])("refuses %s", (_, text) => {
  expect(imageTypeOf(latin1(text))).toBeUndefined();
});

it("looks at the beginning of hostile bytes only", () => {
  for (const piece of ["<!--", "<!---->", "<?x?>", "<!DOCTYPE", " "]) {
    const began = performance.now();
    expect(imageTypeOf(Buffer.from(piece.repeat(1_000_000)))).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(1000);
  }
});
