import { api } from "./api.ts";
import { byId, setText } from "./dom.ts";
import type { MockClock } from "./mock-clock.ts";
import { imageUrl } from "./mock-state.ts";

/** The details of an image or a draft, as JSON text; what went wrong, as text, otherwise. */
export async function detailsText(clock: MockClock, id: string): Promise<string> {
  const { client, account } = api(clock);
  try {
    const result = await client.getImage({ path: { account_id: account, image_id: id } });
    return result.ok ? JSON.stringify(result.data, null, 2) : `${result.status}\n${result.text}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Deletes an image or a draft. @throws Error when it is refused or there is no answer */
export async function deleteRecord(clock: MockClock, id: string): Promise<void> {
  const { client, account } = api(clock);
  const result = await client.deleteImage({ path: { account_id: account, image_id: id } });
  if (!result.ok) throw new Error(`refused with ${result.status}: ${result.text}`);
}

/** Opens the dialog with an image and its details. */
export async function openDetails(clock: MockClock, id: string, isDraft: boolean): Promise<void> {
  const image = byId("details-image", HTMLImageElement);
  image.hidden = isDraft;
  if (isDraft) image.removeAttribute("src");
  else image.src = imageUrl(id);
  setText(byId("details-title", HTMLHeadingElement), isDraft ? "Draft" : "Image");
  setText(byId("details-json", HTMLPreElement), await detailsText(clock, id));
  byId("details", HTMLDialogElement).showModal();
}
