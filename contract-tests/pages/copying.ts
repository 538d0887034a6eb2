import { setText } from "./dom.ts";

/** How long a button says that it has copied, in milliseconds. */
const SAID_MS = 1600;

/** Lets every `.copy` button copy the element that `data-copies` names, or the `pre` before it. */
export function enableCopying(): void {
  document.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button.copy") : null;
    if (!pressed) return;
    const { copies } = pressed.dataset;
    const source = copies === undefined ? pressed.previousElementSibling : document.getElementById(copies);
    void copy(pressed, source?.textContent ?? "");
  });
}

async function copy(pressed: HTMLButtonElement, text: string): Promise<void> {
  // A page that is not on a loopback address or TLS has no clipboard.
  const isCopied = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  setText(pressed, isCopied ? "Copied" : "Select and copy it by hand");
  setTimeout(() => setText(pressed, "Copy"), SAID_MS);
}
