import { type Answer, jsonAnswer } from "../../server/message.ts";
import type { Image } from "./images.ts";

/** Why a request is refused. */
export type Reason = "data" | "credentials" | "missing" | "method" | "conflict" | "size" | "media-type";

const REFUSALS: Record<Reason, { status: number; message: string; headers?: Record<string, string> }> = {
  data: { status: 400, message: "Bad request" },
  credentials: { status: 401, message: "Authentication error", headers: { "WWW-Authenticate": "Bearer" } },
  missing: { status: 404, message: "Image not found" },
  method: { status: 405, message: "Method not allowed" },
  conflict: { status: 409, message: "Resource already exists" },
  size: { status: 413, message: "The image is larger than 10 MB" },
  "media-type": { status: 415, message: "The body must be multipart/form-data" },
};

/** Which number an error has is left to the API. */
const ERROR_CODE = 5400;

/** The answer to a request that is refused. */
export function refusal(reason: Reason): Answer {
  const { status, message, headers = {} } = REFUSALS[reason];
  const errors = [{ code: ERROR_CODE, message }];
  return jsonAnswer(status, { success: false, errors, messages: [], result: null }, headers);
}

/** The answer to a request that succeeds. */
export function success(result: unknown): Answer {
  return jsonAnswer(200, { success: true, errors: [], messages: [], result });
}

/** An image as the API shows it. */
export function imageView(image: Image, hash: string): Record<string, unknown> {
  return {
    id: image.id,
    filename: image.filename,
    creator: image.creator ?? null,
    meta: image.meta,
    requireSignedURLs: image.requireSignedURLs,
    uploaded: new Date(image.createdAt).toISOString(),
    variants: [`https://imagedelivery.net/${encodeURIComponent(hash)}/${encodeURIComponent(image.id)}/public`],
    ...(image.isDraft ? { draft: true } : {}),
  };
}
