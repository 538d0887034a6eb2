import { createHash } from "node:crypto";
import { pascalCase } from "../spec/interchange/names.ts";

/** Names of devices, which no file may have on Windows, whatever follows after a dot. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])$/i;
/** Longest part of a file name that a document chooses, in bytes: file systems allow 255 for the whole. */
const MOST_BYTES = 100;

/**
 * An identifier for an operation that may be a file's name: its operationId if that is one, otherwise one made
 * from it, or from method and path: `GET /a/{b}` → `getAB`.
 */
export function operationName(operationId: unknown, method: string, path: string): string {
  const wish = typeof operationId === "string" && operationId !== "" ? operationId : `${method.toLowerCase()} ${path}`;
  const name = shortened(identifier(wish.normalize("NFC")));
  // What has a method `then` is taken for a promise when it is awaited.
  return name === "then" || DEVICE.test(name) ? `${name}_` : name;
}

function identifier(wish: string): string {
  if (/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(wish)) return wish;
  const pascal = pascalCase(wish.replaceAll(/[^\p{ID_Continue}$]+/gu, " ").trim());
  const name = pascal.slice(0, 1).toLowerCase() + pascal.slice(1);
  return /^[\p{ID_Start}_$]/u.test(name) ? name : `_${name}`;
}

/** A name that is too long ends in a part of its hash, so that it stays its own. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= MOST_BYTES) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  let start = "";
  for (const character of name) {
    if (Buffer.byteLength(start) + Buffer.byteLength(character) > MOST_BYTES - 9) break;
    start += character;
  }
  return `${start}_${hash}`;
}

/**
 * Gives every name a number of its own that was given before, or one that some file system or identifier
 * takes for the same: letter case, composed and decomposed letters, and signs between words do not count.
 */
export function createNamer(): (wish: string) => string {
  const taken = new Set<string>();
  return (wish) => {
    let name = wish;
    for (let count = 2; taken.has(folded(name)); count++) name = `${wish}${count}`;
    taken.add(folded(name));
    return name;
  };
}

function folded(name: string): string {
  // `ß` and `ss` are one to file systems that ignore case.
  return pascalCase(name).normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
}

/** `multipart/form-data` → `multipart-form-data`: a media type as a part of a file name. */
export function mediaTypeSlug(mediaType: string): string {
  const slug = mediaType
    .replaceAll("*", "any")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  return shortened(slug);
}
