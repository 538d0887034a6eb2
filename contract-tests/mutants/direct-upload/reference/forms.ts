import { mediaTypeOf } from "../../server/media-type.ts";
import { mediaTypeParameters } from "../../server/media-type-parameters.ts";
import type { Call } from "../../server/message.ts";
import { type FormPart, formParts } from "../../server/multipart.ts";

/** Whether a Content-Type is the form that the operations take. */
export function isForm(contentType: string | undefined): boolean {
  return mediaTypeOf(contentType ?? "") === "multipart/form-data";
}

/** The parts of a form; `undefined` when the form is malformed. */
export function partsOf({ headers, bytes }: Pick<Call, "headers" | "bytes">): FormPart[] | undefined {
  const { boundary } = mediaTypeParameters(headers["content-type"] ?? "");
  return boundary === undefined ? undefined : formParts(bytes, boundary);
}

/** The declared parts by name; `undefined` when one of them is repeated. */
export function byName(parts: readonly FormPart[], declared: readonly string[]): Map<string, FormPart> | undefined {
  const found = new Map<string, FormPart>();
  for (const part of parts) {
    if (!declared.includes(part.name)) continue;
    if (found.has(part.name)) return undefined;
    found.set(part.name, part);
  }
  return found;
}

/** Whether the bytes of an image are few enough: 10 MB. */
export function isImageSize(bytes: Uint8Array): boolean {
  return bytes.length <= 10_000_000;
}
