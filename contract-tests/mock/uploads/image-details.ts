import type { JsonObject } from "../../../spec/interchange/json.ts";
import { imageUrl } from "./addresses.ts";
import type { UploadRecord } from "./record.ts";

/**
 * An image or a draft as details, list and upload show it. What was not given is left out.
 *
 * @param base - the mock's URL without a slash at its end
 */
export function showImage(record: UploadRecord, base: string): JsonObject {
  const { id, creator, metadata, requireSignedURLs, createdAt, image } = record;
  const filename = image?.filename ?? null;
  return {
    id,
    ...(filename !== null && { filename }),
    ...(creator !== null && { creator }),
    ...(metadata !== null && { meta: metadataOf(metadata) }),
    requireSignedURLs,
    uploaded: new Date(image?.uploaded ?? createdAt).toISOString(),
    variants: [imageUrl(record, base)],
    ...(image === null && { draft: true }),
  };
}

/** What was given as `metadata`. */
export function metadataOf(text: string): JsonObject {
  return JSON.parse(text) as JsonObject;
}
