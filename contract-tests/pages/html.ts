/** Text that is HTML already. Made by {@link html} only. */
export interface Html {
  readonly markup: string;
}

type Value = Html | string | number | readonly Html[] | undefined;

/** HTML from a template; values are escaped unless they are HTML themselves, `undefined` is nothing. */
export function html(texts: TemplateStringsArray, ...values: Value[]): Html {
  const markup = texts.reduce((before, text, index) => before + markupOf(values[index - 1]) + text);
  return { markup };
}

/** Takes a text for HTML as it stands; for texts of this repository only. */
export function trusted(markup: string): Html {
  return { markup };
}

function markupOf(value: Value): string {
  if (value === undefined) return "";
  if (typeof value === "string" || typeof value === "number") return escapeHtml(String(value));
  return "markup" in value ? value.markup : value.map(({ markup }) => markup).join("");
}

/** For element content and for attributes in double quotes (HTML, section 13.3). */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
