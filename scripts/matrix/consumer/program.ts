import { type CreateDirectUploadResult, createDirectUploadClient } from "../../../generated/direct-upload/client.ts";
import {
  validateCreateDirectUploadBody,
  validateCreateDirectUploadPath,
} from "../../../generated/direct-upload/validators.js";
import { createOrdersClient, unwrap } from "../../../generated/orders/client.ts";

const ACCOUNT = { account_id: "9a7806061c88ada191ed06f989cc3dac" };

/** The smallest PNG: one pixel. */
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** What {@link useGenerated} says when everything went as the documents promise. */
export const EXPECTED =
  "accepted, refused: not at /id,type at /id; draft, refused here: RequestValidationError, uploaded 200, no draft, absent 404, open, closed: NetworkError";

/**
 * Uses what was generated as an application does, with nothing that only some runtimes have.
 *
 * @param directUpload - base URL of a mock of `spec/direct-upload.yaml`
 * @param orders - base URL of a mock of `spec/orders.yaml`
 */
export async function useGenerated(directUpload: string, orders: string): Promise<string> {
  const accepted = validateCreateDirectUploadPath(ACCOUNT).valid ? "accepted" : "not accepted";
  const body = validateCreateDirectUploadBody({ id: 1 });
  const refused = body.valid ? "not refused" : `refused: ${body.violations.map(violation).join()}`;

  const client = createDirectUploadClient({ apiToken: "any" }, { baseUrl: directUpload });
  const created = await client.createDirectUpload({
    path: ACCOUNT,
    body: { metadata: { album: "holiday" }, expiry: new Date(Date.now() + 30 * 60_000) },
  });
  const { id, uploadURL } = resultOf(created);
  const path = { ...ACCOUNT, image_id: id };
  const draft = await client.getImage({ path });
  const early = await client
    .createDirectUpload({ path: ACCOUNT, body: { expiry: new Date(0) } })
    .then(({ status }) => String(status), nameOf);

  const bytes = Uint8Array.from(atob(PNG), (character) => character.charCodeAt(0));
  const file = new File([bytes], "pixel.png", { type: "image/png" });
  const uploaded = await client.uploadImage({ url: uploadURL, body: { file } });
  const image = await client.getImage({ path });
  const absent = await client.getImage({ path: { ...ACCOUNT, image_id: "2cdc28f0-017a-49c4-9ed7-87056c83901f" } });

  await unwrap(createOrdersClient({ token: "any" }, { baseUrl: orders }).getHealth({}));
  const nobody = createOrdersClient(null, { baseUrl: orders, fetch: () => Promise.reject(new TypeError("closed")) });
  const closed = await nobody.getHealth({}).then(({ status }) => String(status), nameOf);

  return [
    `${accepted}, ${refused}; ${stateOf(draft)}`,
    `refused here: ${early}`,
    `uploaded ${uploaded.status}`,
    stateOf(image),
    `absent ${absent.ok ? "no" : absent.status}`,
    "open",
    `closed: ${closed}`,
  ].join(", ");
}

const violation = ({ keyword, pointer }: { keyword: string; pointer: string }) => `${keyword} at ${pointer}`;
const nameOf = (error: unknown) => (error instanceof Error ? error.name : String(error));

/** Each status has its own type: this compiles only when they are told apart. */
function resultOf(created: CreateDirectUploadResult): { id: string; uploadURL: string } {
  if (created.ok) {
    const status: 200 = created.status;
    if (created.data.result === undefined) throw new Error(`no result with ${status}`);
    return created.data.result;
  }
  // @ts-expect-error a failure has no data
  created.data;
  if (created.status === 429) throw new Error(`too often: ${created.response.headers.get("retry-after")}`);
  throw new Error(`${created.operation} was refused with ${created.status}: ${created.text}`);
}

function stateOf(image: Awaited<ReturnType<ReturnType<typeof createDirectUploadClient>["getImage"]>>): string {
  if (!image.ok) return `image ${image.status}`;
  return image.data.result?.draft === true ? "draft" : "no draft";
}
