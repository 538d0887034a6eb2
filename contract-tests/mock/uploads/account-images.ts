import type { HandlerAnswer, HandlerContext } from "../behaviour.ts";
import type { Acceptance } from "../gate.ts";
import { accountHash } from "./addresses.ts";
import { notFound, stateFailure, success } from "./envelope.ts";
import { showImage } from "./image-details.ts";
import { pageToken, readPageToken } from "./page-token.ts";
import type { RecordKey } from "./record.ts";
import type { UploadStore } from "./store.ts";

/** Images of a page when the request does not say. */
const PER_PAGE = 1000;

/** Shows an image, or a draft, which says so. */
export function getImage(store: UploadStore, request: Acceptance, { publicUrl }: HandlerContext): HandlerAnswer {
  const record = store.find(keyOf(request));
  return record ? success(showImage(record, publicUrl)) : notFound();
}

/** Deletes an image or a draft; its upload URL is dead then, and its id free. */
export function deleteImage(store: UploadStore, request: Acceptance): HandlerAnswer {
  return store.remove(keyOf(request)) ? success({}) : notFound();
}

/** Gives the bytes of an image as they were uploaded, with what they are by their first bytes. */
export function downloadImage(store: UploadStore, request: Acceptance): HandlerAnswer {
  const record = store.find(keyOf(request));
  if (!record) return notFound();
  const bytes = record.image && store.bytes(record.serial);
  if (!record.image || !bytes) return notFound("it is a draft, whose bytes have not been uploaded");
  return { status: 200, body: { bytes, contentType: record.image.contentType } };
}

/** Lists the images of an account, page by page; drafts are not among them. */
export function listImages(
  store: UploadStore,
  { parameters }: Acceptance,
  { publicUrl }: HandlerContext,
): HandlerAnswer {
  const { continuation_token: token, per_page, sort_order, creator } = parameters.query;
  const after = typeof token === "string" ? readPageToken(token) : undefined;
  if (token !== undefined && !after) {
    const message = "must be what the page before gave as `continuation_token`";
    return stateFailure(400, 5400, { place: "query/continuation_token", keyword: "token", message });
  }
  const size = typeof per_page === "number" ? per_page : PER_PAGE;
  const found = store.images({
    account: accountHash(String(parameters.path["account_id"])),
    order: sort_order === "asc" ? "asc" : "desc",
    creator: typeof creator === "string" ? creator : undefined,
    after,
    // One more tells whether there is a next page.
    most: size + 1,
  });
  const page = found.slice(0, size);
  const last = page.at(-1);
  const hasMore = found.length > size && last !== undefined;
  return success({
    images: page.map((record) => showImage(record, publicUrl)),
    continuation_token: hasMore ? pageToken({ uploaded: last.image.uploaded, serial: last.serial }) : null,
  });
}

function keyOf({ parameters }: Acceptance): RecordKey {
  const { account_id: account, image_id: id } = parameters.path;
  return { account: accountHash(String(account)), id: String(id) };
}
