import { createHash } from "node:crypto";
import type { RecordKey } from "./record.ts";

/**
 * How upload URLs name an account: 22 characters that need no escape in a URL, always the same for an
 * account, and no way back to its id.
 */
export function accountHash(accountId: string): string {
  return createHash("sha256").update(`account ${accountId}`).digest().subarray(0, 16).toString("base64url");
}

/**
 * The one-time upload URL of a draft. The id is one segment, its slashes percent-encoded.
 *
 * @param base - the mock's URL without a slash at its end; empty for a relative reference
 */
export function uploadUrl({ account, id }: RecordKey, base: string): string {
  return `${base}/${account}/${segment(id)}`;
}

/** Where the mock shows an image without credentials. @param base - as for {@link uploadUrl} */
export function imageUrl({ id }: Pick<RecordKey, "id">, base: string): string {
  return `${base}/__mock/images/${segment(id)}`;
}

function segment(id: string): string {
  return encodeURIComponent(id);
}
