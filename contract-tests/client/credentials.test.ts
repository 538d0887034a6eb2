import { describe, expect, it } from "vitest";
import {
  createDirectUploadClient,
  type DirectUploadCredentials,
  RequestValidationError,
} from "../../generated/direct-upload/client.ts";
import { startRecordingServer } from "./recording-server.ts";
import { ACCOUNT, useServer } from "./setup.ts";

const wire = useServer();
const path = { account_id: ACCOUNT, image_id: "id" };
const TOKEN = { apiToken: "secret" };

function client(credentials: DirectUploadCredentials | null) {
  const { origin } = wire.server;
  return createDirectUploadClient(credentials, {
    baseUrl: origin,
    servers: { "https://upload.imagedelivery.net": origin },
  });
}

describe("credentials", () => {
  it("are a bearer token", async () => {
    await client(TOKEN).getImage({ path });
    expect(wire.only.headers.authorization).toBe("Bearer secret");
    expect(wire.only.headers).not.toHaveProperty("x-auth-key");
  });

  it("are an email address with its key", async () => {
    await client({ apiEmail: "a@example.com", apiKey: "key" }).getImage({ path });
    expect(wire.only.headers).toMatchObject({ "x-auth-email": "a@example.com", "x-auth-key": "key" });
    expect(wire.only.headers).not.toHaveProperty("authorization");
  });

  it("are the document's first choice when all are given", async () => {
    await client({ apiEmail: "a@example.com", apiKey: "key", apiToken: "secret" }).getImage({ path });
    expect(wire.only.headers.authorization).toBe("Bearer secret");
    expect(wire.only.headers).not.toHaveProperty("x-auth-key");
  });

  it("may be fetched for every call", async () => {
    let count = 0;
    const rotating = client({ apiToken: async () => `secret-${++count}` });
    await rotating.getImage({ path });
    await rotating.getImage({ path });
    expect(wire.server.requests.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer secret-1",
      "Bearer secret-2",
    ]);
  });

  it.each([
    ["none", null],
    ["half of a pair", { apiEmail: "a@example.com" } as unknown as DirectUploadCredentials],
  ])("are asked for before anything is sent: %s", async (_what, credentials) => {
    const call = client(credentials).getImage({ path });
    await expect(call).rejects.toThrow(RequestValidationError);
    await expect(call).rejects.toThrow("getImage credentials: needs apiToken, or apiEmail with apiKey [credentials]");
    expect(wire.server.requests).toHaveLength(0);
  });
});

describe("credentials stay where they belong", () => {
  const body = { file: new Blob(["x"], { type: "image/png" }) };

  it("not with an operation that needs none, even at the same host", async () => {
    await client(TOKEN).uploadImage({ path: { account_hash: "h", image_id: "id" }, body });
    await client({ apiEmail: "a@example.com", apiKey: "key" }).uploadImage({ url: `${wire.server.origin}/h/id`, body });
    await client(null).uploadImage({ url: new URL("/h/id", wire.server.origin), body });
    expect(wire.server.requests).toHaveLength(3);
    for (const { headers } of wire.server.requests) {
      expect(Object.keys(headers)).not.toContain("authorization");
      expect(Object.keys(headers)).not.toContain("x-auth-email");
      expect(Object.keys(headers)).not.toContain("x-auth-key");
    }
  });

  it("with a whole URL of their own origin", async () => {
    await client(TOKEN).getImage({ url: `${wire.server.origin}/somewhere?page=2` });
    expect(wire.only).toMatchObject({ target: "/somewhere?page=2", headers: { authorization: "Bearer secret" } });
  });

  it("not with a whole URL of another origin", async () => {
    const other = wire.server.origin.replace("127.0.0.1", "localhost");
    const shorter = wire.server.origin.slice(0, -1);
    for (const url of [other, `${shorter}/x`, `${other}/@127.0.0.1`, wire.server.origin.replace("http", "https")]) {
      await expect(client(TOKEN).getImage({ url })).rejects.toThrow("credentials: must not go to another origin");
    }
    expect(wire.server.requests).toHaveLength(0);
  });

  it("not along a redirect", async () => {
    const elsewhere = await startRecordingServer();
    try {
      wire.server.reply = { status: 302, headers: { location: `${elsewhere.origin}/` }, body: "" };
      const result = await client({ apiEmail: "a@example.com", apiKey: "key" }).getImage({ path });
      expect(result).toMatchObject({ ok: false, status: 302 });
      expect(elsewhere.requests).toHaveLength(0);
    } finally {
      await elsewhere.close();
    }
  });
});
