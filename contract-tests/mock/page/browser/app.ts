import { mockUrl, showOrigin } from "./base-url.ts";
import { enableCopying } from "./copying.ts";
import { clearCreateForm, type Draft, enableCreateStep } from "./create-step.ts";
import { deleteRecord, detailsText, openDetails } from "./details.ts";
import { byId, setText } from "./dom.ts";
import { byteCount, countdown, mockClock } from "./mock-clock.ts";
import { imageUrl, type MockState, moveClock, resetMock, watchMock } from "./mock-state.ts";
import { failed, showProblem } from "./problem.ts";
import { records } from "./records.ts";
import { goToStep, say } from "./steps.ts";
import { enableUploadStep } from "./upload-step.ts";

const clock = mockClock();
let draft: Draft | undefined;
let lastFile: File | undefined;
/** The image whose upload URL has been used here. */
let usedId: string | undefined;

const lists = records(clock, {
  resume: (record) => showDraft(record),
  details: (id, isDraft) => void openDetails(clock, id, isDraft),
  remove: (id) => void remove(id),
});
const watch = watchMock((state) => (state ? showState(state) : showConnection(false)));
const upload = enableUploadStep(
  () => draft,
  (file) => void showDone(file),
);

enableCreateStep(clock, (created) => {
  showDraft(created);
  say(`Upload URL created for ${created.id}. Now choose an image.`);
  void watch.refresh();
});

function showState(state: MockState): void {
  clock.set(state.now);
  showConnection(true);
  const known = state.drafts.find(({ id }) => id === draft?.id);
  if (draft && known) draft.expiry = known.expiry;
  lists.show(state);
  tick();
}

function showConnection(isThere: boolean): void {
  byId("connection", HTMLSpanElement).dataset["state"] = isThere ? "live" : "lost";
  setText(byId("connection-text", HTMLSpanElement), isThere ? "Mock, live" : "No answer, trying again");
}

function showDraft(created: Draft): void {
  draft = created;
  usedId = undefined;
  setText(byId("draft-id", HTMLElement), created.id);
  setText(byId("draft-url", HTMLElement), created.uploadURL);
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
  const { id } = draft;
  const image = byId("done-image", HTMLImageElement);
  image.src = imageUrl(id);
  image.alt = `The uploaded image, ${file.name}`;
  setText(byId("done-caption", HTMLElement), `${file.name}, ${byteCount(file.size)}`);
  showProblem(byId("done-problem", HTMLDivElement), undefined);
  setText(byId("done-json", HTMLPreElement), await detailsText(clock, id));
  goToStep("step-done");
  byId("again", HTMLButtonElement).focus({ preventScroll: true });
  byId("step-done", HTMLLIElement).scrollIntoView({ block: "nearest" });
  say(`Uploaded. ${file.name} is an image now.`);
  void watch.refresh();
}

function startAgain(): void {
  draft = undefined;
  clearCreateForm();
  goToStep("step-create");
  byId("create-submit", HTMLButtonElement).focus();
}

async function remove(id: string): Promise<void> {
  showProblem(byId("records-problem", HTMLDivElement), undefined);
  try {
    await deleteRecord(clock, id);
    say(`Deleted ${id}.`);
    if (draft?.id === id) startAgain();
  } catch (error) {
    const place = byId("done-area", HTMLDivElement).hidden ? "records-problem" : "done-problem";
    showProblem(byId(place, HTMLDivElement), failed(`Not deleted: ${id}`, error));
  }
  void watch.refresh();
}

/** What goes on between two answers of the mock. */
function tick(): void {
  const now = new Date(clock.now()).toISOString();
  const time = byId("clock", HTMLTimeElement);
  setText(time, now.slice(11, 19));
  time.dateTime = now;
  setText(byId("clock-date", HTMLSpanElement), `${now.slice(0, 10)} UTC`);
  byId("clock-reset", HTMLButtonElement).disabled = !clock.isMoved();
  if (draft) setText(byId("draft-expiry", HTMLElement), lifeOf(draft));
  lists.tick();
}

function lifeOf({ id, expiry = "" }: Draft): string {
  if (id === usedId) return "used";
  const left = countdown(expiry, clock.now());
  return left === "expired" ? "it has expired" : `in ${left}`;
}

function press(id: string, action: () => Promise<void>, done: string): void {
  byId(id, HTMLButtonElement).addEventListener("click", () => {
    void action().then(
      () => say(done),
      (error: unknown) => say(String(error)),
    );
  });
}

press("clock-forward", () => moveClock({ advance: "PT30M" }).then(watch.refresh), "The clock is 30 minutes further.");
press("clock-reset", () => moveClock({ reset: true }).then(watch.refresh), "The clock is the system’s again.");
byId("reset", HTMLButtonElement).addEventListener("click", () => byId("confirm-reset", HTMLDialogElement).showModal());
byId("confirm-reset", HTMLDialogElement).addEventListener("close", async () => {
  const dialog = byId("confirm-reset", HTMLDialogElement);
  const { returnValue } = dialog;
  // Escape keeps the value of the time before.
  dialog.returnValue = "";
  if (returnValue !== "reset") return;
  await resetMock();
  startAgain();
  say("The mock is empty.");
  await watch.refresh();
});
byId("start-over", HTMLButtonElement).addEventListener("click", startAgain);
byId("again", HTMLButtonElement).addEventListener("click", startAgain);
byId("delete", HTMLButtonElement).addEventListener("click", () => draft && void remove(draft.id));
byId("reuse", HTMLButtonElement).addEventListener("click", async () => {
  if (!draft || !lastFile) return;
  goToStep("step-upload");
  if (await upload.upload(draft, lastFile, lastFile.name)) return showDone(lastFile);
  byId("step-upload", HTMLLIElement).scrollIntoView({ block: "nearest" });
});
setInterval(tick, 1000);
enableCopying();
showOrigin();
document.title = `${document.title} · ${new URL(mockUrl()).host}`;
