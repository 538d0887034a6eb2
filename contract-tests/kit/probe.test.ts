import https from "node:https";
import net, { type AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { libraryArtefacts, operation } from "./fixture/library-contract.ts";
import { type LocalHandler, localServer } from "./fixture/local-server.ts";
import { eventsOf, notesRun } from "./fixture/run-options.ts";
import { selfSigned } from "./fixture/self-signed.ts";
import { httpTransport } from "./http-transport.ts";
import { runContract } from "./run.ts";
import { RunError } from "./run-error.ts";
import type { RunEvent } from "./run-event.ts";
import type { RunOptions } from "./run-options.ts";

const LIST = operation("listBooks", "GET", "/books", { statuses: ["200", "401"] });
const GET = operation("getBook", "GET", "/books/{bookId}");
const CREATE = operation("createBook", "POST", "/books", { statuses: ["200", "401"] });
const OPEN = operation("health", "GET", "/health", { security: [], statuses: ["200"] });
const LIBRARY = [LIST, GET, CREATE, OPEN];

const options = (rest: Partial<RunOptions> = {}) => ({ artefacts: libraryArtefacts(LIBRARY), ...rest });

/** What the run says instead of running, and how many requests it took. */
async function refusalBy(handler: LocalHandler, rest: Partial<RunOptions> = {}, path = "") {
  const server = await localServer(handler);
  return { ...(await refusal(`${server.url}${path}`, rest)), url: server.url, sent: server.received.length };
}

async function refusal(url: string, rest: Partial<RunOptions> = {}) {
  const error: unknown = await eventsOf(runContract(notesRun(url, options(rest)))).catch((reason: unknown) => reason);
  if (!(error instanceof RunError)) throw error instanceof Error ? error : new Error("it was run");
  const { code, where, what, hint } = error;
  return { code, where, what, hint };
}

async function listening(server: net.Server): Promise<number> {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function tlsServer(host: string, from: Date, to: Date): Promise<number> {
  const server = https.createServer(selfSigned(host, from, to), (_request, response) => response.end("{}"));
  onTestFinished(() => server.closeAllConnections());
  return listening(server);
}

const NOW = Date.now();
const DAY = 86_400_000;

describe("a target that cannot be reached", () => {
  it("whose name leads nowhere", async () => {
    const transport = httpTransport({
      lookup: (hostname, _options, done) =>
        done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: "ENOTFOUND" }), "", 4),
    });
    onTestFinished(() => transport.close());
    expect(await refusal("http://api.library.invalid/v1", { transport, allowWrites: true })).toEqual({
      code: "unknown-host",
      where: "target http://api.library.invalid/v1",
      what: "cannot be reached: the name api.library.invalid has no address (getaddrinfo ENOTFOUND api.library.invalid)",
      hint: "Correct the host name; one of an internal network needs its VPN or its name server.",
    });
  });

  it("whose certificate nobody vouches for", async () => {
    const port = await tlsServer("localhost", new Date(NOW - DAY), new Date(NOW + DAY));
    expect(await refusal(`https://localhost:${port}`)).toEqual({
      code: "untrusted-certificate",
      where: `target https://localhost:${port}`,
      what: "cannot be reached: its certificate is not trusted: self-signed certificate (DEPTH_ZERO_SELF_SIGNED_CERT)",
      hint: "If it is your own, name the file of its authority: NODE_EXTRA_CA_CERTS=ca.pem contract-kit test …",
    });
  });

  it("whose certificate has expired", async () => {
    const port = await tlsServer("localhost", new Date(NOW - 2 * DAY), new Date(NOW - DAY));
    // Node says first that nobody vouches for it; OpenSSL's own check of the dates comes with a trusted one.
    const transport = failingTransport("CERT_HAS_EXPIRED", "certificate has expired");
    expect(await refusal(`https://localhost:${port}`)).toMatchObject({ code: "untrusted-certificate" });
    expect(await refusal(`https://localhost:${port}`, { transport })).toMatchObject({
      what: "cannot be reached: its certificate is not trusted: certificate has expired (CERT_HAS_EXPIRED)",
      hint: "Renew the certificate, or set this machine's clock.",
    });
  });

  it("whose certificate is another host's", async () => {
    const message = "Hostname/IP does not match certificate's altnames: Host: localhost. is not in the cert's altnames";
    const transport = failingTransport("ERR_TLS_CERT_ALTNAME_INVALID", message);
    expect(await refusal("https://localhost:1", { transport })).toMatchObject({
      code: "untrusted-certificate",
      hint: "Use a name that the certificate is made out to; it is not localhost.",
    });
  });

  it("that speaks HTTP where HTTPS is asked for", async () => {
    const { url } = await localServer(() => ({ status: 200 }));
    expect(await refusal(url.replace("http:", "https:"))).toMatchObject({
      code: "wrong-protocol",
      what: expect.stringContaining("cannot be reached: what listens there does not speak TLS"),
      hint: "If it serves plain HTTP, write http:// in the target's URL.",
    });
  });

  it("that speaks HTTPS where HTTP is asked for", async () => {
    const port = await tlsServer("localhost", new Date(NOW - DAY), new Date(NOW + DAY));
    expect(await refusal(`http://127.0.0.1:${port}`)).toMatchObject({
      code: "unreachable-target",
      what: expect.stringMatching(/^gives no answer to GET http:\S+\/books: /),
      hint: expect.stringContaining("If it serves HTTPS, write https://."),
    });
  });

  it("that is no HTTP server", async () => {
    const port = await listening(net.createServer((socket) => socket.end("220 mail.example ESMTP\r\n")));
    expect(await refusal(`http://127.0.0.1:${port}`)).toMatchObject({
      code: "unreachable-target",
      hint: expect.stringContaining("Make sure that an HTTP server listens there"),
    });
  });
});

