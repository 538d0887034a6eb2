import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { httpTransport } from "../kit/http-transport.ts";
import { encodeMultipart } from "../kit/multipart.ts";
import { recoveringTransport } from "../kit/recovering-transport.ts";
import { RunError } from "../kit/run-error.ts";
import type { WireRequest } from "../kit/wire-message.ts";
import { prismCli } from "./prism-cli.ts";

const DOCUMENT = {
  openapi: "3.1.0",
  info: { title: "Forms", version: "1" },
  paths: {
    "/forms": {
      post: {
        requestBody: {
          content: { "multipart/form-data": { schema: { type: "object", properties: { a: { type: "string" } } } } },
        },
        responses: { "204": { description: "Taken." } },
      },
    },
  },
};

async function documentFile(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "contract-kit-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "openapi.json");
  await writeFile(file, text);
  return file;
}

describe("prismCli", () => {
  it("starts, comes back after a request that ends it, and stops", async () => {
    const running = await prismCli({ document: await documentFile(JSON.stringify(DOCUMENT)) }).start();
    onTestFinished(() => running.stop());
    const transport = httpTransport();
    onTestFinished(() => transport.close());
    const form = (fault: object) => {
      const { contentType, bytes } = encodeMultipart([{ name: "a", value: "1" }], { seed: "s", ...fault });
      return {
        method: "POST",
        url: `${running.url}/forms`,
        headers: [["Content-Type", contentType]],
        body: bytes,
      } as WireRequest;
    };
    const { recover = () => Promise.resolve() } = running;
    const recovering = recoveringTransport(transport, () => recover());
    const send = (request: WireRequest) => recovering.send(request, { timeoutMs: 10_000 });
    expect(await send(form({}))).toMatchObject({ status: 204 });
    expect(await send(form({ fault: "nameless-part" }))).toMatchObject({ failure: "reset" });
    expect(await Promise.all([send(form({})), send(form({}))])).toMatchObject([{ status: 204 }, { status: 204 }]);
    await running.stop();
    await running.stop();
    expect(await send(form({}))).toMatchObject({ failure: "refused" });
  });

  it("says why it cannot start", async () => {
    const document = await documentFile('{ "openapi": "3.1.0", "paths": {} }');
    const error: unknown = await prismCli({ document })
      .start()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RunError);
    expect(error).toMatchObject({ code: "subject-failed", where: document });
    expect((error as RunError).what).toMatch(
      /^the Prism CLI did not start: it ended with exit code 1\. It said: .*\S/s,
    );
  });
}, 60_000);
