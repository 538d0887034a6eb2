import { byId, setText } from "../mock/page/browser/dom.ts";
import { uploadFile } from "../mock/page/browser/upload-file.ts";

/*
 * A page as a team would build it: it asks its own back end where to put a file, uploads it there
 * itself, and learns from its back end that it has arrived.
 */
const form = byId("form", HTMLFormElement);
const transfer = byId("transfer", HTMLDivElement);
const progress = byId("progress", HTMLProgressElement);
const status = byId("status", HTMLParagraphElement);

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const [file] = byId("photo", HTMLInputElement).files ?? [];
  if (!file) return;
  transfer.hidden = false;
  progress.value = 0;
  setText(status, "");
  handIn(file)
    .catch((error: unknown) => setText(status, error instanceof Error ? error.message : String(error)))
    .finally(() => {
      transfer.hidden = true;
    });
});

async function handIn(file: File): Promise<void> {
  const { id, uploadURL } = await ask<{ id: string; uploadURL: string }>("uploads", "POST");
  const onProgress = (sent: number, total: number) => {
    progress.value = sent / total;
  };
  const answer = await uploadFile({ url: uploadURL, file, filename: file.name, onProgress });
  if (answer.status !== 200) throw new Error(`The image host refused it: ${answer.text}`);
  const { draft } = await ask<{ draft: boolean }>(`uploads/${encodeURIComponent(id)}`, "GET");
  if (draft) throw new Error("The image has not arrived.");
  byId("image", HTMLImageElement).src = URL.createObjectURL(file);
  byId("image", HTMLImageElement).alt = file.name;
  setText(byId("image-id", HTMLElement), id);
  byId("finished", HTMLElement).hidden = false;
  setText(status, "Thank you, it has arrived.");
}

async function ask<T>(path: string, method: string): Promise<T> {
  const response = await fetch(path, { method });
  if (!response.ok) throw new Error(`The server said ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
