import type { MediaType } from "../../spec/interchange/contract.ts";

/** Type and subtype of a Content-Type, in lower case, without parameters (RFC 9110, section 8.3.1). */
export function essence(contentType: string): string {
  return (contentType.split(";", 1)[0] ?? "").trim().toLowerCase();
}

/** The media type of a document that a Content-Type falls under: itself, else its range, else any. */
export function mediaTypeFor<S>(contentType: string, content: readonly MediaType<S>[]): MediaType<S> | undefined {
  const type = essence(contentType);
  return [type, type.replace(/\/.*$/, "/*"), "*/*"]
    .map((range) => content.find(({ mediaType }) => mediaType === range))
    .find((found) => found !== undefined);
}
