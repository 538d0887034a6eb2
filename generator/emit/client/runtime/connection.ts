import createClient, { type Client } from "openapi-fetch";
import type { Draft } from "./endpoint.ts";
import { refusal } from "./violation.ts";

/** A secret, or the function that fetches it for every call. */
export type Secret<Value = string> = Value | (() => Value | Promise<Value>);

/** Adds a secret to a request. */
export type Present = (draft: Draft, secret: never) => void;

/** What the operations of a document have in common. */
export interface Api {
  /** The server of most operations; `baseUrl` takes its place. */
  server: string;
  /** How the credentials of each name are presented. */
  present: Record<string, Present>;
}

/** Where and how a client sends. `Server` names the document's other servers. */
export interface ConnectionSettings<Server extends string = string> {
  /** Takes the place of the document's server. Credentials go to its origin. */
  baseUrl?: string | undefined;
  /** Take the place of the servers that single operations have. */
  servers?: { [Url in Server]?: string | undefined } | undefined;
  /** Sends the requests; the global `fetch` if absent. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** A client without its operations. */
export interface Connection extends Api {
  credentials: Record<string, Secret<unknown> | undefined>;
  servers: Record<string, string | undefined>;
  fetch?: ConnectionSettings["fetch"];
  /** openapi-fetch for any document: what goes in and out is typed by the operations. */
  client: Client<Record<string, Record<"get", { requestBody: { content: { "*/*": unknown } } }>>>;
}

/** Puts a document, credentials and settings together. Nothing is sent. */
export function connect(api: Api, credentials: object | null, settings: ConnectionSettings = {}): Connection {
  return {
    ...api,
    ...settings,
    credentials: { ...credentials },
    servers: { ...settings.servers, [api.server]: settings.baseUrl },
    client: createClient({ bodySerializer: (body) => body }),
  };
}

/**
 * Adds the credentials of the first alternative for which all are given. Says whether there were any.
 *
 * @throws RequestValidationError when there is none, and calling without is not allowed
 */
export async function presentSecrets(
  { present, credentials }: Connection,
  operation: string,
  alternatives: string[][],
  isOwnOrigin: boolean,
  draft: Draft,
): Promise<boolean> {
  const isGiven = (name: string) => isOwnOrigin && credentials[name] !== undefined && credentials[name] !== "";
  const chosen = alternatives.find((names) => names.every(isGiven));
  if (!chosen) {
    const what = isOwnOrigin ? "needs" : "must not go to another origin:";
    const wanted = alternatives.map((names) => names.join(" with ")).join(", or ");
    throw refusal(operation, "credentials", `${what} ${wanted}`);
  }
  for (const name of chosen) {
    const secret = credentials[name];
    (present[name] as Present)(draft, (typeof secret === "function" ? await secret() : secret) as never);
  }
  return chosen.length > 0;
}
