import { afterEach, beforeEach, expect, it } from "vitest";
import { createMock, type Mock } from "../server.ts";
import { createMemoryStore } from "./memory-store.ts";
import { ACCOUNT, DIRECT_UPLOAD, PNG } from "./testing/ask-uploads.ts";
import { createUploads } from "./uploads.ts";

let mock: Mock;
beforeEach(async () => {
  const uploads = createUploads({ store: createMemoryStore() });
  mock = await createMock({ artefacts: DIRECT_UPLOAD, behaviour: uploads.behaviour, state: uploads });
});
afterEach(() => mock.close());

const headers = { authorization: "Bearer token" };
const create = async (form?: FormData) => {
  const method = "POST";
  const answer = await fetch(`${mock.url}${ACCOUNT}/images/v2/direct_upload`, {
    method,
    headers,
    ...(form && { body: form }),
  });
  return (await answer.json()) as { result: { id: string; uploadURL: string }; errors: { code: number }[] };
};
const upload = (url: string, bytes: Uint8Array<ArrayBuffer>) => {
  const body = new FormData();
  body.set("file", new File([bytes], "a.png", { type: "image/png" }));
  return fetch(url, { method: "POST", body });
};
const png = new Uint8Array(PNG);

it("goes from a draft to an image and away again", async () => {
  const form = new FormData();
  form.set("id", "holiday/beach");
  form.set("metadata", '{"album":"holiday"}');
  const { result } = await create(form);
  expect(result.uploadURL.startsWith(`${mock.url}/`)).toBe(true);
  expect((await upload(result.uploadURL, png)).status).toBe(200);
  const blob = await fetch(`${mock.url}${ACCOUNT}/images/v1/holiday/beach/blob`, { headers });
  expect(blob.headers.get("content-type")).toBe("image/png");
  expect(new Uint8Array(await blob.arrayBuffer())).toEqual(png);
  const image = `${mock.url}${ACCOUNT}/images/v1/${encodeURIComponent("holiday/beach")}`;
  const details = (await (await fetch(image, { headers })).json()) as { result: { variants: string[] } };
  expect(details.result).toMatchObject({ id: "holiday/beach", meta: { album: "holiday" } });
  expect((await fetch(details.result.variants[0] ?? "")).headers.get("content-type")).toBe("image/png");
  expect((await fetch(image, { method: "DELETE", headers })).status).toBe(200);
  const gone = await upload(result.uploadURL, png);
  expect([gone.status, gone.headers.get("x-contract-violation")]).toEqual([404, expect.stringContaining("exists")]);
});

it.each(["%2F", "/"])("has ids with slashes, as %s, wherever an id travels", async (slash) => {
  for (const id of ["holiday/2026/a b", "two//slashes", "café/ü.png"]) {
    const form = new FormData();
    form.set("id", id);
    const { result } = await create(form);
    const travels = (url: string) => url.replaceAll("%2F", slash);
    const image = travels(`${mock.url}${ACCOUNT}/images/v1/${encodeURIComponent(id)}`);
    const details = async () => ((await (await fetch(image, { headers })).json()) as { result: object }).result;
    expect(await details()).toMatchObject({ id, draft: true });
    const uploaded = await upload(travels(result.uploadURL), png);
    expect(await uploaded.json()).toMatchObject({ success: true, result: { id } });
    expect(await details()).not.toHaveProperty("draft");
    expect((await upload(travels(result.uploadURL), png)).status).toBe(400);
    expect((await fetch(`${image}/blob`, { headers })).headers.get("content-type")).toBe("image/png");
    const shown = await fetch(travels(`${mock.url}/__mock/images/${encodeURIComponent(id)}`));
    expect(shown.headers.get("content-type")).toBe("image/png");
    expect((await fetch(image, { method: "DELETE", headers })).status).toBe(200);
  }
});

it("knows no paths of three segments but those", async () => {
  expect((await upload(`${mock.url}${ACCOUNT}/images/v3/direct_upload`, png)).status).toBe(404);
  const gone = await upload(`${mock.url}/hash/a/b`, png);
  expect([gone.status, gone.headers.get("x-contract-violation")]).toEqual([404, expect.stringContaining("exists")]);
});

it("has exactly one winner of simultaneous uploads", async () => {
  const { result } = await create();
  const answers = await Promise.all(Array.from({ length: 10 }, () => upload(result.uploadURL, png)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 400)).toHaveLength(9);
});

it("refuses 10 MiB and one byte, also where the gate does", async () => {
  const { result } = await create();
  for (const size of [10 * 1024 * 1024 + 1, 17 * 1024 * 1024]) {
    const bytes = new Uint8Array(size);
    bytes.set(png);
    const answer = await upload(result.uploadURL, bytes);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ success: false, errors: [{ code: 5413 }], messages: [], result: null });
  }
  const most = new Uint8Array(10 * 1024 * 1024);
  most.set(png);
  expect((await upload(result.uploadURL, most)).status).toBe(200);
});

it("refuses with Cloudflare's numbers", async () => {
  const form = new FormData();
  form.set("id", "2cdc28f0-017a-49c4-9ed7-87056c839010");
  expect((await create(form)).errors).toMatchObject([{ code: 5411 }]);
});
