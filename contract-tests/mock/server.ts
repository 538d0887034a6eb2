import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Artefacts } from "../artefacts.ts";
import { createAdmin } from "./admin/admin.ts";
import type { AdminState } from "./admin/admin-state.ts";
import { type BuildLandingPage, createLanding } from "./admin/landing.ts";
import type { Behaviour } from "./behaviour.ts";
import { answerClientErrors } from "./client-errors.ts";
import { trackConnections } from "./connections.ts";
import { createCors } from "./cors.ts";
import { guardedListener, type MockListener } from "./events.ts";
import { contractRouter } from "./gate/contract-router.ts";
import type { AcceptedCredentials } from "./gate/credentials.ts";
import { createGate } from "./gate.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import { ListenError } from "./listen-error.ts";
import { createMovableClock, type MovableClock } from "./movable-clock.ts";
import { createRateLimit, type RateLimit, type RateLimitRule } from "./rate-limit.ts";
import { createResponder } from "./respond/responder.ts";
import { createServe } from "./serve.ts";

/** What a mock is made of. */
export interface MockOptions {
  artefacts: Artefacts;
  /** The port to listen on; 0, the default, picks a free one. */
  port?: number;
  /** The address to listen on; by default one that only this machine reaches. */
  host?: string;
  /** The base URL under which clients reach the mock, e.g. through a proxy; its own by default. */
  publicUrl?: string;
  /** What `now` means to the contract, in epoch milliseconds, until it is moved. The system's clock by default. */
  clock?: () => number;
  /** Which credentials are accepted, by security scheme; whatever is well formed by default. */
  credentials?: AcceptedCredentials;
  limits?: Partial<Limits>;
  /** How many requests a caller may send; any number by default. `true`: as many as the behaviour says. */
  rateLimit?: RateLimitRule | true;
  /** Answers in place of examples. */
  behaviour?: Behaviour;
  /** What the endpoints under `/__mock/` show and reset. */
  state?: AdminState;
  /** Makes the page at `/`; by default the one of `page/`. */
  page?: BuildLandingPage;
  log?: MockListener;
}

/** A running mock. */
export interface Mock {
  /** Without a slash at its end, e.g. `http://127.0.0.1:4010`. */
  readonly url: string;
  /** The base URL for clients, without a slash at its end. */
  readonly publicUrl: string;
  readonly port: number;
  /** The time that the mock goes by. */
  readonly clock: MovableClock;
  /** Stops listening, ends what is under way and cuts idle connections. May be called again. */
  close(): Promise<void>;
}

/**
 * Starts a server that keeps the contract of a generated folder: it refuses what the contract refuses,
 * and answers the rest as its behaviour does, or with the document's examples or, on
 * `Prefer: dynamic=true`, with made-up ones. `Prefer: code=…` and `example=…` choose among the
 * documented responses; `delay=…` and `drop=…` try a client's patience.
 *
 * @throws ListenError when it cannot listen; Error when `credentials` name an unknown security scheme,
 * `publicUrl` is no base URL or `rateLimit` is `true` and the behaviour says nothing of it
 */
export async function createMock(options: MockOptions): Promise<Mock> {
  const { artefacts, credentials, behaviour, state, port = 0, host = "127.0.0.1" } = options;
  const { securitySchemes } = artefacts.contract;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const log = guardedListener(options.log);
  const clock = createMovableClock(options.clock ?? Date.now);
  const router = contractRouter(artefacts, behaviour?.slashesAnywhere);
  const given = options.publicUrl === undefined ? undefined : baseUrl(options.publicUrl);
  let url = "";
  const publicUrl = () => given ?? url;
  const serve = createServe({
    artefacts,
    router,
    log,
    behaviour,
    bodyBytes: limits.bodyBytes,
    gate: createGate({ artefacts, router, limits, clock: clock.now, ...(credentials && { credentials }) }),
    respond: createResponder({ artefacts, clock: clock.now, log }),
    cors: createCors(securitySchemes),
    admin: createAdmin({ artefacts, clock, state, urls: () => [publicUrl(), url] }),
    landing: createLanding(artefacts, publicUrl, options.page),
    rateLimit: rateLimit(options, clock.now),
    context: () => ({ now: clock.now(), publicUrl: publicUrl() }),
  });
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
      void serve(request, response);
    },
  );
  const connections = trackConnections(server);
  answerClientErrors(server, connections, log);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(new ListenError(host, port, error)));
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  url = `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`;
  return { url, publicUrl: publicUrl(), port: address.port, clock, close: () => connections.close(limits.closeMs) };
}

function rateLimit({ artefacts, behaviour, rateLimit: asked }: MockOptions, now: () => number): RateLimit | undefined {
  const { securitySchemes } = artefacts.contract;
  const served = behaviour?.rateLimit;
  if (asked === true && !served) {
    throw new Error("rateLimit: it is not known how many requests the service allows. Give a number and a time.");
  }
  const rule = asked === true ? served : (asked ?? served);
  return rule && createRateLimit(rule, securitySchemes, now, asked !== undefined);
}

/** A base URL without a slash at its end. @throws Error when it is none */
function baseUrl(text: string): string {
  const url = URL.parse(text);
  const isBase = url && /^https?:$/.test(url.protocol) && !/[?#@]/.test(text);
  if (!isBase) throw new Error(`publicUrl: ${JSON.stringify(text)} is no base URL. Write it as http://host:port.`);
  return url.href.replace(/\/+$/, "");
}
