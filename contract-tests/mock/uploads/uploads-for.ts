import type { Artefacts } from "../../artefacts.ts";
import { hasUploadFlow } from "./own-operations.ts";
import { createUploads, type Uploads, type UploadsOptions } from "./uploads.ts";

/**
 * How to make the state for a contract: `undefined` for one without the upload flow, of which there is
 * nothing to remember. Nothing is opened before it is called.
 */
export function uploadsFor(artefacts: Artefacts): ((options: UploadsOptions) => Uploads) | undefined {
  return hasUploadFlow(artefacts.contract) ? createUploads : undefined;
}
