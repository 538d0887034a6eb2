import { button, byId, element } from "../../../pages/dom.ts";

/** The keys and values that the form has rows for; `undefined` when there is no key. */
export function metadataValues(): Record<string, string> | undefined {
  const rows = [...byId("metadata-rows", HTMLDivElement).children];
  const pairs = rows.map((row) => [...row.querySelectorAll("input")].map(({ value }) => value));
  const entries = pairs.filter(([key]) => key !== undefined && key !== "");
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Takes all rows away. */
export function clearMetadata(): void {
  byId("metadata-rows", HTMLDivElement).replaceChildren();
}

/** Lets rows be added and taken away. */
export function enableMetadataRows(): void {
  const rows = byId("metadata-rows", HTMLDivElement);
  const add = byId("metadata-add", HTMLButtonElement);
  add.addEventListener("click", () => {
    const row = element(
      "div",
      { class: "metadata-row" },
      element("input", { "aria-label": "Key", placeholder: "album", autocomplete: "off" }),
      element("input", { "aria-label": "Value", placeholder: "holiday", autocomplete: "off" }),
    );
    const remove = button("Remove", "quiet", () => {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      (next?.querySelector("input") ?? add).focus();
    });
    row.append(remove);
    rows.append(row);
    row.querySelector("input")?.focus();
  });
}
