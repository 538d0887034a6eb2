/** An upload that is under way. */
export interface UploadInput {
  /** The upload URL as the API gave it, taken whole. */
  url: string;
  file: Blob;
  filename: string;
  /** Bytes of the form sent so far, and all of them. */
  onProgress(sent: number, total: number): void;
  signal?: AbortSignal;
}

/** How an upload was answered. */
export interface UploadAnswer {
  status: number;
  /** The body as it came: mostly JSON, but an upload host may answer in plain text. */
  text: string;
  /** The rules that were broken, as the mock names them; empty when it does not say. */
  violations: string;
}

/** No answer came: the connection failed, or the browser was not allowed to see the answer (CORS). */
export class UploadNetworkError extends Error {
  override name = "UploadNetworkError";
}

/**
 * Posts a file to an upload URL as the part `file` of a form, without credentials. By
 * `XMLHttpRequest`, because `fetch` does not tell how much has been sent.
 *
 * @throws UploadNetworkError when no answer comes; the signal's reason when it is aborted
 */
export function uploadFile({ url, file, filename, onProgress, signal }: UploadInput): Promise<UploadAnswer> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal?.addEventListener("abort", abort, { once: true });
    request.addEventListener("loadend", () => signal?.removeEventListener("abort", abort));
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded, total));
    request.addEventListener("load", () => {
      resolve({ status: request.status, text: request.responseText, violations: violationsOf(request) });
    });
    request.addEventListener("error", () => reject(new UploadNetworkError(`no answer from ${new URL(url).origin}`)));
    request.addEventListener("abort", () => reject(signal?.reason));
    request.open("POST", url);
    const form = new FormData();
    form.append("file", file, filename);
    request.send(form);
  });
}

/** Asking another origin for a field that it does not expose is a complaint on the console. */
function violationsOf(request: XMLHttpRequest): string {
  return /^x-contract-violation: *(.*)$/im.exec(request.getAllResponseHeaders())?.[1] ?? "";
}
