import { isSvg } from "./svg.ts";

/** The types of image that can be uploaded. */
export type ImageType = "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/svg+xml";

/** The first bytes of a type in hexadecimal; WebP has the length of the file in the middle. */
const SIGNATURES: readonly [ImageType, RegExp][] = [
  ["image/png", /^89504e470d0a1a0a/],
  ["image/jpeg", /^ffd8ff/],
  ["image/gif", /^47494638(?:37|39)61/],
  ["image/webp", /^52494646.{8}57454250/],
];

/** The bytes that the longest signature looks at. */
const LONGEST = 12;

/** The type of an image by its first bytes, whatever it is called; `undefined` when it is none of those that can be uploaded. */
export function imageTypeOf(bytes: Buffer): ImageType | undefined {
  const head = bytes.toString("hex", 0, LONGEST);
  const found = SIGNATURES.find(([, signature]) => signature.test(head));
  if (found) return found[0];
  return isSvg(bytes) ? "image/svg+xml" : undefined;
}
