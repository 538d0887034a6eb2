import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  ApiError,
  createDirectUploadClient,
  RequestValidationError,
  unwrap,
} from "../../generated/direct-upload/client.ts";
import type { Artefacts } from "../artefacts.ts";
import { isOwnRequest } from "../mock/admin/same-origin.ts";
import { headerFields } from "../mock/gate/header-fields.ts";
import { landingPage } from "../mock/page/landing-page.ts";

/** What the back end knows of the image host; no browser learns it. */
export interface BackEndOptions {
  artefacts: Artefacts;
  /** Where Cloudflare's API is: here, a mock. */
  apiUrl: string;
  apiToken: string;
  accountId: string;
  /** 0, the default, picks a free one. */
  port?: number;
}

/** A running back end with its page at `/`. */
export interface BackEnd {
  /** `http://127.0.0.1:port` */
  origin: string;
  close(): Promise<void>;
}

interface Reply {
  status: number;
  type: string;
  body: string;
  headers?: Record<string, string>;
}

/** The most that a form may have, in characters. */
const BODY_LIMIT = 64 * 1024;

/**
 * Starts the example's back end, which keeps the API token. `POST /uploads` asks for an upload URL, `GET
 * /uploads/<id>` tells whether the bytes have arrived, `DELETE /uploads/<id>` deletes; everything else is
 * the page, the same as the mock's own.
 */
export async function startBackEnd(options: BackEndOptions): Promise<BackEnd> {
  const { artefacts, apiUrl, apiToken, accountId, port = 0 } = options;
  const api = createDirectUploadClient({ apiToken }, { baseUrl: apiUrl, strictResponses: true });
  const account = { account_id: accountId };
  const page = await landingPage(artefacts, { api: "back-end", uploadOrigins: [new URL(apiUrl).origin] });

  let origin = "";

  async function answer(request: IncomingMessage): Promise<Reply> {
    const { method = "GET", url = "/" } = request;
    const [resource, encoded] = url.split("/").slice(1);
    if (resource !== "uploads") {
      const headers = { "content-security-policy": page.csp };
      return { status: 200, type: "text/html; charset=utf-8", body: page.html, headers };
    }
    // Any page in the same browser can send here, also under a name of its own that it has led here.
    if (!isOwnRequest(headerFields(request.rawHeaders), [origin])) {
      return { status: 403, type: "text/plain; charset=utf-8", body: "This is for the page of this back end." };
    }
    if (method === "POST") {
      const body = JSON.parse(await textOf(request));
      return json((await unwrap(api.createDirectUpload({ path: account, body }))).result);
    }
    const path = { ...account, image_id: decodeURIComponent(encoded ?? "") };
    return json(method === "DELETE" ? await unwrap(api.deleteImage({ path })) : await unwrap(api.getImage({ path })));
  }

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void answer(request)
      .catch(replyTo)
      .then(({ status, type, body, headers }) => {
        response.writeHead(status, { "content-type": type, ...headers }).end(body);
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Hands on what the API refuses, and says what the client did not send. */
function replyTo(error: unknown): Reply {
  if (error instanceof ApiError) {
    const { status, text, response } = error.failure;
    const violation = response.headers.get("x-contract-violation");
    const headers = violation === null ? {} : { "x-contract-violation": violation };
    return { status, type: response.headers.get("content-type") ?? "text/plain", body: text, headers };
  }
  if (error instanceof RequestValidationError) {
    const { violations, message: title } = error;
    return { ...json({ title, violations }), status: 400, type: "application/problem+json" };
  }
  return { status: 502, type: "text/plain; charset=utf-8", body: String(error) };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) {
    text += chunk;
    if (text.length > BODY_LIMIT) throw new Error(`a form has at most ${BODY_LIMIT} characters`);
  }
  return text;
}

function json(value: unknown): Reply {
  return { status: 200, type: "application/json", body: JSON.stringify(value) };
}
