import dns from "node:dns";
import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import type { SendOptions, Transport, TransportFailure, TransportFailureKind } from "./transport.ts";
import { isTransportFailure } from "./transport.ts";
import { type Header, headerValue, type WireRequest, type WireResponse } from "./wire-message.ts";

const MAX_RESPONSE_BYTES = 16 * 1024 * 1024;
/** How long a stream is listened to, in milliseconds, before it is closed. */
const STREAM_MS = 250;
const BODY_METHODS = new Set(["POST", "PUT", "PATCH"]);

/** Options of {@link httpTransport}. */
export interface HttpTransportOptions {
  /** Measures durations, in milliseconds. Default `performance.now`. */
  stopwatch?: () => number;
  /** Finds the address of a host name. Default: the system's way; `*.localhost` is this machine (RFC 6761, section 6.3). */
  lookup?: LookupFunction;
}

/** A transport that holds connections open until it is closed. */
export interface HttpTransport extends Transport {
  /** Closes the connections that are kept alive. */
  close(): void;
}

/**
 * A transport over `node:http` and `node:https` with keep-alive. Method, path, query, header fields
 * and body go out exactly as given; only `host`, `content-length` and a `user-agent` are added where
 * the request has none. Nothing is decompressed and no redirect is followed.
 *
 * A reset on a reused connection, which the server may have closed while it was idle (RFC 9112,
 * section 9.3.1), is tried once more on a new one. If there is nobody any more, it is the answer: the
 * request may be what ended the server. A stream is listened to for a moment and then closed.
 */
export function httpTransport({
  stopwatch = () => performance.now(),
  lookup = ownLookup,
}: HttpTransportOptions = {}): HttpTransport {
  const agents = { "http:": new http.Agent({ keepAlive: true }), "https:": new https.Agent({ keepAlive: true }) };
  const own = { stopwatch, lookup, originOf: remembered(originOf) };
  return {
    async send(request, options) {
      const first = await exchange(request, options, agents, own);
      if (!first.wasReused || !isTransportFailure(first.answer) || first.answer.failure !== "reset")
        return first.answer;
      const second = (await exchange(request, options, undefined, own)).answer;
      return isTransportFailure(second) && second.failure === "refused" ? first.answer : second;
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

/** A name server may think otherwise of `api.localhost`; and what is on this machine may be changed without asking. */
const ownLookup: LookupFunction = (hostname, options, done) =>
  dns.lookup(hostname.endsWith(".localhost") ? "localhost" : hostname, options, done);

interface Exchange {
  answer: WireResponse | TransportFailure;
  /** Whether the connection had carried an earlier request and had given no byte of an answer to this one. */
  wasReused: boolean;
}

type Agents = Record<"http:" | "https:", http.Agent>;

function exchange(
  request: WireRequest,
  { timeoutMs, signal, isStream }: SendOptions,
  agents: Agents | undefined,
  { stopwatch, lookup, originOf: origin }: Required<HttpTransportOptions> & { originOf: typeof originOf },
): Promise<Exchange> {
  const started = stopwatch();
  const [start, path] = splitUrl(request.url);
  const { protocol, hostname, port, authority } = origin(start);
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const outgoing = (protocol === "https:" ? https : http).request({
      protocol,
      hostname,
      ...(port === undefined ? {} : { port }),
      path,
      method: request.method,
      headers: fields(request, authority).flat(),
      agent: agents ? agents[protocol] : false,
      lookup,
    });
    let isConnected = false;
    let hasResponse = false;

    const settle = (answer: WireResponse | TransportFailure) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      resolve({ answer, wasReused: outgoing.reusedSocket && !hasResponse });
    };
    const fail = (failure: TransportFailureKind, message: string, code?: string) => {
      settle({ failure, message, ...(code === undefined ? {} : { code }), durationMs: stopwatch() - started });
      outgoing.destroy();
    };
    const abort = () => {
      clearTimeout(timer);
      outgoing.destroy();
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      const progress = hasResponse ? "the response did not end" : "no answer";
      fail(isConnected ? "timeout" : "refused", `${isConnected ? progress : "no connection"} within ${timeoutMs} ms`);
    }, timeoutMs);
    signal?.addEventListener("abort", abort, { once: true });

    outgoing.on("socket", (socket) => {
      if (!socket.connecting) isConnected = true;
      else socket.once(protocol === "https:" ? "secureConnect" : "connect", () => (isConnected = true));
    });
    outgoing.on("error", (error: NodeJS.ErrnoException) => {
      const kind = kindOf(error);
      if (hasResponse && kind !== "malformed") return;
      fail(isConnected || kind === "malformed" ? kind : "refused", messageOf(error), error.code);
    });
    outgoing.on("response", (incoming) => {
      hasResponse = true;
      const chunks: Buffer[] = [];
      let size = 0;
      const head = {
        status: incoming.statusCode ?? 0,
        statusText: incoming.statusMessage ?? "",
        headers: pairs(incoming.rawHeaders),
      };
      const answer = (): WireResponse => ({
        ...head,
        body: new Uint8Array(Buffer.concat(chunks)),
        durationMs: stopwatch() - started,
      });
      const tooLong = () => fail("malformed", `the response is longer than ${MAX_RESPONSE_BYTES} bytes`);
      const cut = () => {
        settle({ ...answer(), isBeginning: true });
        outgoing.destroy();
      };
      const listens = isStream?.(head) ?? false;
      if (listens) {
        // It has been answered in time.
        clearTimeout(timer);
        const closing = setTimeout(cut, STREAM_MS);
        incoming.once("close", () => clearTimeout(closing));
      }
      incoming.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > MAX_RESPONSE_BYTES) (listens ? cut : tooLong)();
      });
      incoming.on("error", (error: NodeJS.ErrnoException) => {
        const isCut = kindOf(error) === "reset";
        fail(
          isCut ? "reset" : "malformed",
          isCut ? "the connection ended in the middle of the response" : messageOf(error),
        );
      });
      incoming.on("end", () => settle(answer()));
    });
    outgoing.end(request.body);
  });
}

