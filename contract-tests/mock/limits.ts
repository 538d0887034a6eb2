/** What a request may not exceed. Each limit is answered with a status of its own. */
export interface Limits {
  /** Bytes of a body; 413 beyond. Default 16 MiB. */
  bodyBytes: number;
  /** Parts of a multipart body, fields of a form; 413 beyond. Default 1,000. */
  parts: number;
  /** Bytes of the request line and the header fields together; 431 beyond. Default 32 KiB. */
  headerBytes: number;
  /** Milliseconds until a request has arrived as a whole; 408 after that. Default 30,000. */
  requestMs: number;
  /** Milliseconds that closing the mock leaves to requests under way. Default 2,000. */
  closeMs: number;
}

/** The limits that hold when none are given. */
export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 16 * 1024 * 1024,
  parts: 1000,
  headerBytes: 32 * 1024,
  requestMs: 30_000,
  closeMs: 2_000,
};
