import { randomUUID } from "node:crypto";
import type { Behaviour } from "../behaviour.ts";
import type { RateLimitRule } from "../rate-limit.ts";
import { deleteImage, downloadImage, getImage, listImages } from "./account-images.ts";
import { createDraft } from "./create-draft.ts";
import type { ImageType } from "./image-type.ts";
import { receiveImage } from "./receive-image.ts";
import { refusalAnswer } from "./refusal-answer.ts";
import type { UploadStore } from "./store.ts";
import { type UploadsView, viewOf } from "./view.ts";

/** What the state of the upload flow is made of. */
export interface UploadsOptions {
  /** Where drafts and images are kept; it is the caller's to close. */
  store: UploadStore;
  /** The most bytes that an image may have. Default 10 MiB. */
  imageBytes?: number;
  /** Makes up ids: UUIDs of version 4, random by default. */
  uuid?: () => string;
}

/** The state of the upload flow. */
export interface Uploads {
  readonly behaviour: Behaviour;
  /**
   * What it holds, for a person to look at.
   *
   * @param base - the mock's URL without a slash at its end; without it, URLs are relative to the mock
   */
  view(base?: string): UploadsView;
  /** The newest image of this id in any account, with what it is by its first bytes. The bytes are not to be changed. */
  image(id: string): { bytes: Buffer; contentType: ImageType; filename: string | null } | undefined;
  /** Forgets every draft and every image. */
  reset(): void;
}

/** Cloudflare's limit for all calls to its API: who exceeds it is blocked for five minutes. */
const RATE_LIMIT: RateLimitRule = { requests: 1200, seconds: 300, blockSeconds: 300 };

/** Bytes of an image when no limit is given. */
const IMAGE_BYTES = 10 * 1024 * 1024;

/**
 * Makes the upload flow remember: drafts, one-time upload URLs that expire, images with their bytes,
 * details, list and deletion, and refusals with Cloudflare's numbers. Handlers are synchronous, so that
 * of two uploads to one URL exactly one wins.
 */
export function createUploads({ store, imageBytes = IMAGE_BYTES, uuid = randomUUID }: UploadsOptions): Uploads {
  return {
    behaviour: {
      handlers: {
        createDirectUpload: (request, context) => createDraft(store, uuid, request, context),
        uploadImage: (request, context) => receiveImage(store, imageBytes, request, context),
        getImage: (request, context) => getImage(store, request, context),
        listImages: (request, context) => listImages(store, request, context),
        deleteImage: (request) => deleteImage(store, request),
        downloadImage: (request) => downloadImage(store, request),
      },
      refusal: refusalAnswer,
      slashesAnywhere: ["uploadImage"],
      rateLimit: RATE_LIMIT,
    },
    view: (base = "") => viewOf(store, imageBytes, base),
    image(id) {
      const record = store.imageOf(id);
      const bytes = record && store.bytes(record.serial);
      if (!record || !bytes) return undefined;
      return { bytes, contentType: record.image.contentType, filename: record.image.filename };
    },
    reset: () => store.clear(),
  };
}
