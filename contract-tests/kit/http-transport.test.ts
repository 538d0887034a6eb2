import { createServer, type Server, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { localServer } from "./fixture/local-server.ts";
import { httpTransport } from "./http-transport.ts";
import type { TransportFailure } from "./transport.ts";
import type { WireRequest, WireResponse } from "./wire-message.ts";

function send(request: Partial<WireRequest> & { url: string }, timeoutMs = 2_000, signal?: AbortSignal) {
  const transport = httpTransport();
  onTestFinished(() => transport.close());
  return transport.send({ method: "GET", headers: [], ...request }, { timeoutMs, ...(signal ? { signal } : {}) });
}

/** A server that speaks in bytes. */
async function rawServer(
  onConnection: (socket: Socket, index: number) => void,
): Promise<{ url: string; server: Server }> {
  let connections = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    onConnection(socket, connections++);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}`, server };
}

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: 1\r\nx-a: 2\r\n\r\nok";

describe("httpTransport", () => {
  it("finds names below localhost on this machine, whatever a name server says", async () => {
    const { url } = await localServer(() => ({ status: 200 }));
    const transport = httpTransport();
    const request = { method: "GET", url: url.replace("127.0.0.1", "no-such-name.localhost"), headers: [] };
    expect(await transport.send(request, { timeoutMs: 5_000 })).toMatchObject({ status: 200 });
    transport.close();
  });

  it("sends the bytes as they are", async () => {
    const lines: string[] = [];
    const { url } = await rawServer((socket) =>
      socket.on("data", (data) => {
        lines.push(data.toString("latin1"));
        socket.write(OK);
      }),
    );
    const headers: [string, string][] = [
      ["X-B", "é"],
      ["x-b", "2"],
    ];
    await send({ method: "POST", url: `${url}/a/%2E%2E//b?x=%zz`, headers, body: Uint8Array.of(0, 255, 10) });
    const [head = "", body] = lines.join("").split("\r\n\r\n");
    expect(head.split("\r\n")).toEqual([
      "POST /a/%2E%2E//b?x=%zz HTTP/1.1",
      `Host: ${url.slice("http://".length)}`,
      "User-Agent: openapi-contract-kit",
      "Content-Length: 3",
      "X-B: Ã©",
      "x-b: 2",
      "Connection: keep-alive",
    ]);
    expect(body).toBe("\u0000ÿ\n");
  });

  it("reads the response as it is", async () => {
    const { url } = await rawServer((socket) => socket.on("data", () => socket.write(OK)));
    const response = (await send({ url })) as WireResponse;
    expect(response).toMatchObject({ status: 200, statusText: "OK", body: new TextEncoder().encode("ok") });
    expect(response.headers).toEqual([
      ["Content-Length", "2"],
      ["X-A", "1"],
      ["x-a", "2"],
    ]);
    expect(response.durationMs).toBeGreaterThan(0);
  });

  it("says Content-Length: 0 for a POST without a body, and nothing for a GET", async () => {
    const { url, received } = await localServer(() => ({ status: 200 }));
    await send({ url, method: "POST" });
    await send({ url });
    expect(received.map(({ headers }) => headers["content-length"])).toEqual(["0", undefined]);
  });

  it("keeps the connection open for the next request", async () => {
    let connections = 0;
    const { url } = await rawServer((socket) => {
      connections++;
      socket.on("data", () => socket.write(OK));
    });
    const transport = httpTransport();
    onTestFinished(() => transport.close());
    for (let count = 0; count < 3; count++)
      await transport.send({ method: "GET", url, headers: [] }, { timeoutMs: 2_000 });
    expect(connections).toBe(1);
  });

  it("tries once more when a connection that was kept open is reset", async () => {
    const { url } = await rawServer((socket, index) => {
      let requests = 0;
      socket.on("data", () => (index === 0 && requests++ > 0 ? socket.resetAndDestroy() : socket.write(OK)));
    });
    const transport = httpTransport();
    onTestFinished(() => transport.close());
    const answers: unknown[] = [];
    for (let count = 0; count < 2; count++) {
      answers.push(await transport.send({ method: "POST", url, headers: [] }, { timeoutMs: 2_000 }));
    }
    expect(answers).toMatchObject([{ status: 200 }, { status: 200 }]);
  });

  it("does not try a new connection twice", async () => {
    let connections = 0;
    const { url } = await rawServer((socket) => {
      connections++;
      socket.on("data", () => socket.resetAndDestroy());
    });
    expect(await send({ url })).toMatchObject({ failure: "reset" });
    expect(connections).toBe(1);
  });

  it("calls it refused when there is no connection", async () => {
    const { url, server } = await rawServer(() => undefined);
    await new Promise((closed) => server.close(closed));
    const answer = (await send({ url })) as TransportFailure;
    expect(answer.failure).toBe("refused");
    expect(answer.message).toContain("ECONNREFUSED");
    expect(await send({ url: "http://no-such-host.invalid/" })).toMatchObject({ failure: "refused" });
  });

  it("calls it a timeout when there is no answer, or no end of one", async () => {
    const silent = await rawServer(() => undefined);
    expect(await send({ url: silent.url }, 50)).toMatchObject({
      failure: "timeout",
      message: "no answer within 50 ms",
    });
    const slow = await rawServer((socket) =>
      socket.on("data", () => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok")),
    );
    expect(await send({ url: slow.url }, 50)).toMatchObject({
      failure: "timeout",
      message: "the response did not end within 50 ms",
    });
  });

  it("calls it a reset when the connection ends too early", async () => {
    const hangsUp = await rawServer((socket) => socket.on("data", () => socket.end()));
    expect(await send({ url: hangsUp.url })).toMatchObject({ failure: "reset" });
    const cut = await rawServer((socket) =>
      socket.on("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok")),
    );
    const answer = (await send({ url: cut.url })) as TransportFailure;
    expect(answer).toMatchObject({ failure: "reset", message: "the connection ended in the middle of the response" });
  });

  it("calls it malformed when the answer is not HTTP", async () => {
    const { url } = await rawServer((socket) => socket.on("data", () => socket.end("SSH-2.0-OpenSSH_9.6\r\n")));
    expect(await send({ url })).toMatchObject({ failure: "malformed" });
    const later = await rawServer((socket) =>
      socket.on("data", () => {
        socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n");
        setTimeout(() => socket.end("no chunk\r\n"), 20);
      }),
    );
    expect(await send({ url: later.url })).toMatchObject({ failure: "malformed" });
  });

  it("does not read a response without end", async () => {
    const { url } = await rawServer((socket) =>
      socket.on("data", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        const pour = () => void (socket.writable && socket.write(Buffer.alloc(1 << 20), () => setImmediate(pour)));
        pour();
      }),
    );
    expect(await send({ url }, 10_000)).toMatchObject({ failure: "malformed" });
  });

  it("takes an answer that comes before the request has been read", async () => {
    const { url } = await rawServer((socket) =>
      socket.once("data", () => socket.end("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n")),
    );
    const answer = await send({ url, method: "POST", body: new Uint8Array(1 << 20) });
    expect("status" in answer ? answer.status : answer.failure).toBe(413);
  });

  it("rejects with the reason when it is aborted", async () => {
    const { url } = await rawServer(() => undefined);
    const controller = new AbortController();
    const sending = send({ url }, 5_000, controller.signal);
    controller.abort(new Error("enough"));
    await expect(sending).rejects.toThrow("enough");
    await expect(send({ url }, 5_000, controller.signal)).rejects.toThrow("enough");
  });

  it("rejects what HTTP cannot carry", async () => {
    await expect(send({ url: "http://127.0.0.1:1/", headers: [["X-A", "a\nb"]] })).rejects.toThrow(/X-A/);
    await expect(send({ url: "/relative" })).rejects.toThrow("/relative: not an absolute http or https URL");
  });
});
