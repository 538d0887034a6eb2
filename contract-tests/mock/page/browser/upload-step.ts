import { createDirectUploadClient, RequestValidationError } from "../../../../generated/direct-upload/client.ts";
import { byId, setText } from "../../../pages/dom.ts";
import type { Draft } from "./api.ts";
import { byteCount } from "./mock-clock.ts";
import { failed, refused, refusedByClient, showProblem } from "./problem.ts";
import { progressFetch } from "./progress-fetch.ts";
import { sampleImage } from "./sample-image.ts";
import { say } from "./steps.ts";

/** The step that posts an image to the upload URL of the current draft. */
export interface UploadStep {
  /** Posts it once more, whatever the state: to see how a used URL is refused. Answers whether it was taken. */
  upload(draft: Draft, file: File): Promise<boolean>;
}

/** Lets a person choose, drop or paste an image. */
export function enableUploadStep(current: () => Draft | undefined, uploaded: (file: File) => void): UploadStep {
  const input = byId("file", HTMLInputElement);
  const drop = byId("drop", HTMLDivElement);
  let transfer: AbortController | undefined;
  // The URL is the permission: no credentials.
  const client = createDirectUploadClient(null, { fetch: progressFetch(showProgress) });

  async function upload({ uploadURL }: Draft, file: File): Promise<boolean> {
    const problem = byId("upload-problem", HTMLDivElement);
    showProblem(problem, undefined);
    transfer = new AbortController();
    const { signal } = transfer;
    showTransfer(true, file.name);
    try {
      const answer = await client.uploadImage({ url: uploadURL, body: { file } }, { signal });
      if (answer.ok) return true;
      const violations = answer.response.headers.get("x-contract-violation") ?? "";
      showProblem(problem, refused(answer.status, answer.text, violations));
    } catch (error) {
      if (signal.aborted) say("Upload cancelled.");
      else if (error instanceof RequestValidationError) showProblem(problem, refusedByClient(error.violations));
      else showProblem(problem, failed("The upload did not go through", error));
    } finally {
      transfer = undefined;
      showTransfer(false, file.name);
    }
    return false;
  }

  async function take(file: File): Promise<void> {
    const draft = current();
    if (!draft || transfer) return;
    if (await upload(draft, file)) uploaded(file);
    else byId("sample", HTMLButtonElement).focus();
  }

  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    // The same file may be chosen again.
    if (file) void take(file).finally(() => (input.value = ""));
  });
  byId("sample", HTMLButtonElement).addEventListener("click", async () => {
    await take(new File([await sampleImage()], "sample.png", { type: "image/png" }));
  });
  byId("cancel", HTMLButtonElement).addEventListener("click", () => transfer?.abort());
  acceptDrops(drop, (file) => void take(file));
  document.addEventListener("paste", (event) => {
    const [file] = event.clipboardData?.files ?? [];
    if (file) void take(file);
  });
  return { upload };
}

function acceptDrops(drop: HTMLElement, take: (file: File) => void): void {
  const over = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault();
    drop.classList.toggle("over", isOver);
  };
  drop.addEventListener("dragover", over(true));
  drop.addEventListener("dragleave", over(false));
  drop.addEventListener("drop", (event) => {
    over(false)(event);
    const [file] = event.dataTransfer?.files ?? [];
    if (file) take(file);
  });
  // An image that misses the target must not replace the page.
  for (const type of ["dragover", "drop"] as const) {
    document.addEventListener(type, (event) => event.preventDefault());
  }
}

function showTransfer(isOn: boolean, filename: string): void {
  byId("transfer", HTMLDivElement).hidden = !isOn;
  byId("drop", HTMLDivElement).hidden = isOn;
  if (!isOn) return;
  setText(byId("progress-label", HTMLLabelElement), `Uploading ${filename}`);
  showProgress(0, 0);
  byId("cancel", HTMLButtonElement).focus();
  say(`Uploading ${filename}.`);
}

function showProgress(sent: number, total: number): void {
  const share = total > 0 ? sent / total : 0;
  byId("progress", HTMLProgressElement).value = share;
  const part = `${Math.floor(share * 100)} % of ${byteCount(total)}`;
  const text = total === 0 ? "Starting" : share < 1 ? part : `All ${byteCount(total)} sent, waiting for the answer`;
  setText(byId("progress-text", HTMLSpanElement), text);
}