/** Splits by hand: `new URL` would resolve dot segments and encode again. */
function splitUrl(url: string): [origin: string, path: string] {
  const match = /^(https?:\/\/[^/?#]+)([^#]*)$/.exec(url);
  if (!match) throw new TypeError(`${url}: not an absolute http or https URL without a fragment`);
  const [, origin = "", rest = ""] = match;
  return [origin, rest.startsWith("/") ? rest : `/${rest}`];
}

function originOf(origin: string) {
  const { protocol, hostname, port } = new URL(origin);
  return {
    protocol: protocol as "http:" | "https:",
    hostname: hostname.replace(/^\[(.*)\]$/, "$1"),
    port: port === "" ? undefined : port,
    authority: origin.replace(/^https?:\/\/(?:.*@)?/, ""),
  };
}

/** A run has few origins, and all its requests go there. */
function remembered<T>(of: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const value = known.get(text) ?? of(text);
    known.set(text, value);
    return value;
  };
}

function fields(request: WireRequest, authority: string): Header[] {
  const added: Header[] = [];
  if (headerValue(request.headers, "host") === undefined) added.push(["Host", authority]);
  if (headerValue(request.headers, "user-agent") === undefined) added.push(["User-Agent", "openapi-contract-kit"]);
  const hasLength = headerValue(request.headers, "content-length") !== undefined;
  if (!hasLength && (request.body || BODY_METHODS.has(request.method))) {
    added.push(["Content-Length", String(request.body?.length ?? 0)]);
  }
  return [...added, ...request.headers].map(([name, value]) => [name, asBytes(value)]);
}

/** Header fields are written as Latin-1, whose characters are the bytes. */
function asBytes(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is the same in both.
  return /^[\x00-\x7f]*$/.test(value) ? value : Buffer.from(value, "utf8").toString("latin1");
}

function pairs(raw: string[]): Header[] {
  return raw.flatMap((name, index): Header[] => (index % 2 === 0 ? [[name, raw[index + 1] ?? ""]] : []));
}

function kindOf(error: NodeJS.ErrnoException): TransportFailureKind {
  if (error.code?.startsWith("HPE_")) return "malformed";
  return "reset";
}

function messageOf(error: NodeJS.ErrnoException): string {
  if (error instanceof AggregateError) return error.errors.map((each: Error) => each.message).join("; ");
  return error.message || (error.code ?? "the connection failed");
}
