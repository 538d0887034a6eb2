/** The mock's base URL, without a slash at its end: where this page is, behind a proxy's path as well. */
export function mockUrl(): string {
  return new URL(".", location.href).href.replace(/\/$/, "");
}

/** Writes the mock's address wherever the page speaks of it. */
export function showOrigin(): void {
  for (const node of document.querySelectorAll(".origin")) node.textContent = mockUrl();
}
