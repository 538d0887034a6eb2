import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Answer, Call } from "./message.ts";

/** A reference server that listens. */
export interface ReferenceServer {
  /** `http://127.0.0.1:port`, without a slash at its end. */
  url: string;
  /** Ends the connections and the server. */
  close(): Promise<void>;
}

/** What answers the calls of a server; the URL is the server's own. */
export type Handler = (call: Call, url: string) => Answer;

const MAX_HEADER_BYTES = 64 * 1024;

/**
 * Serves a handler on the loopback interface, on a port that the system picks. What the handler
 * throws is answered with a bare 500.
 *
 * @param now - the clock of the `Date` field, in epoch milliseconds
 */
export async function listen(handle: Handler, now: () => number): Promise<ReferenceServer> {
  let url = "";
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (incoming, outgoing) => {
    outgoing.sendDate = false;
    void readCall(incoming)
      .then((call) => attempt(handle, call, url))
      .then((answer) => send(answer, incoming, outgoing, now))
      .catch(() => outgoing.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function readCall(incoming: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const target = incoming.url ?? "";
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  const query = mark < 0 ? "" : target.slice(mark + 1);
  return { method: incoming.method ?? "", path, query, headers: incoming.headers, bytes: Buffer.concat(chunks) };
}

function attempt(handle: Handler, call: Call, url: string): Answer {
  try {
    return handle(call, url);
  } catch {
    return { status: 500, headers: { "Content-Type": "text/plain" }, bytes: Buffer.from("internal error") };
  }
}

async function send(
  answer: Answer,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  now: () => number,
): Promise<void> {
  if (answer.instead === "silence") return;
  if (answer.instead === "reset") return void outgoing.destroy();
  if (answer.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, answer.delayMs));
  const body = answer.bytes ?? (answer.json === undefined ? undefined : Buffer.from(JSON.stringify(answer.json)));
  outgoing.setHeader("Date", new Date(now()).toUTCString());
  for (const [name, value] of Object.entries(answer.headers)) outgoing.setHeader(name, value);
  if (answer.status !== 204) outgoing.setHeader("Content-Length", body?.length ?? 0);
  outgoing.writeHead(answer.status);
  outgoing.end(incoming.method === "HEAD" ? undefined : body);
}
