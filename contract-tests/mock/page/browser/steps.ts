import { byId, setText } from "../../../pages/dom.ts";

/** The steps of the flow, in order. */
const STEPS = ["step-create", "step-upload", "step-done"] as const;

/** Shows which step the person is at; those before it are done. */
export function goToStep(current: (typeof STEPS)[number]): void {
  const position = STEPS.indexOf(current);
  for (const [index, id] of STEPS.entries()) {
    const step = byId(id, HTMLLIElement);
    step.dataset["state"] = index < position ? "done" : index === position ? "current" : "todo";
    if (index === position) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
  }
  byId("create-form", HTMLFormElement).hidden = position > 0;
  byId("create-outcome", HTMLDivElement).hidden = position === 0;
  byId("upload-area", HTMLDivElement).hidden = position !== 1;
  byId("done-area", HTMLDivElement).hidden = position !== 2;
}

/** Tells a screen reader what has happened. */
export function say(text: string): void {
  setText(byId("status", HTMLParagraphElement), text);
}
