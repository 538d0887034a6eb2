import { expect, it } from "vitest";
import type { Part } from "../../kit/multipart.ts";
import { refuse } from "../gate/refusal.ts";
import { createMemoryStore } from "./memory-store.ts";
import { refusalAnswer } from "./refusal-answer.ts";
import { ACCOUNT, askUploads, DIRECT_UPLOAD, expectDocumented, PNG } from "./testing/ask-uploads.ts";

const { ask, create } = askUploads(createMemoryStore());
const CREATE = `${ACCOUNT}/images/v2/direct_upload`;
const file = { name: "file", filename: "a.png", contentType: "image/png", value: PNG };

it.each([
  [
    { id: "mine", requireSignedURLs: "true" },
    5410,
    "requireSignedURLs: must be false when there is a custom id [const]",
  ],
  [{ id: "/mine" }, 5411, "id: must neither begin nor end with a slash [pattern]"],
  [{ id: "mine/" }, 5411, "id: must neither begin nor end with a slash [pattern]"],
  [{ id: "2cdc28f0-017a-49c4-9ed7-87056c839010" }, 5411, "id: must not be a UUID [not]"],
  [{ id: "x".repeat(1025) }, 5411, /id: must .* 1024 .*\[maxLength\]$/],
  [{ id: "" }, 5411, /id: must .* \[minLength\]$/],
  [{ metadata: "[]" }, 5400, /metadata: must be object \[type\]$/],
  [{ metadata: JSON.stringify({ a: "x".repeat(1024) }) }, 5400, /metadata: .* \[x-maxBytes\]$/],
  [{ expiry: "tomorrow" }, 5400, /expiry: .* \[format\]$/],
  [{ expiry: "2026-01-31T09:01:59Z" }, 5400, /expiry: .* \[x-formatMinimum\]$/],
  [{ expiry: "2026-01-31T15:00:01Z" }, 5400, /expiry: .* \[x-formatMaximum\]$/],
  [{ requireSignedURLs: "maybe" }, 5400, /requireSignedURLs: must be boolean \[type\]$/],
])("refuses %.60j with %i", async (fields, code, message) => {
  const { status, codes, messages } = await create(fields as Record<string, string>);
  expect([status, codes]).toEqual([400, [code]]);
  if (typeof message === "string") expect(messages[0]).toContain(`: ${message}`);
  else expect(messages[0]).toMatch(message);
});

it("tells everything that is wrong, and nothing that goes without saying", async () => {
  const { codes } = await create({ id: "/", requireSignedURLs: "maybe", metadata: "1" });
  expect(codes.sort()).toEqual([5400, 5400, 5411]);
});

it("names the credentials as Cloudflare does", async () => {
  for (const authorization of ["", "Bearer wrong", "Basic token"]) {
    const { status, codes, messages } = await ask("GET", `${ACCOUNT}/images/v2`, { headers: { authorization } });
    expect([status, codes]).toEqual([401, [10000]]);
    expect(messages[0]).toMatch(/^Authentication error: credentials: must /);
    expect(messages[0]).not.toContain("wrong");
  }
});

it.each(["application/json", "text/plain", "image/png"])("wants a form, not %s", async (type) => {
  for (const path of [CREATE, "/hash/id"]) {
    const { status, codes } = await ask("POST", path, { body: "{}", headers: { "content-type": type } });
    expect([path, status, codes]).toEqual([path, 415, [5415]]);
  }
});

it("takes other faults for bad requests", async () => {
  const upload = (...form: Part[]) => ask("POST", "/hash/id", { form });
  expect(await upload({ ...file, name: "picture" })).toMatchObject({
    status: 400,
    codes: [5400],
  });
  expect(await upload(file, file)).toMatchObject({ status: 400, codes: [5400] });
  expect(await ask("POST", `/hash/${"x".repeat(1025)}`, { form: [file] })).toMatchObject({
    status: 400,
    codes: [5400],
  });
  expect(await ask("GET", `/accounts/${"x".repeat(33)}/images/v2`)).toMatchObject({ status: 400, codes: [5400] });
  expect(await ask("GET", `${ACCOUNT}/images/v2?per_page=9`)).toMatchObject({ status: 400, codes: [5400] });
});

it("has numbers for what has no operation", async () => {
  expect(await ask("GET", "/elsewhere/at/all")).toMatchObject({ status: 404, codes: [7003] });
  const { status, messages } = await ask("PUT", CREATE);
  expect([status, messages]).toEqual([405, ["No route for the URI: the method must be one of POST [method]"]]);
});

it.each([
  ["createDirectUpload", "too-large", "size", 7011],
  ["uploadImage", "too-large", "size", 5413],
  ["uploadImage", "too-large", "multipart", 7011],
  ["listImages", "rate-limit", "rate-limit", 971],
] as const)("answers %s, %s (%s), with %i and the status of the gate", (id, reason, keyword, code) => {
  const operation = DIRECT_UPLOAD.contract.operations.find((known) => known.id === id);
  if (!operation) throw new Error(`no ${id}`);
  const message = "must not be so much";
  const refusal = refuse(reason, operation, [{ place: "body", pointer: "", keyword, schemaPointer: "", message }]);
  const answer = refusalAnswer(refusal);
  if (!answer) throw new Error("no answer");
  expectDocumented(id, answer, 0);
  expect(answer).toMatchObject({
    status: refusal.status,
    body: { json: { success: false, errors: [{ code }], messages: [], result: null } },
  });
});

it("leaves other operations alone", () => {
  const [operation] = DIRECT_UPLOAD.contract.operations;
  if (!operation) throw new Error("no operation");
  expect(refusalAnswer(refuse("data", { ...operation, id: "somethingElse" }, []))).toBeUndefined();
});
