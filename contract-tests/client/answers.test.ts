import { describe, expect, expectTypeOf, it } from "vitest";
import {
  ApiError,
  createDirectUploadClient,
  createUncheckedDirectUploadClient,
  ResponseValidationError,
  type ResponseViolation,
  unwrap,
} from "../../generated/direct-upload/client.ts";
import { ACCOUNT, useServer } from "./setup.ts";

const wire = useServer();
const path = { account_id: ACCOUNT };
const TOKEN = { apiToken: "secret" };
const JSON_TYPE = { "content-type": "application/json" };

const CREATED = {
  success: true,
  errors: [],
  messages: [],
  result: { id: "2cdc28f0-017a-49c4-9ed7-87056c839010", uploadURL: "https://upload.imagedelivery.net/h/i" },
};
const REFUSED = { success: false, errors: [{ code: 5400, message: "Bad request" }], messages: [], result: null };

function answers(status: number, body: unknown, headers: Record<string, string> = JSON_TYPE): void {
  wire.server.reply = { status, headers, body: typeof body === "string" ? body : JSON.stringify(body) };
}

/** Calls createDirectUpload; gives its outcome and what the hook was told. */
async function create() {
  const told: ResponseViolation[] = [];
  const client = createDirectUploadClient(TOKEN, {
    baseUrl: wire.server.origin,
    onResponseViolation: (violation) => told.push(violation),
  });
  const result = await client.createDirectUpload({ path });
  return { result, told, violations: told.flatMap(({ violations }) => violations) };
}

describe("an answer", () => {
  it("has its data when it is a success", async () => {
    answers(200, CREATED);
    const { result, told } = await create();
    expect(told).toEqual([]);
    if (!result.ok) throw new Error(result.text);
    expectTypeOf(result.status).toEqualTypeOf<200>();
    expectTypeOf(result.data.result.uploadURL).toEqualTypeOf<string>();
    expect(result.data).toEqual(CREATED);
    expect(result.response.headers.get("content-type")).toBe("application/json");
  });

  it("has its error, narrowed by status", async () => {
    answers(400, REFUSED);
    const { result, told } = await create();
    expect(told).toEqual([]);
    expect(result).toMatchObject({ ok: false, status: 400, operation: "createDirectUpload", error: REFUSED });
    if (result.status !== 400) throw new Error("another status");
    expectTypeOf(result.ok).toEqualTypeOf<false>();
    expect(result.error?.errors[0]?.code).toBe(5400);
  });

  it("is described by `default` when its status is not", async () => {
    answers(520, REFUSED);
    const { result, told } = await create();
    expect(told).toEqual([]);
    if (result.status !== 520) throw new Error("another status");
    expect(result.error?.success).toBe(false);
  });

  it("has its text when it is none of JSON, and is reported", async () => {
    answers(415, "ERROR 5415: The request must be a form", { "content-type": "text/plain;charset=UTF-8" });
    const { result, told, violations } = await create();
    expect(result).toMatchObject({ ok: false, status: 415, error: undefined });
    expect(!result.ok && result.text).toBe("ERROR 5415: The request must be a form");
    expect(told).toMatchObject([{ operation: "createDirectUpload", status: 415 }]);
    expect(violations).toEqual([
      {
        where: "header",
        pointer: "/content-type",
        keyword: "content",
        message: "must be application/json, not text/plain",
      },
    ]);
  });

  it.each([
    ["a proxy's page", 502, "<html>", { "content-type": "text/html" }],
    ["nothing", 400, "", {}],
    ["half a document", 400, '{"success":fal', JSON_TYPE],
  ])("may be %s", async (_what, status, body, headers) => {
    answers(status, body, headers);
    const { result, told } = await create();
    expect(result).toMatchObject({ ok: false, status, error: undefined, text: body });
    expect(told).toHaveLength(1);
  });

  it("is reported, not refused, when it breaks its schema", async () => {
    answers(200, { ...CREATED, result: { id: "" } });
    const { result, violations } = await create();
    expect(result).toMatchObject({ ok: true, data: { result: { id: "" } } });
    expect(violations.map(({ where, pointer, keyword }) => [where, pointer, keyword])).toEqual(
      expect.arrayContaining([
        ["body", "/result", "required"],
        ["body", "/result/id", "minLength"],
      ]),
    );
  });

  it("is judged by the schema of its own status", async () => {
    answers(400, CREATED);
    const { violations } = await create();
    expect(violations).toContainEqual(expect.objectContaining({ pointer: "/success", keyword: "const" }));
  });

  it("has header fields that are judged, too", async () => {
    const sound = { "x-ratelimit-limit": "1200", "x-ratelimit-reset": "Sat, 31 Jan 2026 09:05:00 GMT" };
    answers(429, REFUSED, { ...JSON_TYPE, ...sound, "retry-after": "300" });
    expect((await create()).told).toEqual([]);
    answers(429, REFUSED, { ...JSON_TYPE, ...sound, "retry-after": "soon" });
    expect((await create()).violations).toMatchObject([{ where: "header", pointer: "/retry-after", keyword: "type" }]);
  });

  it("is refused when that is asked for", async () => {
    answers(200, { success: true });
    const client = createDirectUploadClient(TOKEN, { baseUrl: wire.server.origin, strictResponses: true });
    const error: unknown = await client.createDirectUpload({ path }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ResponseValidationError);
    expect(error).toMatchObject({ operation: "createDirectUpload", status: 200 });
    expect(String(error)).toMatch(/^ResponseValidationError: createDirectUpload 200 body: .+ \[required\]/);
  });

  it("is not looked into by the client without checks", async () => {
    answers(200, { anything: 1 });
    const client = createUncheckedDirectUploadClient(TOKEN, { baseUrl: wire.server.origin });
    expect(await client.createDirectUpload({ path })).toMatchObject({ ok: true, data: { anything: 1 } });
  });
});

describe("unwrap", () => {
  const call = () => createDirectUploadClient(TOKEN, { baseUrl: wire.server.origin }).createDirectUpload({ path });

  it("gives the data of a success", async () => {
    answers(200, CREATED);
    const data = await unwrap(call());
    expectTypeOf(data.result.id).toEqualTypeOf<string>();
    expect(data).toEqual(CREATED);
  });

  it("throws an ApiError for anything else", async () => {
    answers(401, REFUSED);
    const error: unknown = await unwrap(call()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 401, failure: { operation: "createDirectUpload", error: REFUSED } });
    expect(String(error)).toBe(`ApiError: createDirectUpload was answered with 401: ${JSON.stringify(REFUSED)}`);
  });
});
