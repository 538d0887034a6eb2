import { isJsonMediaType } from "../interchange/media-type.ts";

/** A way to write bytes as text. */
interface Encoding {
  /** What every reader decodes: padding that some leave out, or expect, is in none of them. */
  pattern: RegExp;
  encode(bytes: Buffer): string;
  decode(text: string): Buffer;
  /** Texts that every reader decodes, and texts that many refuse. */
  sound: readonly string[];
  doubtful: readonly string[];
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/;

/** RFC 4648, sections 4, 5 and 8. Of base64url some want the padding and some refuse it. */
const ENCODINGS: Readonly<Record<string, Encoding>> = {
  base64: {
    pattern: BASE64,
    encode: (bytes) => bytes.toString("base64"),
    decode: (text) => Buffer.from(text, "base64"),
    sound: ["ZXhhbXBsZQ==", "ZXhhbXBsZTI=", "ZXhhbXBsZXMh", "+/+/"],
    doubtful: ["ZXhhbXBsZQ", "ZXhhbXBsZQ=", "ZXhhbXBsZR==", "ZXhh\nbXBs", "-_-_", "%%%%"],
  },
  base64url: {
    pattern: /^(?:[A-Za-z0-9_-]{4})*$/,
    encode: (bytes) => bytes.toString("base64url"),
    decode: (text) => Buffer.from(text, "base64url"),
    sound: ["ZXhhbXBsZXMh", "-_-_"],
    doubtful: ["ZXhhbXBsZQ", "ZXhhbXBsZQ==", "ZXhhbXBsZ", "ZXhh\nbXBs", "+/+/", "%%%%"],
  },
  base16: {
    pattern: /^(?:[0-9A-F]{2})*$/,
    encode: (bytes) => bytes.toString("hex").toUpperCase(),
    decode: (text) => Buffer.from(text, "hex"),
    sound: ["6578616D706C65", "00FF"],
    doubtful: ["6578616D706C6", "00ff", "0x00FF", "GG"],
  },
};

/** What a schema object says of the content of a text (JSON Schema Validation 2020-12, section 8). */
export interface ContentKeywords {
  contentEncoding?: unknown;
  contentMediaType?: unknown;
}

/** Whether content keywords say something that this module knows to follow. */
export function describesContent({ contentEncoding, contentMediaType }: ContentKeywords): boolean {
  return encodingOf(contentEncoding) !== undefined || isJson(contentMediaType);
}

/**
 * Whether nobody who decodes a text has a reason to refuse it. The keywords are annotations: who does not decode it
 * takes any text.
 */
export function isContent({ contentEncoding, contentMediaType }: ContentKeywords, text: string): boolean {
  const encoding = encodingOf(contentEncoding);
  if (encoding && !encoding.pattern.test(text)) return false;
  // An encoding of which nothing is known here may be read or not.
  if (!encoding && typeof contentEncoding === "string" && !PLAIN.has(contentEncoding.toLowerCase())) return false;
  if (contentMediaType === undefined || contentMediaType === "application/octet-stream") return true;
  if (isJson(contentMediaType)) return isJsonText(encoding ? encoding.decode(text).toString() : text);
  // Bytes are of no other type by chance.
  return !encoding || String(contentMediaType).startsWith("text/") || sampleBytes(contentMediaType) === text;

  function sampleBytes(type: unknown): string | undefined {
    return type === "image/png" ? encoding?.encode(PNG) : undefined;
  }
}

/** Texts that are the content which a schema object describes, the plainest first; none where nothing is known of it. */
export function contentTexts({ contentEncoding, contentMediaType }: ContentKeywords): string[] {
  const encoding = encodingOf(contentEncoding);
  if (isJson(contentMediaType)) return ["{}", "[]"].map((text) => encoding?.encode(Buffer.from(text)) ?? text);
  if (encoding && contentMediaType === "image/png") return [encoding.encode(PNG)];
  if (!encoding) return [];
  return isContent({ contentMediaType: contentMediaType ?? "text/plain" }, "") ? [...encoding.sound] : [];
}

/** Texts that are not, or not for everyone, the content which a schema object describes. */
export function doubtfulTexts({ contentEncoding, contentMediaType }: ContentKeywords): string[] {
  const encoding = encodingOf(contentEncoding);
  if (encoding) return [...encoding.doubtful];
  return isJson(contentMediaType) ? ["{", "example"] : [];
}

/** Bytes as text, as every reader of an encoding decodes them; `undefined` for an encoding that is not known. */
export function encodedBytes(contentEncoding: unknown, bytes: Uint8Array): string | undefined {
  return encodingOf(contentEncoding)?.encode(Buffer.from(bytes));
}

/** A red dot, 1×1 pixel. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4z8AAAAMBAQAY3Y2wAAAAAElFTkSuQmCC",
  "base64",
);

/** Encodings that leave texts as they are (RFC 2045, section 6.2). */
const PLAIN = new Set(["7bit", "8bit", "binary"]);

function encodingOf(name: unknown): Encoding | undefined {
  const key = typeof name === "string" ? name.toLowerCase() : "";
  return Object.hasOwn(ENCODINGS, key) ? ENCODINGS[key] : undefined;
}

function isJson(mediaType: unknown): boolean {
  return typeof mediaType === "string" && isJsonMediaType(mediaType);
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
