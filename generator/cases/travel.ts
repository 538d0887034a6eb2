import type { RequestTemplate } from "../../spec/interchange/case.ts";
import { anyFresh } from "../../spec/interchange/fresh-text.ts";
import {
  encodePairs,
  encodeWire,
  type RenderedPair,
  type RenderedWire,
} from "../../spec/interchange/percent-encoding.ts";
import { type RenderContext, render } from "../../spec/interchange/render.ts";

/** Whether a request can travel at all: header fields and URLs have limits of their own. */
export function cannotTravel(request: RequestTemplate): string | undefined {
  const context: RenderContext = {
    now: 0,
    guard: 0,
    fresh: anyFresh,
  };
  const parts = request.body?.kind === "multipart" ? request.body.parts.map((part) => part.headers ?? {}) : [];
  const { path, query, headers, cookies, partHeaders } = render(
    { ...request, body: null, partHeaders: parts } as never,
    context,
  ) as unknown as RequestTemplate & { partHeaders: Record<string, string>[] };
  const segments = Object.values(path).map((value) => encodeWire(value as RenderedWire));
  const url = [...segments, encodePairs(query as RenderedPair[])].join("");
  if (url.length > 7_000)
    return "a URL of more than 7,000 characters is refused by common servers before the contract counts";
  if (segments.some((text) => text === "" || text === "." || text === "..")) {
    return "an empty path segment, or one of dots alone, makes another path";
  }
  const fields = [...Object.values(headers), ...Object.values(cookies), ...partHeaders.flatMap(Object.values)].map(
    (value) => textsOf(value as RenderedWire),
  );
  if (fields.some((text) => text.length > 7_000)) {
    return "a header field of more than 7,000 characters is refused by common servers before the contract counts";
  }
  if (fields.some((text) => !/^[\x20-\x7e]*$/.test(text) || text !== text.trim())) {
    return "a header field carries visible ASCII characters only";
  }
  return undefined;
}

function textsOf(value: RenderedWire): string {
  if (typeof value === "string") return value;
  return value.$wire.map((piece) => (typeof piece === "string" ? piece : piece.raw)).join("");
}
