import { hash } from "node:crypto";
import type { MultipartFault } from "../../spec/interchange/case.ts";

/** One part of a form: a text travels as UTF-8, bytes travel as they are. */
export interface Part {
  name: string;
  value: string | Uint8Array;
  filename?: string;
  contentType?: string;
  headers?: Record<string, string>;
}

/** An encoded form: the value of its Content-Type header, and its bytes. */
export interface EncodedMultipart {
  contentType: string;
  bytes: Uint8Array;
}

/** How a form is encoded. */
export interface MultipartOptions {
  /** What the boundary is derived from: the same seed, the same bytes. */
  seed: string;
  /** In place of `multipart/form-data; boundary={boundary}`; `{boundary}` stands for the boundary. */
  contentType?: string;
  /** A fault to build into the framing. */
  fault?: MultipartFault;
  /** `false` leaves out the line end after the delimiter at the end. */
  lastLineEnd?: false;
}

/**
 * Encodes a form as multipart/form-data (RFC 7578), byte for byte as asked: nothing is added to a
 * part that it does not name. The boundary occurs in no part.
 */
export function encodeMultipart(
  parts: readonly Part[],
  { seed, contentType = DEFAULT_TYPE, fault, lastLineEnd }: MultipartOptions,
): EncodedMultipart {
  const blocks = parts.map((part) => concat(utf8(partHead(part)), bytesOf(part.value)));
  if (fault === "nameless-part") blocks.push(utf8("Content-Disposition: form-data\r\n\r\nwithout a name"));
  if (fault === "part-without-disposition") blocks.push(utf8("Content-Type: text/plain\r\n\r\nwithout a disposition"));
  const boundary = boundaryFor(seed, blocks);
  const named = fault === "wrong-boundary" ? `${boundary}-other` : boundary;
  return {
    contentType: contentType.replaceAll("{boundary}", named),
    bytes: bodyOf(blocks, boundary, fault, lastLineEnd ?? true),
  };
}

const DEFAULT_TYPE = "multipart/form-data; boundary={boundary}";

function bodyOf(
  blocks: Uint8Array[],
  boundary: string,
  fault: MultipartFault | undefined,
  lastLineEnd: boolean,
): Uint8Array {
  const end = utf8(`--${boundary}--${lastLineEnd ? "\r\n" : ""}`);
  switch (fault) {
    case "not-multipart":
      return utf8("This text is not a multipart body.\r\n");
    case "truncated":
      return truncated(blocks, boundary);
    case "missing-end":
      return concat(...framed(blocks, boundary));
    case "text-before-start":
      return concat(utf8("text before the start\r\n"), ...framed(blocks, boundary), end);
    case "text-after-end":
      return concat(...framed(blocks, boundary), end, utf8("text after the end\r\n"));
    case "lf-line-ends":
      return withLineFeeds(concat(...framed(blocks, boundary), end));
    default:
      return concat(...framed(blocks, boundary), end);
  }
}

/** Bytes survive in Latin-1, whose characters are the bytes. */
function withLineFeeds(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n"), "latin1"));
}

/** Names and filenames are escaped as the HTML Standard says ("multipart/form-data encoding algorithm"). */
function escapeName(name: string): string {
  return name.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll('"', "%22");
}

function partHead({ name, filename, contentType, headers = {} }: Part): string {
  const file = filename === undefined ? "" : `; filename="${escapeName(filename)}"`;
  const type = contentType === undefined ? "" : `Content-Type: ${contentType}\r\n`;
  const further = Object.entries(headers).map(([field, value]) => `${field}: ${value}\r\n`);
  return `Content-Disposition: form-data; name="${escapeName(name)}"${file}\r\n${type}${further.join("")}\r\n`;
}

function framed(blocks: Uint8Array[], boundary: string): Uint8Array[] {
  return blocks.flatMap((block) => [utf8(`--${boundary}\r\n`), block, utf8("\r\n")]);
}

/** The body up to the middle of its last part's value, or of its head when it has no value. */
function truncated(blocks: Uint8Array[], boundary: string): Uint8Array {
  const last = blocks.at(-1);
  if (!last) return utf8(`--${boundary}`);
  const head = Buffer.from(last).indexOf("\r\n\r\n") + 4;
  const cut = last.length > head ? head + Math.floor((last.length - head) / 2) : Math.floor(last.length / 2);
  return concat(...framed(blocks.slice(0, -1), boundary), utf8(`--${boundary}\r\n`), last.subarray(0, cut));
}

function boundaryFor(seed: string, blocks: Uint8Array[]): string {
  for (let attempt = 0; ; attempt++) {
    const digest = hash("sha256", `${attempt} ${seed}`).slice(0, 24);
    const boundary = `----contract-kit-${digest}`;
    if (!blocks.some((block) => isWithin(boundary, block))) return boundary;
  }
}

function isWithin(text: string, { buffer, byteOffset, byteLength }: Uint8Array): boolean {
  return Buffer.from(buffer, byteOffset, byteLength).includes(text);
}

function bytesOf(value: string | Uint8Array): Uint8Array {
  return typeof value === "string" ? utf8(value) : value;
}

const UTF_8 = new TextEncoder();

function utf8(text: string): Uint8Array {
  return UTF_8.encode(text);
}

function concat(...pieces: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
