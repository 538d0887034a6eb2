import { parseHeaderValue } from "./header-value.ts";

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Strict UTF-8, a byte order mark included; `undefined` for anything else. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  return decodeBy(UTF8, bytes);
}

/**
 * Decodes text by the `charset` of its Content-Type, UTF-8 if there is none; strictly.
 *
 * @returns `undefined` when the charset is unknown or the bytes are no text of it
 */
export function decodeCharset(bytes: Uint8Array, contentType: string): string | undefined {
  const charset = contentType.includes(";") ? parseHeaderValue(contentType)?.parameters.get("charset") : undefined;
  if (charset === undefined || /^utf-?8$/i.test(charset)) return decodeUtf8(bytes);
  try {
    return decodeBy(new TextDecoder(charset, { fatal: true, ignoreBOM: true }), bytes);
  } catch {
    return undefined;
  }
}

function decodeBy(decoder: TextDecoder, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
