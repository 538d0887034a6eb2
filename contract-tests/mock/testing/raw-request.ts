import { connect, type Socket } from "node:net";

/** What came back on a connection until it ended, or until it was complete. */
export interface RawAnswer {
  status: number;
  /** Everything that came, as Latin-1. */
  text: string;
}

/** Milliseconds to wait for an answer. */
const PATIENCE_MS = 5000;

/** Sends bytes as they are and reads one response. Rejects when there is none. */
export function rawRequest(port: number, bytes: string | Buffer): Promise<RawAnswer> {
  const socket = connect(port, "127.0.0.1");
  socket.write(bytes);
  return readAnswer(socket).finally(() => socket.destroy());
}

/** Reads one response. Rejects when the connection ends without one, or when none comes. */
export function readAnswer(socket: Socket): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    let text = "";
    const timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      socket.off("data", read);
      finish();
    };
    const read = (chunk: Buffer) => {
      text += chunk.toString("latin1");
      const status = completeStatus(text);
      if (status !== undefined) settle(() => resolve({ status, text }));
    };
    socket.on("data", read);
    socket.once("error", (error) => settle(() => reject(error)));
    socket.once("close", () => settle(() => reject(new Error(`closed after ${JSON.stringify(text)}`))));
  });
}

/** The status of a response that has arrived with all its bytes. */
function completeStatus(text: string): number | undefined {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text.slice(0, end))?.[1] ?? 0);
  return text.length >= end + 4 + length ? Number(text.slice(9, 12)) : undefined;
}
