import type { JsonObject } from "../../../spec/interchange/json.ts";
import { imageUrl, uploadUrl } from "./addresses.ts";
import { metadataOf } from "./image-details.ts";
import type { UploadRecord } from "./record.ts";
import type { UploadStore } from "./store.ts";

/** How many drafts, and how many images, are shown. */
const SHOWN = 500;

/** What a person sees of the state: JSON. Times are RFC 3339. */
export type UploadsView = {
  /** The newest 500, newest first; expired ones too. */
  drafts: DraftView[];
  /** The newest 500, newest first. */
  images: ImageView[];
  /** How many there are, shown or not. */
  totals: { drafts: number; images: number; bytes: number };
  /** What holds: bytes of an image; records and bytes that are kept. */
  limits: { imageBytes: number; records: number; bytes: number };
};

/** A draft in a {@link UploadsView}. */
export type DraftView = {
  id: string;
  creator: string | null;
  metadata: JsonObject | null;
  requireSignedURLs: boolean;
  expiry: string;
  createdAt: string;
  uploadURL: string;
};

/** An image in a {@link UploadsView}. `bytes` is their number. */
export type ImageView = {
  id: string;
  filename: string | null;
  contentType: string;
  bytes: number;
  creator: string | null;
  metadata: JsonObject | null;
  requireSignedURLs: boolean;
  uploaded: string;
  url: string;
};

/** Shows what a store holds. @param base - the mock's URL without a slash at its end */
export function viewOf(store: UploadStore, imageBytes: number, base: string): UploadsView {
  return {
    drafts: store.recent("drafts", SHOWN).map((record) => showDraft(record, base)),
    images: store.recent("images", SHOWN).flatMap((record) => showStored(record, base)),
    totals: { ...store.totals() },
    limits: { imageBytes, ...store.limits },
  };
}

function showDraft(record: UploadRecord, base: string): DraftView {
  const { id, creator, metadata, requireSignedURLs, expiry, createdAt } = record;
  return {
    id,
    creator,
    metadata: metadata === null ? null : metadataOf(metadata),
    requireSignedURLs,
    expiry: new Date(expiry).toISOString(),
    createdAt: new Date(createdAt).toISOString(),
    uploadURL: uploadUrl(record, base),
  };
}

function showStored(record: UploadRecord, base: string): ImageView[] {
  const { id, creator, metadata, requireSignedURLs, image } = record;
  if (!image) return [];
  return [
    {
      id,
      filename: image.filename,
      contentType: image.contentType,
      bytes: image.size,
      creator,
      metadata: metadata === null ? null : metadataOf(metadata),
      requireSignedURLs,
      uploaded: new Date(image.uploaded).toISOString(),
      url: imageUrl(record, base),
    },
  ];
}
