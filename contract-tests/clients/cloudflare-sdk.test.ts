import Cloudflare from "cloudflare";
import { describe, expect, it } from "vitest";
import { useFlowMock } from "./flow-mock.ts";
import { PNG } from "./sample-png.ts";

const TOKEN = "the-one-that-is-accepted";
const ACCOUNT = "9a7806061c88ada191ed06f989cc3dac";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const flow = useFlowMock({ credentials: { api_token: TOKEN } });

function sdk(settings: { apiToken?: string; defaultHeaders?: Record<string, string> } = {}): Cloudflare {
  return new Cloudflare({ apiToken: TOKEN, baseURL: flow.mock.url, maxRetries: 0, ...settings });
}

async function upload(uploadURL: string | undefined): Promise<Response> {
  const form = new FormData();
  form.append("file", new File([PNG], "beach.png", { type: "image/png" }));
  return fetch(uploadURL ?? "", { method: "POST", body: form });
}

/** What a call is rejected with. */
async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => expect.unreachable("the call went through"),
    (error: unknown) => error,
  );
}

describe("Cloudflare's TypeScript SDK", () => {
  it("creates an upload URL without any option", async () => {
    const draft = await sdk().images.v2.directUploads.create({ account_id: ACCOUNT });
    expect(draft.id).toMatch(UUID);
    expect(draft.uploadURL).toContain(flow.mock.url);
  });

  it("goes the whole way: create, upload, details, list, bytes, delete", async () => {
    const images = sdk().images;
    const draft = await images.v2.directUploads.create({
      account_id: ACCOUNT,
      id: "sdk/whole way",
      creator: "sdk-user",
    });
    expect(draft.id).toBe("sdk/whole way");
    const before = await images.v1.get("sdk/whole way", { account_id: ACCOUNT });
    expect(before).toMatchObject({ id: "sdk/whole way", draft: true });
    expect((await images.v2.list({ account_id: ACCOUNT })).images ?? []).toEqual([]);

    expect((await upload(draft.uploadURL)).status).toBe(200);

    const after = await images.v1.get("sdk/whole way", { account_id: ACCOUNT });
    expect(after).toMatchObject({ id: "sdk/whole way", filename: "beach.png", creator: "sdk-user" });
    expect(after).not.toHaveProperty("draft");
    const list = await images.v2.list({ account_id: ACCOUNT });
    expect(list.images?.map(({ id }) => id)).toEqual(["sdk/whole way"]);
    expect((await images.v2.list({ account_id: ACCOUNT, creator: "somebody" })).images ?? []).toEqual([]);
    const blob = await images.v1.blobs.get("sdk/whole way", { account_id: ACCOUNT });
    expect(Buffer.from(await blob.arrayBuffer())).toEqual(PNG);
    await images.v1.delete("sdk/whole way", { account_id: ACCOUNT });
    const gone = await failureOf(images.v1.get("sdk/whole way", { account_id: ACCOUNT }));
    expect(gone).toBeInstanceOf(Cloudflare.NotFoundError);
  });

  it("sends every option, metadata in its own encoding too", async () => {
    const images = sdk().images;
    const expiry = new Date(Date.now() + 3_600_000).toISOString();
    const draft = await images.v2.directUploads.create({
      account_id: ACCOUNT,
      creator: "sdk-user",
      expiry,
      metadata: { album: "holiday", place: { country: "PT" } },
      requireSignedURLs: true,
    });
    const details = await images.v1.get(draft.id ?? "", { account_id: ACCOUNT });
    expect(details).toMatchObject({
      creator: "sdk-user",
      requireSignedURLs: true,
      meta: { album: "holiday", place: { country: "PT" } },
    });
  });

  it("sends metadata as the document has it when it is given as JSON text", async () => {
    const images = sdk().images;
    const draft = await images.v2.directUploads.create({ account_id: ACCOUNT, metadata: '{"album":"holiday"}' });
    const details = await images.v1.get(draft.id ?? "", { account_id: ACCOUNT });
    expect(details.meta).toEqual({ album: "holiday" });
  });

  it("gets refusals as errors of its own", async () => {
    const create = (body: object, client = sdk()) =>
      failureOf(client.images.v2.directUploads.create({ account_id: ACCOUNT, ...body }));

    expect(await create({ id: "/slash" })).toBeInstanceOf(Cloudflare.BadRequestError);
    expect(await create({ expiry: new Date().toISOString() })).toMatchObject({ status: 400 });
    const stranger = await create({}, sdk({ apiToken: "a-stranger" }));
    expect(stranger).toBeInstanceOf(Cloudflare.AuthenticationError);
    expect(stranger).toMatchObject({ status: 401, errors: [{ code: 10000 }] });
    const missing = await failureOf(sdk().images.v1.get("nowhere", { account_id: ACCOUNT }));
    expect(missing).toBeInstanceOf(Cloudflare.NotFoundError);
    expect(missing).toMatchObject({ errors: [{ code: 5404 }] });
    const often = await create({}, sdk({ defaultHeaders: { prefer: "code=429" } }));
    expect(often).toBeInstanceOf(Cloudflare.RateLimitError);
    expect(often).toMatchObject({ errors: [{ code: 971 }] });
    const inside = await create({}, sdk({ defaultHeaders: { prefer: "code=500" } }));
    expect(inside).toBeInstanceOf(Cloudflare.InternalServerError);
  });

  it("is refused an id that is taken", async () => {
    const create = () => sdk().images.v2.directUploads.create({ account_id: ACCOUNT, id: "sdk/taken" });
    await create();
    expect(await failureOf(create())).toBeInstanceOf(Cloudflare.APIError);
  });
});
