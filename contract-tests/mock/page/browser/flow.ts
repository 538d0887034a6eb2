import { byId, setText } from "../../../pages/dom.ts";
import type { Api } from "./api.ts";
import { clearCreateForm, enableCreateStep, type OpenDraft } from "./create-step.ts";
import { byteCount, countdown, type MockClock } from "./mock-clock.ts";
import { showProblem } from "./problem.ts";
import { goToStep, say } from "./steps.ts";
import { enableUploadStep } from "./upload-step.ts";

/** The three steps: create, upload, see. */
export interface Flow {
  /** The draft that the steps are about. */
  current(): OpenDraft | undefined;
  /** Goes on with the upload of a draft. */
  resume(draft: OpenDraft): void;
  /** Deletes an image or a draft; of the current one, the flow begins again. */
  remove(id: string): Promise<void>;
  startAgain(): void;
  /** Brings the countdown up to date. */
  tick(): void;
}

/** Brings the steps to life. @param changed - something was created, uploaded or deleted */
export function enableFlow(api: Api, clock: MockClock, changed: () => void): Flow {
  let draft: OpenDraft | undefined;
  let lastFile: File | undefined;
  /** The image whose upload URL has been used here. */
  let usedId: string | undefined;

  enableCreateStep(api, clock, (created) => {
    resume(created);
    say(`Upload URL created for ${created.id}. Now choose an image.`);
    changed();
  });
  const step = enableUploadStep(
    () => draft,
    (file) => void showDone(file),
  );

  function resume(chosen: OpenDraft): void {
    draft = chosen;
    usedId = undefined;
    setText(byId("draft-id", HTMLElement), chosen.id);
    setText(byId("draft-url", HTMLElement), chosen.uploadURL);
    showProblem(byId("upload-problem", HTMLDivElement), undefined);
    goToStep("step-upload");
    tick();
    byId("sample", HTMLButtonElement).focus({ preventScroll: true });
    byId("step-upload", HTMLLIElement).scrollIntoView({ block: "nearest" });
  }

  async function showDone(file: File): Promise<void> {
    if (!draft) return;
    lastFile = file;
    usedId = draft.id;
    tick();
    const outcome = await api.details(draft.id);
    const found = "value" in outcome ? outcome.value : undefined;
    const image = byId("done-image", HTMLImageElement);
    image.hidden = found?.image === undefined;
    image.src = found?.image ?? "";
    image.alt = `The uploaded image, ${file.name}`;
    setText(byId("done-caption", HTMLElement), `${file.name}, ${byteCount(file.size)}`);
    setText(byId("done-json", HTMLPreElement), found?.json ?? "");
    goToStep("step-done");
    showProblem(byId("done-problem", HTMLDivElement), "problem" in outcome ? outcome.problem : undefined);
    byId("again", HTMLButtonElement).focus({ preventScroll: true });
    byId("step-done", HTMLLIElement).scrollIntoView({ block: "nearest" });
    say(`Uploaded. ${file.name} is an image now.`);
    changed();
  }

  function startAgain(): void {
    draft = undefined;
    clearCreateForm();
    goToStep("step-create");
    byId("create-submit", HTMLButtonElement).focus();
  }

  async function remove(id: string): Promise<void> {
    const outcome = await api.remove(id);
    const isShown = draft?.id === id && !byId("done-area", HTMLDivElement).hidden;
    const place = isShown ? byId("done-problem", HTMLDivElement) : document.getElementById("records-problem");
    if (place) showProblem(place, "problem" in outcome ? outcome.problem : undefined);
    if ("value" in outcome) {
      say(`Deleted ${id}.`);
      if (draft?.id === id) startAgain();
    }
    changed();
  }

  function tick(): void {
    if (!draft) return;
    const left = countdown(draft.expiry, clock.now());
    const life = left === "expired" ? "it has expired" : `in ${left}`;
    setText(byId("draft-expiry", HTMLElement), draft.id === usedId ? "used" : life);
  }

  byId("start-over", HTMLButtonElement).addEventListener("click", startAgain);
  byId("again", HTMLButtonElement).addEventListener("click", startAgain);
  byId("delete", HTMLButtonElement).addEventListener("click", () => draft && void remove(draft.id));
  byId("reuse", HTMLButtonElement).addEventListener("click", async () => {
    if (!draft || !lastFile) return;
    goToStep("step-upload");
    if (await step.upload(draft, lastFile)) return showDone(lastFile);
    byId("step-upload", HTMLLIElement).scrollIntoView({ block: "nearest" });
  });
  return { current: () => draft, resume, remove, startAgain, tick };
}
