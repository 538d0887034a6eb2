import type { MediaType } from "../../../spec/interchange/contract.ts";
import { isJsonObject, type JsonObject } from "../../../spec/interchange/json.ts";
import { valueAt } from "../../../spec/interchange/pointer.ts";
import { concreteType } from "./concrete-type.ts";

/** The smallest sound file of a type: for images, one of a single pixel. */
const SAMPLES: Readonly<Record<string, string>> = {
  "image/png": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR42mNgAAIAAAUAAen63NgAAAAASUVORK5CYII=",
  "image/gif": "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
  "image/jpeg":
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=",
  "image/webp": "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==",
  "image/svg+xml": btoa('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'),
  "application/gzip": "H4sIAAAAAAAAAwMAAAAAAAAAAAA=",
  "application/zip": btoa(`PK\x05\x06${"\0".repeat(18)}`),
};

/** What stands for bytes of a type that has no sample. */
const ANY_BYTES = Buffer.from("sample");

/** The bytes that stand for content of a media type or range, and the type that they are of. */
export function sampleOf(mediaType: string): { mediaType: string; bytes: Buffer } {
  const concrete = concreteType(mediaType);
  const sample = SAMPLES[concrete];
  return { mediaType: concrete, bytes: sample === undefined ? ANY_BYTES : Buffer.from(sample, "base64") };
}

/** Whether a document says itself what content of a media type may look like. */
export function hasOwnExample(document: JsonObject, media: MediaType): boolean {
  const declared = valueAt(document, media.pointer);
  if (!isJsonObject(declared)) return false;
  const schema = isJsonObject(declared["schema"]) ? declared["schema"] : {};
  return (
    ["example", "examples"].some((name) => name in declared) ||
    ["example", "examples", "default", "const", "enum"].some((name) => name in schema)
  );
}
