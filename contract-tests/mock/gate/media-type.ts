import type { MediaType } from "../../../spec/interchange/contract.ts";

/** `Application/JSON; charset=utf-8` → `application/json`: without parameters, in lower case. */
export function essence(mediaType: string): string {
  const end = mediaType.indexOf(";");
  return (end < 0 ? mediaType : mediaType.slice(0, end)).trim().toLowerCase();
}

/**
 * How closely a media type falls into a range: 3 the same, 2 `image/*`, 1 `*\/*`, 0 not at all
 * (RFC 9110, section 12.5.1). Parameters do not count.
 */
export function closeness(mediaType: string, range: string): 0 | 1 | 2 | 3 {
  const type = essence(mediaType);
  const wanted = essence(range);
  if (type === wanted) return 3;
  if (wanted === "*/*") return 1;
  if (wanted.endsWith("/*")) return type.startsWith(wanted.slice(0, -1)) ? 2 : 0;
  // `application/*+json` is no range of RFC 9110, but documents have it.
  const [before = "", after] = wanted.split("*");
  return after !== undefined && type.startsWith(before) && type.endsWith(after) ? 2 : 0;
}

/** The media type of a document that a Content-Type falls into; the closest, of equals the first. */
export function findMediaType<S>(contentType: string, declared: readonly MediaType<S>[]): MediaType<S> | undefined {
  let best: { candidate: MediaType<S>; rank: number } | undefined;
  for (const candidate of declared) {
    const rank = closeness(contentType, candidate.mediaType);
    if (rank > (best?.rank ?? 0)) best = { candidate, rank };
  }
  return best?.candidate;
}

/** Whether a media type is JSON: `application/json` or any `+json` (RFC 6839, section 3.1). */
export function isJson(mediaType: string): boolean {
  return /^(?:application\/json|[^/\s]+\/[^/\s]+\+json)$/.test(essence(mediaType));
}
