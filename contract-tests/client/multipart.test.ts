import { describe, expect, it } from "vitest";
import { createDirectUploadClient, type DirectUploadClient } from "../../generated/direct-upload/client.ts";
import type { RecordedRequest } from "./recording-server.ts";
import { ACCOUNT, NOW, useServer } from "./setup.ts";

const wire = useServer();

function client(): DirectUploadClient {
  const { origin } = wire.server;
  return createDirectUploadClient(
    { apiToken: "secret" },
    { baseUrl: origin, servers: { "https://upload.imagedelivery.net": origin }, clock: () => NOW },
  );
}

/** The boundary that the header announces. */
function boundaryOf({ headers }: RecordedRequest): string {
  const match = /^multipart\/form-data; boundary=([^\s;"]+)$/.exec(headers["content-type"] ?? "");
  return match?.[1] ?? "no boundary";
}

function text(name: string, value: string): string {
  return `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

/** A body of these parts between the boundary that was announced. */
function framed(request: RecordedRequest, ...parts: string[]): string {
  const boundary = boundaryOf(request);
  return `${parts.map((part) => `--${boundary}\r\n${part}`).join("")}--${boundary}--`;
}

describe("the form of createDirectUpload", () => {
  it("has every field as the document says", async () => {
    await client().createDirectUpload({
      path: { account_id: ACCOUNT },
      body: {
        id: "this/is/my-customid",
        creator: "user 42 – ü",
        expiry: "2026-01-31T11:00:00+01:00",
        metadata: { key: "value", nested: { a: 1 }, list: [1, "2", null], when: new Date(NOW), gone: undefined },
        requireSignedURLs: false,
      },
    });
    const { only } = wire;
    expect(only.method).toBe("POST");
    expect(only.target).toBe(`/accounts/${ACCOUNT}/images/v2/direct_upload`);
    expect(only.body.toString().trimEnd()).toBe(
      framed(
        only,
        text("id", "this/is/my-customid"),
        text("creator", "user 42 – ü"),
        text("expiry", "2026-01-31T11:00:00+01:00"),
        text("metadata", '{"key":"value","nested":{"a":1},"list":[1,"2",null],"when":"2026-01-31T09:00:00.000Z"}'),
        text("requireSignedURLs", "false"),
      ),
    );
  });

  it("has a Date as its ISO text and a boolean as `true`", async () => {
    const expiry = new Date(NOW + 3_600_000);
    await client().createDirectUpload({ path: { account_id: ACCOUNT }, body: { expiry, requireSignedURLs: true } });
    expect(wire.only.body.toString().trimEnd()).toBe(
      framed(wire.only, text("expiry", "2026-01-31T10:00:00.000Z"), text("requireSignedURLs", "true")),
    );
  });

  it("has no part for a field that is undefined", async () => {
    const body = { creator: "user-42", expiry: undefined, metadata: undefined } as { creator: string };
    await client().createDirectUpload({ path: { account_id: ACCOUNT }, body });
    expect(wire.only.body.toString().trimEnd()).toBe(framed(wire.only, text("creator", "user-42")));
  });

  it("is not there when no body is given", async () => {
    await client().createDirectUpload({ path: { account_id: ACCOUNT } });
    expect(wire.only.body).toHaveLength(0);
    expect(wire.only.headers["content-type"]).toBeUndefined();
  });

  it("keeps its boundary whatever content-type the caller sets", async () => {
    const options = { headers: { "Content-Type": "multipart/form-data", "x-trace": "1" } };
    await client().createDirectUpload({ path: { account_id: ACCOUNT }, body: { creator: "a" } }, options);
    expect(wire.only.body.toString().trimEnd()).toBe(framed(wire.only, text("creator", "a")));
    expect(wire.only.headers["x-trace"]).toBe("1");
  });
});

describe("the form of uploadImage", () => {
  const bytes = Uint8Array.from({ length: 512 }, (_, index) => index % 256);

  it("has the bytes of a file with its name and type", async () => {
    const file = new File([bytes], "bëach.png", { type: "image/png" });
    await client().uploadImage({ path: { account_hash: "hash", image_id: "a/b" }, body: { file } });
    const { only } = wire;
    expect(only.target).toBe("/hash/a%2Fb");
    const head = 'Content-Disposition: form-data; name="file"; filename="bëach.png"\r\nContent-Type: image/png\r\n\r\n';
    const boundary = boundaryOf(only);
    expect(only.body.toString("latin1").trimEnd()).toBe(
      Buffer.concat([Buffer.from(`--${boundary}\r\n${head}`), bytes, Buffer.from(`\r\n--${boundary}--`)]).toString(
        "latin1",
      ),
    );
  });

  it("goes to the URL that createDirectUpload returned, as it is", async () => {
    const url = `${wire.server.origin}/Vi7wi5KSItxGFsWRG2Us6Q/prod%2Fa%2F1.jpeg?sig=a%2Bb`;
    await client().uploadImage({ url, body: { file: new Blob([bytes]) } });
    expect(wire.only.target).toBe("/Vi7wi5KSItxGFsWRG2Us6Q/prod%2Fa%2F1.jpeg?sig=a%2Bb");
  });
});
