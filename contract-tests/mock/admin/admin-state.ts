import type { JsonObject } from "../../../spec/interchange/json.ts";

/** What a mock remembers, as a person may look at it and take it away. */
export interface AdminState {
  /** Members of `GET /__mock/state`: `drafts`, `images`, `limits`. @param base - the URL of the mock for clients */
  view(base: string): JsonObject;
  /** Forgets everything. */
  reset(): void | Promise<void>;
  /** The bytes of an image, and what they are by their first bytes. */
  image(id: string): { bytes: Buffer; contentType: string } | undefined;
}
