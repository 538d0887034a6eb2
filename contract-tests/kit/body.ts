import type { MultipartFault } from "../../spec/interchange/case.ts";
import type { Json } from "../../spec/interchange/json.ts";
import { encodeMultipart, type Part } from "./multipart.ts";

/** A body of a case with its expressions resolved. */
export type RenderedBody =
  | { kind: "multipart"; parts: Part[]; fault?: MultipartFault }
  | { kind: "json"; contentType: string; value: Json }
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
      return encodeMultipart(body.parts, { seed, ...(body.fault === undefined ? {} : { fault: body.fault }) });
    case "json":
      return { contentType: body.contentType, bytes: new TextEncoder().encode(JSON.stringify(body.value)) };
    case "raw":
      return {
        contentType: body.contentType,
        bytes: typeof body.value === "string" ? new TextEncoder().encode(body.value) : body.value,
      };
  }
}
