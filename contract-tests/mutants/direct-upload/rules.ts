import type { Answer, Call } from "../server/message.ts";
import type { FormPart } from "../server/multipart.ts";
import { imageView, type Reason } from "./reference/answers.ts";
import { isAuthorized, type KnownCredentials } from "./reference/credentials.ts";
import { instantOf, isInWindow } from "./reference/date-time.ts";
import { booleanOf, isMetadataSize, isPrivateCustom, isSortOrder, metadataOf, perPageOf } from "./reference/fields.ts";
import { byName, isForm, isImageSize, partsOf } from "./reference/forms.ts";
import { type Account, accountByHash, givenId, type Image, listed, type World } from "./reference/images.ts";
import { isAccountId, isIdLength, isIdShape, isImageId, isUuid } from "./reference/texts.ts";

/** The operations of the document. */
export type OperationId =
  | "createDirectUpload"
  | "getImage"
  | "deleteImage"
  | "downloadImage"
  | "listImages"
  | "uploadImage";

/** What the last rule sees of a request: its operation, if it has one, and why it is refused, if it is. */
export interface Outcome {
  operation?: OperationId;
  reason?: Reason;
  call: Call;
}

/** Every rule that the server keeps. A mutant is a server with another function in one place. */
export interface Rules {
  isAccountId(text: string): boolean;
  isImageId(text: string): boolean;
  isIdLength(text: string): boolean;
  isIdShape(text: string): boolean;
  isUuid(text: string): boolean;
  instantOf(text: string, now: number): number | undefined;
  /** @param startedAt - when the server was started */
  isInWindow(instant: number, now: number, startedAt: number, text: string): boolean;
  metadataOf(text: string): Record<string, unknown> | undefined;
  isMetadataSize(value: Record<string, unknown>, text: string): boolean;
  booleanOf(text: string): boolean | undefined;
  isPrivateCustom(id: string | undefined, requireSignedURLs: boolean | undefined): boolean;
  perPageOf(text: string): number | undefined;
  isSortOrder(text: string): boolean;
  isQuery(pairs: readonly [name: string, value: string][]): boolean;
  needsCredentials(operation: OperationId): boolean;
  isAuthorized(call: Call, known: KnownCredentials): boolean;
  /** Whether a request has a body to read. */
  hasBody(call: Call): boolean;
  needsBody(operation: OperationId): boolean;
  isForm(contentType: string | undefined): boolean;
  partsOf(call: Call): FormPart[] | undefined;
  byName(parts: readonly FormPart[], declared: readonly string[]): Map<string, FormPart> | undefined;
  isImageSize(bytes: Uint8Array): boolean;
  /** Whether the part `file` may be missing. */
  needsFile(): boolean;
  /** The account that an upload URL names so; `undefined` when there is none. */
  accountByHash(world: World, hash: string): Account | undefined;
  givenId(): string;
  keptId(id: string): string;
  /** Whether a draft may take the place of an image. */
  isTaken(account: Account, id: string): boolean;
  /** Whether bytes may be posted for an image. */
  takesBytes(image: Image, now: number): boolean;
  /** What an upload makes of a draft. */
  uploaded(image: Image, file: FormPart): Image;
  deleted(account: Account, id: string): void;
  hasBytes(image: Image): boolean;
  bytesOf(image: Image): Uint8Array;
  listed(account: Account, creator: string | undefined, order: string): Image[];
  imageView(image: Image, hash: string): Record<string, unknown>;
  uploadUrl(url: string, hash: string, id: string): string;
  /** What comes before everything else; `undefined` lets the request through. */
  before(call: Call): Answer | undefined;
  /** What is made of every answer in the end. */
  after(answer: Answer, outcome: Outcome): Answer;
}

/** The rules of the document. */
export const REFERENCE_RULES: Rules = {
  ...{ isAccountId, isImageId, isIdLength, isIdShape, isUuid, instantOf, isInWindow, metadataOf, isMetadataSize },
  ...{ booleanOf, isPrivateCustom, perPageOf, isSortOrder, isAuthorized, isForm, partsOf, byName, isImageSize },
  ...{ accountByHash, givenId, listed, imageView },
  isQuery: () => true,
  needsCredentials: (operation) => operation !== "uploadImage",
  hasBody: ({ headers, bytes }) => bytes.length > 0 || headers["content-type"] !== undefined,
  needsBody: (operation) => operation === "uploadImage",
  needsFile: () => true,
  keptId: (id) => id,
  isTaken: (account, id) => account.images.has(id),
  takesBytes: (image, now) => image.isDraft && now <= image.expiresAt,
  uploaded: (image, { bytes, filename, contentType }) => ({
    ...image,
    ...{ isDraft: false, bytes, filename: filename?.slice(0, 255), type: contentType ?? image.type },
  }),
  deleted(account, id) {
    account.images.delete(id);
  },
  hasBytes: (image) => !image.isDraft,
  bytesOf: (image) => image.bytes,
  uploadUrl: (url, hash, id) => `${url}/${hash}/${encodeURIComponent(id)}`,
  before: () => undefined,
  after: (answer) => answer,
};
