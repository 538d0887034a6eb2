import type { MediaType, Operation, Response } from "../../../spec/interchange/contract.ts";
import { headerValue, type WireResponse } from "../wire-message.ts";

/** What the document says about a status: itself, its class (`4XX`), or `default` (OpenAPI 3.1.1, section 4.8.16). */
export function documentedResponse(operation: Operation, status: number): Response | undefined {
  const named = (name: string) => operation.responses.find((response) => response.status === name);
  return named(String(status)) ?? named(`${Math.floor(status / 100)}XX`) ?? named("default");
}

/** Whether the document names a status, itself or by its class; a `default` may be anything. */
export function namesStatus({ responses }: Operation, status: number): boolean {
  return responses.some((each) => each.status === String(status) || each.status === `${Math.floor(status / 100)}XX`);
}

/** Whether a status is one of a list of exact ones (`400`) and classes (`4XX`). */
export function isAmong(status: number, list: readonly string[]): boolean {
  return list.includes(String(status)) || list.includes(`${Math.floor(status / 100)}XX`);
}

/** Type and subtype of a Content-Type, lower case, without parameters (RFC 9110, section 8.3.1). */
export function mediaTypeOf(contentType: string): string {
  return (contentType.split(";", 1)[0] ?? "").trim().toLowerCase();
}

/** The media type of a response that the answer's Content-Type falls under: the most specific of the document's. */
export function documentedMediaType(response: Response, contentType: string): MediaType | undefined {
  const wanted = mediaTypeOf(contentType);
  const ranges = [wanted, wanted.replace(/\/.*$/, "/*"), "*/*"];
  return ranges
    .map((range) => response.content.find(({ mediaType }) => mediaTypeOf(mediaType) === range))
    .find((found) => found !== undefined);
}

/** Whether an answer of this kind has no body (RFC 9110, sections 9.3.2, 15.3.5, 15.3.6 and 15.4.5). */
export function isBodiless(operation: Operation, status: number): boolean {
  return operation.method === "HEAD" || status === 204 || status === 205 || status === 304;
}

/** An answer with a body, as the document describes it; `undefined` where it describes none. */
export function describedBody(operation: Operation, response: WireResponse): MediaType | undefined {
  const documented = documentedResponse(operation, response.status);
  const contentType = headerValue(response.headers, "content-type");
  if (!documented || contentType === undefined || isBodiless(operation, response.status)) return undefined;
  return documentedMediaType(documented, contentType);
}
