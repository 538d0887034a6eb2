import { headerLines, type Provenance } from "./header.ts";

/** The head as a comment of Markdown. */
export function headerMarkdown(provenance: Provenance): string {
  return `<!-- ${headerLines(provenance)
    .join(" | ")
    .replaceAll(/--(?=!?>)/g, "- -")} -->`;
}

/** Text of a document in a line of Markdown. */
export function inline(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ").replaceAll("<", "&lt;");
}

/** Text in a table cell: a pipe would end it, a line end the row. */
export function cell(text: string): string {
  return inline(text).replaceAll("|", "\\|");
}
