import { isUtf8 } from "node:buffer";
import type { Answer, Call } from "../server/message.ts";
import { queryPairs } from "../server/query.ts";
import { type Reason, success } from "./reference/answers.ts";
import { type Account, accountOf, type Image, type World } from "./reference/images.ts";
import type { OperationId, Rules } from "./rules.ts";

/** What an operation works on. */
export interface Task {
  rules: Rules;
  world: World;
  call: Call;
  /** The path parameters, decoded. */
  path: { account_id: string; account_hash: string; image_id: string };
  /** The server's own URL. */
  url: string;
  now: number;
  startedAt: number;
  /** Whether anything is kept. A server that keeps nothing has a sample image of every id. */
  remembers: boolean;
}

/** What an operation answers, or why it refuses. */
export type Operation = (task: Task) => Answer | Reason;

/** The operations by id. */
export const OPERATIONS: Record<OperationId, Operation> = {
  createDirectUpload(task) {
    const { rules, call, world, path, now, startedAt, url } = task;
    const form = rules.hasBody(call)
      ? textsOf(task, ["id", "creator", "expiry", "metadata", "requireSignedURLs"])
      : new Map<string, string>();
    if (typeof form === "string") return form;
    const id = form.get("id");
    const isGood = id === undefined || (rules.isIdLength(id) && rules.isIdShape(id) && !rules.isUuid(id));
    const expiry = form.get("expiry");
    const instant = expiry === undefined ? now + 30 * 60_000 : rules.instantOf(expiry, now);
    const isOpen = instant !== undefined && rules.isInWindow(instant, now, startedAt, expiry ?? "");
    const text = form.get("metadata");
    const metadata = text === undefined ? {} : rules.metadataOf(text);
    const isSmall = metadata !== undefined && rules.isMetadataSize(metadata, text ?? "");
    const signed = form.get("requireSignedURLs");
    const requireSignedURLs = signed === undefined ? false : rules.booleanOf(signed);
    if (!isGood || !isOpen || !isSmall || requireSignedURLs === undefined) return "data";
    if (rules.isPrivateCustom(id, signed === undefined ? undefined : requireSignedURLs)) return "data";
    const account = accountOf(world, path.account_id);
    if (id !== undefined && rules.isTaken(account, id)) return "conflict";
    const creator = form.get("creator");
    const image: Image = {
      ...{ id: id === undefined ? rules.givenId() : rules.keptId(id), meta: metadata, requireSignedURLs, creator },
      ...{ expiresAt: instant, createdAt: now, isDraft: true, type: "image/png", bytes: new Uint8Array() },
    };
    if (task.remembers) account.images.set(image.id, image);
    return success({ id: image.id, uploadURL: rules.uploadUrl(url, account.hash, image.id) });
  },

  getImage(task) {
    const account = accountOf(task.world, task.path.account_id);
    const image = imageOf(task, account);
    return image ? success(task.rules.imageView(image, account.hash)) : "missing";
  },

  deleteImage(task) {
    const account = accountOf(task.world, task.path.account_id);
    if (!imageOf(task, account)) return "missing";
    task.rules.deleted(account, task.path.image_id);
    return success({});
  },

  downloadImage(task) {
    const image = imageOf(task, accountOf(task.world, task.path.account_id));
    if (!image || !task.rules.hasBytes(image)) return "missing";
    const headers = { "Content-Type": image.type };
    return { status: 200, headers, bytes: task.rules.bytesOf(image) };
  },

  listImages({ rules, world, path, call }) {
    const pairs = queryPairs(call.query);
    if (!pairs || !rules.isQuery(pairs)) return "data";
    const given = (name: string) => pairs.find((pair) => pair[0] === name)?.[1];
    const perPage = given("per_page");
    const size = perPage === undefined ? 1000 : rules.perPageOf(perPage);
    const order = given("sort_order") ?? "desc";
    if (size === undefined || !rules.isSortOrder(order)) return "data";
    const account = accountOf(world, path.account_id);
    const all = rules.listed(account, given("creator"), order);
    const after = all.findIndex(({ id }) => id === given("continuation_token")) + 1;
    const page = all.slice(after, after + size);
    const last = page.at(-1);
    return success({
      images: page.map((image) => rules.imageView(image, account.hash)),
      continuation_token: after + size < all.length && last ? last.id : null,
    });
  },

  uploadImage(task) {
    const { rules, world, path, now } = task;
    const form = formOf(task, ["file"]);
    if (typeof form === "string") return form;
    const file = form.get("file") ?? { name: "file", bytes: Buffer.alloc(0) };
    if (!form.has("file") && rules.needsFile()) return "data";
    if (!rules.isImageSize(file.bytes)) return "size";
    const account = rules.accountByHash(world, path.account_hash);
    const image = imageOf(task, account);
    if (!image) return "missing";
    if (task.remembers && !rules.takesBytes(image, now)) return "conflict";
    const uploaded = rules.uploaded(image, file);
    if (task.remembers) account?.images.set(image.id, uploaded);
    return success(rules.imageView(uploaded, path.account_hash));
  },
};

function imageOf({ path, remembers, now }: Task, account: Account | undefined): Image | undefined {
  if (remembers) return account?.images.get(path.image_id);
  return {
    ...{ id: path.image_id, creator: "user-42", meta: { album: "holiday" }, requireSignedURLs: false },
    ...{ expiresAt: now, createdAt: now, isDraft: false, filename: "beach.png", type: "image/png" },
    bytes: Buffer.from("iVBORw0KGgo=", "base64"),
  };
}

function formOf({ rules, call }: Task, declared: readonly string[]) {
  if (!rules.isForm(call.headers["content-type"])) return "media-type";
  const parts = rules.partsOf(call);
  const named = parts && rules.byName(parts, declared);
  return named ?? "data";
}

function textsOf(task: Task, declared: readonly string[]): Map<string, string> | Reason {
  const form = formOf(task, declared);
  if (typeof form === "string") return form;
  const texts = new Map<string, string>();
  for (const [name, { bytes }] of form) {
    if (!isUtf8(bytes)) return "data";
    texts.set(name, bytes.toString());
  }
  return texts;
}
