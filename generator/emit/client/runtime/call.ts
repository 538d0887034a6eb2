import { type Connection, presentSecrets } from "./connection.ts";
import type { CallInput, Draft, Endpoint, Guard, WriteBody } from "./endpoint.ts";
import { NetworkError } from "./network-error.ts";
import type { Outcome } from "./outcome.ts";
import { fillPath } from "./path.ts";
import { readJson } from "./read.ts";
import { toWire } from "./wire-value.ts";

/** Settings of one call. */
export interface PerCall {
  signal?: AbortSignal | undefined;
  /** More header fields. `content-type` is not among them: what is sent decides it. */
  headers?: Record<string, string> | undefined;
}

/**
 * An operation as a function: `bind(connect(…), getImageOperation)`. Without guards nothing is
 * checked, and a bundler leaves the validators out.
 */
export function bind<Input, Result>(
  connection: Connection,
  endpoint: Endpoint<Input, Result>,
  ...guards: Guard[]
): (input: Input, options?: PerCall) => Promise<Result> {
  const { id, method, path, server, security, write, writePath, writeBody = {}, read = readJson } = endpoint;
  return async (input, { signal, headers } = {}) => {
    const wire = (toWire(input) ?? {}) as CallInput;
    for (const guard of guards) guard.request?.(endpoint, wire);

    const { url, body, contentType = endpoint.contentType ?? "" } = wire;
    const base = connection.servers[server] ?? server;
    const isOwnOrigin = !url || `${base}/`.startsWith(`${new URL(url).origin}/`);
    const draft: Draft = { query: [], headers: { ...headers } };
    write?.(draft, wire);
    const hasSecrets = security && (await presentSecrets(connection, id, security, isOwnOrigin, draft));
    const query = draft.query.join("&");
    const written = body === undefined ? undefined : (writeBody[contentType] as WriteBody)(body, contentType);

    let outcome!: Outcome;
    await connection.client.request(
      method as "get",
      url || fillPath(id, path, wire.path ?? {}, writePath) + (query && `?${query}`),
      {
        baseUrl: url ? "" : base,
        // Takes away a content-type of the caller's: only `fetch` knows the boundary of a form.
        headers: { ...draft.headers, "content-type": written?.type ?? null },
        body: written?.body,
        signal: signal ?? null,
        // A redirect may lead to another origin, where `fetch` would send every header field but Authorization.
        redirect: hasSecrets ? "manual" : "follow",
        fetch: async (request: Request) => {
          try {
            outcome = await read(id, await (connection.fetch ?? fetch)(request));
          } catch (cause) {
            signal?.throwIfAborted();
            throw new NetworkError(id, new URL(request.url).origin, cause);
          }
          // openapi-fetch would read every failure as JSON, whatever it is. It is given nothing to read.
          return new Response(null, { status: 204 });
        },
      },
    );
    for (const guard of guards) guard.outcome?.(endpoint, outcome);
    return outcome as Result;
  };
}
