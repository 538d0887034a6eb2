import type { ImageType } from "./image-type.ts";

/** What names a draft or an image: ids are unique within an account. */
export interface RecordKey {
  /** The account as upload URLs name it, see `accountHash`. */
  account: string;
  id: string;
}

/** A draft before it is stored. Times are whole epoch milliseconds. */
export interface NewDraft extends RecordKey {
  creator: string | null;
  /** A JSON text. */
  metadata: string | null;
  requireSignedURLs: boolean;
  createdAt: number;
  /** The last moment at which its upload URL works. */
  expiry: number;
}

/** What an upload says of an image. */
export interface ImageFacts {
  filename: string | null;
  contentType: ImageType;
  /** In whole epoch milliseconds. */
  uploaded: number;
}

/** An upload before it is stored. */
export interface NewImage extends ImageFacts {
  bytes: Buffer;
}

/** A draft, or the image that it has become. Not to be changed: stores share it. */
export interface UploadRecord extends NewDraft {
  /** Grows with every draft and every upload; unique in a store, also after a reset. */
  serial: number;
  /** `null` for a draft. */
  image: (ImageFacts & { size: number }) | null;
}

/** A record whose bytes have been uploaded. */
export type StoredImage = UploadRecord & { image: NonNullable<UploadRecord["image"]> };
