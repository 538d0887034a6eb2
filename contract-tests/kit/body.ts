import type { MultipartFault } from "../../spec/interchange/case.ts";
import type { Json } from "../../spec/interchange/json.ts";
import { encodePairs, type RenderedPair } from "../../spec/interchange/percent-encoding.ts";
import { encodeMultipart, type Part } from "./multipart.ts";

/** A body of a case with its expressions resolved. */
export type RenderedBody =
  | { kind: "multipart"; contentType?: string | null; parts: Part[]; fault?: MultipartFault; lastLineEnd?: false }
  | { kind: "json"; contentType: string | null; value: Json }
  | { kind: "urlencoded"; contentType: string | null; fields: RenderedPair[] }
  | { kind: "raw"; contentType: string | null; value: string | Uint8Array };

/** A body as it travels, and its Content-Type; `null` sends none. */
export interface EncodedBody {
  contentType: string | null;
  bytes: Uint8Array;
}

/** Encodes a body. Texts become UTF-8; the boundary of a form comes from the seed. */
export function encodeBody(body: RenderedBody, seed: string): EncodedBody {
  switch (body.kind) {
    case "multipart":
      return encodeForm(body, seed);
    case "json":
      return { contentType: body.contentType, bytes: new TextEncoder().encode(JSON.stringify(body.value)) };
    case "urlencoded":
      return { contentType: body.contentType, bytes: new TextEncoder().encode(encodePairs(body.fields)) };
    case "raw":
      return {
        contentType: body.contentType,
        bytes: typeof body.value === "string" ? new TextEncoder().encode(body.value) : body.value,
      };
  }
}

function encodeForm(body: RenderedBody & { kind: "multipart" }, seed: string): EncodedBody {
  const { parts, contentType, fault, lastLineEnd } = body;
  const encoded = encodeMultipart(parts, {
    seed,
    ...(typeof contentType === "string" ? { contentType } : {}),
    ...(fault === undefined ? {} : { fault }),
    ...(lastLineEnd === undefined ? {} : { lastLineEnd }),
  });
  return contentType === null ? { ...encoded, contentType } : encoded;
}
