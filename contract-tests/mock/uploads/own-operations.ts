import type { Contract } from "../../../spec/interchange/contract.ts";

/** The operations that the state belongs to, with where they stand; the first three make the flow. */
const OWN: Readonly<Record<string, string>> = {
  createDirectUpload: "POST /accounts/{account_id}/images/v2/direct_upload",
  getImage: "GET /accounts/{account_id}/images/v1/{image_id}",
  uploadImage: "POST /{account_hash}/{image_id}",
  listImages: "GET /accounts/{account_id}/images/v2",
  deleteImage: "DELETE /accounts/{account_id}/images/v1/{image_id}",
  downloadImage: "GET /accounts/{account_id}/images/v1/{image_id}/blob",
};

const FLOW = ["createDirectUpload", "getImage", "uploadImage"] as const;

/** Whether an id is one of the upload flow's operations. */
export function isOwnOperation(id: string): boolean {
  return Object.hasOwn(OWN, id);
}

/**
 * Whether a contract has the upload flow: the operations that create a draft, take its bytes and tell
 * of it, and no operation of the flow's names that is something else.
 */
export function hasUploadFlow({ operations }: Contract): boolean {
  const named = operations.filter(({ id }) => isOwnOperation(id));
  return (
    FLOW.every((id) => named.some((operation) => operation.id === id)) &&
    named.every(({ id, method, path }) => OWN[id] === `${method} ${path}`)
  );
}
