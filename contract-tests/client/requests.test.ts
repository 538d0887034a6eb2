import { describe, expect, it } from "vitest";
import {
  createDirectUploadClient,
  createUncheckedDirectUploadClient,
  NetworkError,
  RequestValidationError,
} from "../../generated/direct-upload/client.ts";
import { ACCOUNT, NOW, useServer } from "./setup.ts";

const wire = useServer();
const path = { account_id: ACCOUNT };
const TOKEN = { apiToken: "secret" };

async function violationsOf(call: Promise<unknown>): Promise<RequestValidationError> {
  const error: unknown = await call.catch((reason: unknown) => reason);
  if (error instanceof RequestValidationError) return error;
  throw new Error("the request was not refused", { cause: error });
}

describe("a request that breaks the contract", () => {
  const client = (settings = {}) =>
    createDirectUploadClient(TOKEN, { baseUrl: wire.server.origin, clock: () => NOW, ...settings });

  it("does not leave, and the error says where and what", async () => {
    const error = await violationsOf(
      client().createDirectUpload({ path, body: { expiry: new Date(NOW + 119_000), creator: "a" } }),
    );
    expect(error.operation).toBe("createDirectUpload");
    expect(error.violations).toMatchObject([{ where: "body", pointer: "/expiry", keyword: "x-formatMinimum" }]);
    expect(error.message).toMatch(/^createDirectUpload body\/expiry: must be .* \[x-formatMinimum\]$/);
    expect(wire.server.requests).toHaveLength(0);
  });

  it("is judged by the clock that was given", async () => {
    const body = { expiry: new Date(NOW + 119_000) };
    await client({ clock: () => NOW - 1000 }).createDirectUpload({ path, body });
    expect(wire.server.requests).toHaveLength(1);
  });

  it.each([
    ["an id that is a UUID", { id: "2CDC28F0-017a-49c4-9ed7-87056c839010" }, "/id", "not"],
    ["an id of 1,025 characters", { id: "😀".repeat(1025) }, "/id", "maxLength"],
    ["a date that is none", { expiry: new Date(Number.NaN) }, "/expiry", "format"],
    ["metadata of 1,025 bytes", { metadata: { a: "x".repeat(1017) } }, "/metadata", "x-maxBytes"],
  ])("is refused for %s", async (_what, body, pointer, keyword) => {
    const { violations } = await violationsOf(client().createDirectUpload({ path, body }));
    expect(violations).toContainEqual(expect.objectContaining({ where: "body", pointer, keyword }));
    expect(wire.server.requests).toHaveLength(0);
  });

  it("tells everything that is wrong at once", async () => {
    const { violations, message } = await violationsOf(
      client().createDirectUpload({ path: { account_id: "x".repeat(33) }, body: { creator: 1 as unknown as string } }),
    );
    expect(violations.map(({ where, pointer }) => where + pointer)).toEqual(["path/account_id", "body/creator"]);
    expect(message.split("\n")).toHaveLength(2);
  });

  it("is refused without the body that it needs, or a whole URL", async () => {
    const upload = client().uploadImage as (input: object) => Promise<unknown>;
    const missing = await violationsOf(upload({ path: { account_hash: "h", image_id: "i" } }));
    expect(missing.message).toBe("uploadImage body: is required [required]");
    const relative = await violationsOf(upload({ url: "/h/i", body: { file: new Blob([]) } }));
    expect(relative.message).toBe("uploadImage url: must be a whole URL [format]");
    expect(wire.server.requests).toHaveLength(0);
  });

  it("is sent when nobody wants it checked", async () => {
    const call = { path, body: { expiry: "yesterday" } };
    await client({ validate: false }).createDirectUpload(call);
    await createUncheckedDirectUploadClient(TOKEN, { baseUrl: wire.server.origin }).createDirectUpload(call);
    expect(wire.server.requests.map(({ body }) => body.toString().includes("yesterday"))).toEqual([true, true]);
  });
});

describe("a call", () => {
  it("goes through the fetch that was given", async () => {
    const seen: Request[] = [];
    const client = createDirectUploadClient(TOKEN, {
      fetch: async (request) => {
        seen.push(request);
        return Response.json({});
      },
    });
    await client.createDirectUpload({ path });
    expect(seen[0]?.url).toBe(`https://api.cloudflare.com/client/v4/accounts/${ACCOUNT}/images/v2/direct_upload`);
  });

  it("ends with the signal's reason", async () => {
    const client = createDirectUploadClient(TOKEN, { baseUrl: wire.server.origin });
    const reason = new Error("no time");
    await expect(client.createDirectUpload({ path }, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(wire.server.requests).toHaveLength(0);
  });

  it("ends with a NetworkError when nobody answers", async () => {
    const client = createDirectUploadClient(TOKEN, { baseUrl: "http://127.0.0.1:1" });
    const error: unknown = await client.createDirectUpload({ path }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ operation: "createDirectUpload", cause: expect.any(TypeError) });
    expect(String(error)).toMatch(/^NetworkError: createDirectUpload: no answer from http:\/\/127\.0\.0\.1:1 \(.+\)$/);
  });
});
