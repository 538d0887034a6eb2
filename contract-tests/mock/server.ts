import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Artefacts } from "../artefacts.ts";
import { answerClientErrors } from "./client-errors.ts";
import { trackConnections } from "./connections.ts";
import { guardedListener, type MockListener } from "./events.ts";
import type { AcceptedCredentials } from "./gate/credentials.ts";
import { type HeaderFields, headerFields } from "./gate/header-fields.ts";
import { readBody } from "./gate/read-body.ts";
import { parseTarget } from "./gate/target.ts";
import { createGate, type Verdict } from "./gate.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import { type Answer, problemAnswer } from "./respond/answer.ts";
import { allow, type Reply, replyToAcceptance, replyToRefusal } from "./respond/reply.ts";
import { createResponder } from "./respond/responder.ts";

/** What a mock is made of. */
export interface MockOptions {
  artefacts: Artefacts;
  /** The port to listen on; 0, the default, picks a free one. */
  port?: number;
  /** The address to listen on; by default one that only this machine reaches. */
  host?: string;
  /** What `now` means to the contract, in epoch milliseconds. The system's clock by default. */
  clock?: () => number;
  /** Which credentials are accepted, by security scheme; whatever is well formed by default. */
  credentials?: AcceptedCredentials;
  limits?: Partial<Limits>;
  log?: MockListener;
}

/** A running mock. */
export interface Mock {
  /** Without a slash at its end, e.g. `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly port: number;
  /** Stops listening, ends what is under way and cuts idle connections. May be called again. */
  close(): Promise<void>;
}

/**
 * Starts a server that keeps the contract of a generated folder: it refuses what the contract refuses,
 * and answers the rest with the document's examples or, on `Prefer: dynamic=true`, with made-up ones.
 * `Prefer: code=…` and `example=…` choose among the documented responses.
 *
 * @throws ListenError when it cannot listen; Error when `credentials` name an unknown security scheme
 */
export async function createMock(options: MockOptions): Promise<Mock> {
  const { artefacts, credentials, port = 0, host = "127.0.0.1", clock = Date.now } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const log = guardedListener(options.log);
  const gate = createGate({ artefacts, limits, clock, ...(credentials && { credentials }) });
  const respond = createResponder({ artefacts, clock, log });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const began = performance.now();
    const { method = "GET", url: target = "/" } = request;
    const { path } = parseTarget(target);
    const headers = headerFields(request.rawHeaders);
    let verdict: Verdict | undefined;
    try {
      verdict = await gate({ method, target, headers, readBody: () => readBody(request, limits.bodyBytes) });
      const where = { method, path, ...operationOf(verdict) };
      if ("aborted" in verdict) {
        log({ kind: "aborted", ...where });
        return;
      }
      const reply = await replyTo(verdict, method, path, headers);
      if (reply.failure !== undefined) log({ kind: "failed", ...where, reason: reply.failure });
      send(response, reply);
      const refusal =
        "refused" in verdict ? { refused: verdict.refused, violations: verdict.violations } : { violations: [] };
      log({ kind: "answered", ...where, ...refusal, status: reply.status, milliseconds: performance.now() - began });
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      log({ kind: "failed", method, path, ...(verdict && operationOf(verdict)), reason, cause });
      send(response, problemAnswer({ status: 500, title: "The mock failed", detail: reason }));
    }
  }

  async function replyTo(
    verdict: Exclude<Verdict, { aborted: true }>,
    method: string,
    path: string,
    headers: HeaderFields,
  ): Promise<Reply> {
    if ("accepted" in verdict) return replyToAcceptance(verdict, headers, respond);
    if (method === "OPTIONS" && (verdict.methods || path === "*")) return methodsOf(verdict.methods ?? []);
    return replyToRefusal(verdict, headers, respond, artefacts.contract.securitySchemes);
  }

  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      requestTimeout: limits.requestMs,
      headersTimeout: limits.requestMs,
      connectionsCheckingInterval: Math.min(1000, Math.max(10, limits.requestMs / 4)),
    },
    (request, response) => {
      connections.begin(response);
      // A client that goes away in the middle of an answer.
      response.on("error", () => response.destroy());
      void handle(request, response);
    },
  );
  const connections = trackConnections(server);
  answerClientErrors(server, connections, log);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(new ListenError(host, port, error)));
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    close: () => connections.close(limits.closeMs),
  };
}

function operationOf(verdict: Verdict): { operation?: string } {
  if ("accepted" in verdict) return { operation: verdict.accepted.id };
  return "refused" in verdict && verdict.operation ? { operation: verdict.operation.id } : {};
}

/** `OPTIONS` where the document has none (RFC 9110, section 9.3.7). */
function methodsOf(methods: string[]): Answer {
  return { status: 204, headers: { allow: allow(methods) }, body: Buffer.alloc(0) };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  const hasNoBody = status === 204 || status === 304;
  response.writeHead(status, hasNoBody ? headers : { ...headers, "content-length": body.length });
  response.end(hasNoBody ? undefined : body);
}

/** The mock cannot listen where it was asked to. */
export class ListenError extends Error {
  override readonly name = "ListenError";

  constructor(host: string, port: number, cause: NodeJS.ErrnoException) {
    const isTaken = cause.code === "EADDRINUSE";
    const what = isTaken ? "the port is taken" : `cannot listen: ${cause.message}`;
    const hint = isTaken ? "choose another one, or 0 for a free one" : "choose another host or port";
    super(`${host}:${port}: ${what} [cannot-listen]\n  hint: ${hint}`, { cause });
  }
}
