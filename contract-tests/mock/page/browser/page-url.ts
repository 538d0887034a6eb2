/** Where this page is, without a slash at its end; behind a proxy's path as well. */
export function pageUrl(): string {
  return new URL(".", location.href).href.replace(/\/$/, "");
}

/** Writes that address wherever the page speaks of it. */
export function showOrigin(): void {
  for (const node of document.querySelectorAll(".origin")) node.textContent = pageUrl();
}
