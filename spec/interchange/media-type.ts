import type { MediaType } from "./contract.ts";

/** Type and subtype of a Content-Type, in lower case, without parameters (RFC 9110, section 8.3.1). */
export function essence(contentType: string): string {
  return (contentType.split(";", 1)[0] ?? "").trim().toLowerCase();
}

/** Whether a media type is JSON: `application/json` or any `+json` (RFC 6839, section 3.1). */
export function isJsonMediaType(mediaType: string): boolean {
  return /^(?:application\/json|[^/\s]+\/[^/\s]+\+json)$/.test(essence(mediaType));
}

/** The media type of a document that a Content-Type falls under: itself, else the closest range. */
export function mediaTypeFor<S>(contentType: string, content: readonly MediaType<S>[]): MediaType<S> | undefined {
  const type = essence(contentType);
  const suffixed = type.replace(/\/.*(?=\+)/, "/*");
  return [type, suffixed, type.replace(/\/.*$/, "/*"), "*/*"]
    .map((range) => content.find(({ mediaType }) => mediaType === range))
    .find((found) => found !== undefined);
}

/** A media type that falls under a range of a document: itself where it is none. */
export function concreteMediaType(range: string): string {
  if (!range.includes("*")) return range;
  return (
    {
      "*/*": "application/octet-stream",
      "application/*": "application/octet-stream",
      "image/*": "image/png",
      "text/*": "text/plain",
    }[range] ?? range.replace("*", "example")
  );
}
