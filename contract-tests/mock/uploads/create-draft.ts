import { isJsonObject, type JsonObject } from "../../../spec/interchange/json.ts";
import { instantOf } from "../../../spec/vocabulary/instant.ts";
import type { HandlerAnswer, HandlerContext } from "../behaviour.ts";
import type { Acceptance } from "../gate.ts";
import { accountHash, uploadUrl } from "./addresses.ts";
import { stateFailure, success } from "./envelope.ts";
import type { NewDraft } from "./record.ts";
import type { UploadStore } from "./store.ts";

/** How long an upload URL works when the request does not say, in milliseconds. */
const DEFAULT_LIFETIME_MS = 30 * 60_000;

/** How often an id is made up before giving up on a source of ids that repeats itself. */
const ATTEMPTS = 8;

/**
 * Creates a draft and answers with its upload URL.
 *
 * @param uuid - makes up an id where none is given
 */
export function createDraft(
  store: UploadStore,
  uuid: () => string,
  { parameters, body }: Acceptance,
  { now, publicUrl }: HandlerContext,
): HandlerAnswer {
  const fields = isJsonObject(body) ? body : {};
  const account = accountHash(String(parameters.path["account_id"]));
  const draft = { ...draftOf(fields, Math.floor(now)), account };
  const { id: given } = fields;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const record = store.add({ ...draft, id: typeof given === "string" ? given : uuid() });
    if (record) return success({ id: record.id, uploadURL: uploadUrl(record, publicUrl) });
    if (typeof given === "string") return taken();
  }
  throw new Error(`the source of ids gave ${ATTEMPTS} that are taken; it must not repeat itself`);
}

function draftOf(fields: JsonObject, now: number): Omit<NewDraft, "account" | "id"> {
  const { creator, metadata, requireSignedURLs, expiry } = fields;
  return {
    creator: typeof creator === "string" ? creator : null,
    metadata: isJsonObject(metadata) ? JSON.stringify(metadata) : null,
    requireSignedURLs: requireSignedURLs === true,
    createdAt: now,
    expiry: typeof expiry === "string" ? Math.floor(instantOf(expiry)) : now + DEFAULT_LIFETIME_MS,
  };
}

function taken(): HandlerAnswer {
  const message = "must not be the id of another image or draft; delete that one first";
  return stateFailure(400, 5409, { place: "body/id", keyword: "unique", message });
}
