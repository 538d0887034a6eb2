import { byId, setText } from "../../../pages/dom.ts";
import type { Api } from "./api.ts";
import { problemText } from "./problem.ts";

/** Opens the dialog with an image, or a draft, and its details. */
export async function openDetails(api: Api, id: string): Promise<void> {
  const outcome = await api.details(id);
  const source = "value" in outcome ? outcome.value.image : undefined;
  const image = byId("details-image", HTMLImageElement);
  image.hidden = source === undefined;
  if (source === undefined) image.removeAttribute("src");
  else image.src = source;
  setText(byId("details-title", HTMLHeadingElement), source === undefined ? "Draft" : "Image");
  setText(byId("details-json", HTMLPreElement), "value" in outcome ? outcome.value.json : problemText(outcome.problem));
  byId("details", HTMLDialogElement).showModal();
}