describe("a target that is not the API", () => {
  it("redirects: where to is said", async () => {
    const found = await refusalBy(({ url }) => ({
      status: 308,
      headers: { Location: `https://library.example/v2${url}` },
    }));
    expect(found).toMatchObject({
      code: "redirected",
      what: `redirects every operation, e.g. GET ${found.url}/books to https://library.example/v2/books`,
      hint: "No redirect is followed: --target https://library.example/v2",
      sent: 4,
    });
  });

  it("redirects to a login page", async () => {
    const found = await refusalBy(() => ({ status: 302, headers: { Location: "/login" } }));
    expect(found).toMatchObject({
      code: "redirected",
      what: expect.stringContaining(`${found.url}/login`),
      hint: "No redirect is followed: give the URL at which the API itself answers, and the credentials that it wants.",
    });
  });

  it("is a web site", async () => {
    const page = "<!doctype html><html><head><title>Our\nlibrary</title></head></html>";
    const found = await refusalBy(() => ({ status: 200, headers: { "Content-Type": "text/html" }, body: page }));
    expect(found).toMatchObject({
      code: "not-the-api",
      what: `answers every operation with a web page (200 text/html), e.g. GET ${found.url}/books`,
      hint: 'It is no API that answers there: correct host, port and base path. The document\'s server is https://library.example/v1. It says: "Our library".',
    });
  });

  it.each([502, 503, 504])("is a proxy with nothing behind it: %d", async (status) => {
    const found = await refusalBy(() => ({ status, headers: { "Content-Type": "text/plain" }, body: "no upstream" }));
    expect(found).toMatchObject({
      code: "gateway-error",
      what: `answers ${status} to every operation, as a proxy does that has nothing behind it, e.g. to GET ${found.url}/books`,
      hint: 'Start the API behind it, and look at the log of the proxy. It says: "no upstream".',
    });
  });

  it("is a proxy that wants to be asked properly", async () => {
    expect(await refusalBy(() => ({ status: 407 }))).toMatchObject({
      code: "gateway-error",
      hint: "Give the target itself, without the proxy, or the proxy its Proxy-Authorization by -H.",
    });
  });

  it("answers 404 or 405 to everything: the base path is wrong", async () => {
    const found = await refusalBy(({ method }) => ({ status: method === "POST" ? 405 : 404, body: "?" }), {}, "/api");
    expect(found).toMatchObject({
      code: "wrong-base-path",
      what: `answers 404 to every operation, e.g. GET ${found.url}/api/books`,
      hint: "Mend the base path of the target's URL. The document's server is https://library.example/v1.",
    });
  });

  it("still is one when a single operation is missing", async () => {
    const { summary } = await runBy(({ url }) => ({ status: url === "/health" ? 404 : 200, body: {} }));
    expect(summary).toMatchObject({ passed: 3, failed: 1 });
  });
});

describe("a target that refuses", () => {
  const withToken: LocalHandler = ({ headers }) =>
    headers.authorization === "Bearer good-token"
      ? { status: 200, body: {} }
      : { status: 401, body: { error: "who?" } };

  it("credentials wherever they are presented, though something is open", async () => {
    const found = await refusalBy(
      (request, response) => (request.url === "/health" ? { status: 200, body: {} } : withToken(request, response)),
      { credentials: { token: "a-stale-token" } },
    );
    expect(found).toMatchObject({
      code: "refused-credentials",
      what: `answers 401 to 3 of 4 operations, e.g. GET ${found.url}/books`,
      hint: "Give credentials that the target accepts, as nearly every case presents them: -H 'Authorization: Bearer …'.",
    });
  });

  it("to be asked without credentials that the document does not know of", async () => {
    const open = LIBRARY.map((each) => ({ ...each, security: [] }));
    expect(await refusalBy(() => ({ status: 401 }), { artefacts: libraryArtefacts(open) })).toMatchObject({
      code: "refused-credentials",
      hint: "The document asks for no credentials, but the target does: add `security` to the document, or give them by -H.",
    });
  });

  it("names that were made up", async () => {
    const artefacts = libraryArtefacts([GET, operation("getShelf", "GET", "/shelves/{shelf}/books/{bookId}")]);
    const handler: LocalHandler = () => ({ status: 404, body: { error: "no such book" } });
    expect(await refusalBy(handler, { artefacts })).toMatchObject({
      code: "missing-parameters",
      what: expect.stringMatching(/^answers 404 to every operation, e\.g\. GET \S+\/books\/made-up: nothing there has/),
      hint: "Name something that is there: --param bookId=… --param shelf=…. Or mend the base path. The document's server is https://library.example/v1.",
    });
  });

  it("never shows a credential", async () => {
    const byKey = LIBRARY.map((each) => ({ ...each, security: [["key"]] }));
    const credentials = { key: "a-secret-of-the-query" };
    const found = await refusalBy(() => ({ status: 403 }), { artefacts: libraryArtefacts(byKey), credentials });
    expect(found.what).toMatch(/\/books\?key=\$KEY$/);
    expect(found.hint).toContain("--credential key=…");
  });
});

async function runBy(handler: LocalHandler) {
  const { url } = await localServer(handler);
  const events: RunEvent[] = await eventsOf(runContract(notesRun(url, options())));
  const last = events.at(-1);
  if (last?.type !== "run-finished") throw new Error("no run-finished at the end");
  return { events, summary: last.summary };
}

function failingTransport(code: string, message: string): NonNullable<RunOptions["transport"]> {
  return { send: () => Promise.resolve({ failure: "refused", code, message, durationMs: 1 }) };
}
