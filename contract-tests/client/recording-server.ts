import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it came over the wire. */
export interface RecordedRequest {
  method: string;
  /** The request target, undecoded. */
  target: string;
  /** Names in lower case. */
  headers: IncomingMessage["headers"];
  body: Buffer;
}

/** What the server answers; an empty 200 with JSON if nothing else is asked for. */
export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

/** A plain HTTP server on 127.0.0.1 that keeps what it gets. */
export interface RecordingServer {
  /** `http://127.0.0.1:port` */
  origin: string;
  requests: RecordedRequest[];
  /** The answer to every further request. */
  reply: Reply;
  close(): Promise<void>;
}

/** Starts a server on a free port. */
export async function startRecordingServer(): Promise<RecordingServer> {
  const requests: RecordedRequest[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      requests.push({ method, target: url, headers, body: Buffer.concat(chunks) });
      const { status = 200, headers: fields = { "content-type": "application/json" }, body = "{}" } = recording.reply;
      response.writeHead(status, fields).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const recording: RecordingServer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    reply: {},
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return recording;
}
