import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** The connections of a server and what is under way on them. */
export interface Connections {
  /** Notes that a response is being made. */
  begin(response: ServerResponse): void;
  /** The response that was begun last on a connection, if it is not finished. */
  current(socket: Socket): ServerResponse | undefined;
  /**
   * Stops listening, cuts the connections on which nothing is under way at once and the others when
   * their responses are sent; after `graceMs` milliseconds, those that are left.
   */
  close(graceMs: number): Promise<void>;
}

/** Tracks the connections of a server. */
export function trackConnections(server: Server): Connections {
  const underWay = new Map<Socket, Set<ServerResponse>>();
  let closing: Promise<void> | undefined;

  server.on("connection", (socket) => {
    underWay.set(socket, new Set());
    socket.once("close", () => underWay.delete(socket));
  });

  return {
    begin(response) {
      const { socket } = response.req;
      const responses = underWay.get(socket);
      responses?.add(response);
      if (closing) response.shouldKeepAlive = false;
      response.once("close", () => {
        responses?.delete(response);
        if (closing && responses?.size === 0) socket.destroySoon();
      });
    },
    current(socket) {
      return [...(underWay.get(socket) ?? [])].at(-1);
    },
    close(graceMs) {
      closing ??= new Promise((resolve) => {
        const grace = setTimeout(() => {
          for (const socket of underWay.keys()) socket.destroy();
        }, graceMs);
        server.close(() => {
          clearTimeout(grace);
          resolve();
        });
        for (const [socket, responses] of underWay) {
          if (responses.size === 0) socket.destroy();
          for (const response of responses) if (!response.headersSent) response.shouldKeepAlive = false;
        }
      });
      return closing;
    },
  };
}
