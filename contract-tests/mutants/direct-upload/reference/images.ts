import { createHash, randomUUID } from "node:crypto";

/** An image, or the draft of one. */
export interface Image {
  id: string;
  creator?: string | undefined;
  meta: Record<string, unknown>;
  requireSignedURLs: boolean;
  expiresAt: number;
  createdAt: number;
  isDraft: boolean;
  filename?: string | undefined;
  type: string;
  bytes: Uint8Array;
}

/** The images of an account, drafts included. */
export interface Account {
  hash: string;
  images: Map<string, Image>;
}

/** What the server remembers. */
export interface World {
  accounts: Map<string, Account>;
}

/** A world without images. */
export function emptyWorld(): World {
  return { accounts: new Map() };
}

/** The account of an id; made at its first use. */
export function accountOf(world: World, id: string): Account {
  let account = world.accounts.get(id);
  if (!account) {
    account = { hash: hashOf(id), images: new Map() };
    world.accounts.set(id, account);
  }
  return account;
}

/** The account that delivery URLs name so; `undefined` when there is none. */
export function accountByHash(world: World, hash: string): Account | undefined {
  return [...world.accounts.values()].find((account) => account.hash === hash);
}

/** An id for an image that was not given one. */
export function givenId(): string {
  return randomUUID();
}

/** The images of a list, in the order that was asked for: no drafts. */
export function listed(account: Account, creator: string | undefined, order: string): Image[] {
  const images = [...account.images.values()].filter((image) => !image.isDraft && isOf(image, creator));
  images.sort((one, other) => one.createdAt - other.createdAt);
  return order === "asc" ? images : images.reverse();
}

function isOf(image: Image, creator: string | undefined): boolean {
  return creator === undefined || (image.creator ?? "") === creator;
}

function hashOf(account: string): string {
  return createHash("sha256").update(account).digest("base64url").slice(0, 22);
}
