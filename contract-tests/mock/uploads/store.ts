import type { NewDraft, NewImage, RecordKey, StoredImage, UploadRecord } from "./record.ts";

/** How much a store keeps. Beyond, the oldest goes, a record being as old as its last change; the newest always stays. */
export interface StoreLimits {
  /** Drafts and images together. Default 10,000. */
  records: number;
  /** Bytes of images, ids, metadata and so on, with 256 for each record. Default 256 MiB. */
  bytes: number;
}

/** The limits that hold when none are given. */
const DEFAULT_STORE_LIMITS: StoreLimits = { records: 10_000, bytes: 256 * 1024 * 1024 };

/** Which images of an account to list, by time of upload. */
export interface ImageQuery {
  account: string;
  /** Only those of this creator; empty for those without one. */
  creator?: string | undefined;
  order: "asc" | "desc";
  /** Only what comes after this place. */
  after?: ListPlace | undefined;
  most: number;
}

/** A place in a list of images; it stays one when the image that stood there is gone. */
export interface ListPlace {
  uploaded: number;
  serial: number;
}

/** How much a store holds. */
export interface StoreTotals {
  drafts: number;
  images: number;
  /** As {@link StoreLimits} counts them. */
  bytes: number;
}

/**
 * Where drafts and images are kept. Each call takes effect as a whole or not at all, and once it has
 * returned, what it did stays done as long as the store promises to last.
 */
export interface UploadStore {
  readonly limits: Readonly<StoreLimits>;
  /** Adds a draft; `undefined` when its id is taken in its account. */
  add(draft: NewDraft): UploadRecord | undefined;
  find(key: RecordKey): UploadRecord | undefined;
  /** Turns a draft into an image, which then is as new as it can be; `undefined` when there is no such draft any more. */
  complete(serial: number, image: NewImage): StoredImage | undefined;
  /** Forgets a draft or an image; `false` when there is none. */
  remove(key: RecordKey): boolean;
  images(query: ImageQuery): StoredImage[];
  /** The newest drafts or images of all accounts, newest first. */
  recent(kind: "drafts" | "images", most: number): UploadRecord[];
  /** The newest image of this id in any account. */
  imageOf(id: string): StoredImage | undefined;
  /** The bytes of an image; not to be changed. */
  bytes(serial: number): Buffer | undefined;
  totals(): StoreTotals;
  /** Forgets everything. */
  clear(): void;
  /** No other call may follow, but for another `close`. */
  close(): void;
}

/** The limits with their defaults. @throws RangeError for a limit that is no positive whole number */
export function storeLimits(given: Partial<StoreLimits> = {}): StoreLimits {
  const limits = { ...DEFAULT_STORE_LIMITS, ...given };
  for (const [name, value] of Object.entries(limits)) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new RangeError(`limits.${name}: must be a whole number of at least 1, not ${value}`);
    }
  }
  return limits;
}
