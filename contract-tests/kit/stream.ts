import type { Operation } from "../../spec/interchange/contract.ts";
import { isJsonObject, type JsonObject } from "../../spec/interchange/json.ts";
import { valueAt } from "../../spec/interchange/pointer.ts";
import { documentedMediaType, documentedResponse, mediaTypeOf } from "./checks/documented.ts";
import { headerValue, type WireResponse } from "./wire-message.ts";

/**
 * Whether the document says of an answer that it comes piece by piece and need not end: an event stream, or a media
 * type with an `itemSchema` (OpenAPI 3.2.0, section 4.14.3).
 *
 * @param document - where an `itemSchema` would stand
 */
export function isDocumentedStream(
  operation: Operation,
  { status, headers }: Pick<WireResponse, "status" | "headers">,
  document?: JsonObject,
): boolean {
  const contentType = headerValue(headers, "content-type");
  const response = documentedResponse(operation, status);
  const media = response && contentType !== undefined ? documentedMediaType(response, contentType) : undefined;
  if (!media || contentType === undefined) return false;
  if (mediaTypeOf(contentType) === "text/event-stream") return true;
  const described = document && valueAt(document, media.pointer);
  return isJsonObject(described) && Object.hasOwn(described, "itemSchema");
}
