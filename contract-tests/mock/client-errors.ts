import { type Server, STATUS_CODES } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Connections } from "./connections.ts";
import type { MockListener } from "./events.ts";
import { problemAnswer } from "./respond/answer.ts";

/** Milliseconds in which a client may still read the answer before its connection is cut. */
const LINGER_MS = 500;

/**
 * Answers what the HTTP parser refuses, once per connection: 431 for header fields beyond the limit,
 * 408 for a request that took too long, 413 for endless chunk extensions, else 400; then the connection
 * ends. `CONNECT` gets 405.
 */
export function answerClientErrors(server: Server, connections: Connections, log: MockListener): void {
  const answered = new WeakSet<Duplex>();

  function refuse(socket: Duplex, status: number, reason: string): void {
    if (answered.has(socket)) return;
    answered.add(socket);
    log({ kind: "unreadable", status, reason });
    const current = socket instanceof Socket ? connections.current(socket) : undefined;
    if (current === undefined) {
      write(socket, status, reason);
    } else if (current.req.complete) {
      // The fault is in the request after it; answers keep the order of the requests.
      current.once("close", () => write(socket, status, reason));
    } else if (current.headersSent || current.socket === null) {
      socket.destroy();
    } else {
      write(socket, status, reason);
    }
  }

  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (error.code === "ECONNRESET" || error.code === "EPIPE" || !socket.writable) socket.destroy();
    else refuse(socket, statusOf(error.code), error.message);
  });
  server.on("connect", (_request, socket) => {
    socket.on("error", () => undefined);
    refuse(socket, 405, "The mock is no proxy");
  });
}

function statusOf(code: string | undefined): number {
  if (code === "HPE_HEADER_OVERFLOW") return 431;
  if (code === "HPE_CHUNK_EXTENSIONS_OVERFLOW") return 413;
  return code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400;
}

function write(socket: Duplex, status: number, detail: string): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const title = STATUS_CODES[status] ?? "";
  const { headers, body } = problemAnswer({ status, title, detail });
  const fields = { ...headers, "content-length": String(body.length), connection: "close" };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(Buffer.concat([Buffer.from(`HTTP/1.1 ${status} ${title}\r\n${head.join("")}\r\n`, "latin1"), body]));
  // Cut at once, the connection would be reset over unread bytes, and the answer lost.
  socket.resume();
  const linger = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once("close", () => clearTimeout(linger));
}
