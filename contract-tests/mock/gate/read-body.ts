import type { IncomingMessage } from "node:http";

/** The body of a request: its bytes, or why there are none. `aborted`: the client went away. */
export type BodyRead = { read: "bytes"; bytes: Buffer } | { read: "too-large" } | { read: "aborted" };

/** How many times the limit is still read (and thrown away) of a body that is too large, before the connection is cut. */
const PATIENCE = 8;

/**
 * Reads a body up to a limit. What is beyond is read on and thrown away, so that the client, which may
 * still be sending, gets to read the answer.
 *
 * @param limit - in bytes
 */
export function readBody(request: IncomingMessage, limit: number): Promise<BodyRead> {
  if (Number(request.headers["content-length"] ?? 0) > limit) {
    discard(request, limit * PATIENCE);
    return Promise.resolve({ read: "too-large" });
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const collect = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      request.off("data", collect);
      discard(request, limit * PATIENCE);
      resolve({ read: "too-large" });
    };
    request.on("data", collect);
    request.once("end", () =>
      resolve({ read: "bytes", bytes: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks) }),
    );
    // After `end` these change nothing: the promise is settled.
    request.once("error", () => resolve({ read: "aborted" }));
    request.once("close", () => resolve({ read: "aborted" }));
  });
}

function discard(request: IncomingMessage, most: number): void {
  let left = most;
  request.on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  });
  request.on("error", () => undefined);
}
