import type { HandlerAnswer, HandlerContext } from "../behaviour.ts";
import type { Part } from "../gate/multipart.ts";
import type { Acceptance } from "../gate.ts";
import { notFound, stateFailure, success } from "./envelope.ts";
import { showImage } from "./image-details.ts";
import { imageTypeOf } from "./image-type.ts";
import type { UploadRecord } from "./record.ts";
import type { UploadStore } from "./store.ts";

/** Characters of a file name that are kept; the contract's `filename` has no more. */
const NAME_LENGTH = 255;

/**
 * Takes the bytes of an image and turns its draft into the image. Refuses for the first of: no such
 * URL, used, expired, no file, too large, no image.
 *
 * @param imageBytes - the most that an image may have
 */
export function receiveImage(
  store: UploadStore,
  imageBytes: number,
  { parameters, body }: Acceptance,
  { now, publicUrl }: HandlerContext,
): HandlerAnswer {
  const { account_hash: account, image_id: id } = parameters.path;
  const draft = store.find({ account: String(account), id: String(id) });
  if (!draft) return notFound("nobody has asked for this upload URL, or its image has been deleted");
  const closed = whyClosed(draft, now);
  if (closed) return closed;
  const file = (body as { file?: unknown } | undefined)?.file;
  if (!isPart(file)) return noImage("must be a file, with a file name, not a plain text field", "file");
  const { bytes, filename } = file;
  if (bytes.length > imageBytes) return tooLarge(bytes.length, imageBytes);
  const contentType = imageTypeOf(bytes);
  if (!contentType) return noImage("must begin as an image of these types does, whatever its name", "magic-bytes");
  const image = store.complete(draft.serial, {
    filename: filename === undefined ? null : shortened(filename),
    contentType,
    uploaded: Math.floor(now),
    bytes,
  });
  // Somebody else was faster: another process on the same store.
  return image ? success(showImage(image, publicUrl)) : used();
}

function whyClosed({ image, expiry }: UploadRecord, now: number): HandlerAnswer | undefined {
  if (image) return used();
  if (now <= expiry) return undefined;
  const message = `the upload URL has expired, at ${new Date(expiry).toISOString()}`;
  return stateFailure(400, 5400, { place: "path/image_id", keyword: "expiry", message });
}

function used(): HandlerAnswer {
  const message = "the upload URL has been used; it works once";
  return stateFailure(400, 5400, { place: "path/image_id", keyword: "one-time", message });
}

function tooLarge(size: number, most: number): HandlerAnswer {
  const message = `must not have more than ${most} bytes; it has ${size}`;
  return stateFailure(413, 5413, { place: "body/file", keyword: "size", message });
}

function noImage(message: string, keyword: string): HandlerAnswer {
  return stateFailure(415, 5455, { place: "body/file", keyword, message });
}

function isPart(file: unknown): file is Part {
  return typeof file === "object" && file !== null && Buffer.isBuffer((file as Partial<Part>).bytes);
}

/** By characters as JSON Schema counts them, so that none is cut in two. */
function shortened(name: string): string {
  return name.length <= NAME_LENGTH ? name : [...name].slice(0, NAME_LENGTH).join("");
}
