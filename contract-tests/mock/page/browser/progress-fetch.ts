/**
 * A `fetch` for a client that tells how many bytes of the body have been sent so far, and of how many.
 * By `XMLHttpRequest`, because `fetch` does not tell.
 *
 * @throws TypeError when no answer comes, or the browser may not see it (CORS); the signal's reason when
 * the request is aborted
 */
export function progressFetch(tell: (sent: number, total: number) => void): (request: Request) => Promise<Response> {
  return async (request) => {
    const { method, url, headers, signal } = request;
    const body = await request.blob();
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const transfer = new XMLHttpRequest();
      const abort = () => transfer.abort();
      signal.addEventListener("abort", abort, { once: true });
      transfer.addEventListener("loadend", () => signal.removeEventListener("abort", abort));
      transfer.addEventListener("load", () => resolve(responseOf(transfer)));
      transfer.addEventListener("error", () => reject(new TypeError("the connection failed")));
      transfer.addEventListener("abort", () => reject(signal.reason));
      transfer.upload.addEventListener("progress", ({ loaded, total }) => tell(loaded, total));
      transfer.open(method, url);
      transfer.responseType = "arraybuffer";
      for (const [name, value] of headers) transfer.setRequestHeader(name, value);
      transfer.send(body);
    });
  };
}

function responseOf(transfer: XMLHttpRequest): Response {
  const lines = transfer.getAllResponseHeaders().trim().split("\r\n");
  const headers = lines.flatMap((line): [string, string][] => {
    const [, name, value] = /^([^:]+): *(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
  const { status } = transfer;
  const isBodiless = [101, 204, 205, 304].includes(status);
  return new Response(isBodiless ? null : (transfer.response as ArrayBuffer), { status, headers });
}
