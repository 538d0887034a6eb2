import { type Answer, jsonAnswer } from "../../server/message.ts";
import type { Image } from "./images.ts";

/** Why a request is refused. */
export type Reason = "data" | "credentials" | "missing" | "method" | "conflict" | "size" | "media-type";

const REFUSALS: Record<Reason, { status: number; code: number; message: string }> = {
  data: { status: 400, code: 5400, message: "Bad request" },
  credentials: { status: 401, code: 10000, message: "Authentication error" },
  missing: { status: 404, code: 5404, message: "Image not found" },
  method: { status: 405, code: 5405, message: "Method not allowed" },
  conflict: { status: 409, code: 5409, message: "Resource already exists" },
  size: { status: 413, code: 5413, message: "The image is larger than 10 MB" },
  "media-type": { status: 415, code: 5415, message: "The body must be multipart/form-data" },
};

/** The answer to a request that is refused. */
export function refusal(reason: Reason): Answer {
  const { status, code, message } = REFUSALS[reason];
  const headers: Record<string, string> = reason === "credentials" ? { "WWW-Authenticate": "Bearer" } : {};
  return jsonAnswer(status, { success: false, errors: [{ code, message }], messages: [], result: null }, headers);
}

/** The answer to a request that succeeds. */
export function success(result: unknown): Answer {
  return jsonAnswer(200, { success: true, errors: [], messages: [], result });
}

/** An image as the API shows it. */
export function imageView(image: Image, hash: string): Record<string, unknown> {
  return {
    id: image.id,
    ...(image.filename === undefined ? {} : { filename: image.filename }),
    creator: image.creator ?? null,
    meta: image.meta,
    requireSignedURLs: image.requireSignedURLs,
    uploaded: new Date(image.createdAt).toISOString(),
    variants: [`https://imagedelivery.net/${encodeURIComponent(hash)}/${encodeURIComponent(image.id)}/public`],
    ...(image.isDraft ? { draft: true } : {}),
  };
}
