import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { createDirectUploadClient, unwrap } from "../../generated/direct-upload/client.ts";

/** What the back end knows of the image host; no browser learns it. */
export interface BackEndOptions {
  /** Where Cloudflare's API is: here, a mock. */
  apiUrl: string;
  apiToken: string;
  accountId: string;
}

/** A running back end with its page at `/`. */
export interface BackEnd {
  /** `http://127.0.0.1:port` */
  origin: string;
  close(): Promise<void>;
}

/**
 * Starts the example's back end. `POST /uploads` asks for an upload URL, `GET /uploads/<id>` tells
 * whether the bytes have arrived; everything else is the page.
 */
export async function startBackEnd({ apiUrl, apiToken, accountId }: BackEndOptions): Promise<BackEnd> {
  const api = createDirectUploadClient({ apiToken }, { baseUrl: apiUrl, strictResponses: true });
  const path = { account_id: accountId };
  const files = await pageFiles();

  async function answer({ method, url = "/" }: IncomingMessage): Promise<{ type: string; content: string }> {
    const [resource, id] = url.split("/").slice(1);
    if (method === "POST" && resource === "uploads") {
      const { result } = await unwrap(
        api.createDirectUpload({ path, body: { metadata: { from: "the example page" } } }),
      );
      return json({ id: result.id, uploadURL: result.uploadURL });
    }
    if (resource === "uploads" && id !== undefined) {
      const { result } = await unwrap(api.getImage({ path: { ...path, image_id: decodeURIComponent(id) } }));
      return json({ draft: result.draft === true });
    }
    return files[url] ?? json({});
  }

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    answer(request).then(
      ({ type, content }) => response.writeHead(200, { "content-type": type }).end(content),
      (error: unknown) => response.writeHead(502, { "content-type": "text/plain" }).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function pageFiles(): Promise<Record<string, { type: string; content: string }>> {
  const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const script = await build({
    entryPoints: [file("page.ts")],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
  });
  return {
    "/": { type: "text/html; charset=utf-8", content: await readFile(file("page.html"), "utf8") },
    "/page.css": { type: "text/css; charset=utf-8", content: await readFile(file("page.css"), "utf8") },
    "/page.js": { type: "text/javascript; charset=utf-8", content: script.outputFiles[0]?.text ?? "" },
  };
}

function json(value: object): { type: string; content: string } {
  return { type: "application/json", content: JSON.stringify(value) };
}
