/** What became of one tool: `passed`, `failed` with what it said, or `absent` with the reason. */
export interface Cell {
  tool: string;
  version: string;
  subject: "types" | "runs";
  verdict: "passed" | "failed" | "absent";
  /** How it was used; for `failed` and `absent`, why. */
  notes: string;
}

/** The table in Markdown, one line per tool. */
export function tableOf(cells: readonly Cell[]): string {
  const lines = cells.map(({ tool, version, subject, verdict, notes }) => [
    tool,
    version,
    subject === "types" ? verdict : "",
    subject === "runs" ? verdict : "",
    oneLine(notes),
  ]);
  const rows = [["tool", "version", "types", "runs", "notes"], ["---", "---", "---", "---", "---"], ...lines];
  return rows.map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** 1 when a cell failed, and when nothing at all could be had: that proves nothing. */
export function exitCodeOf(cells: readonly Cell[]): 0 | 1 {
  return cells.some(({ verdict }) => verdict === "failed") || !cells.some(({ verdict }) => verdict === "passed")
    ? 1
    : 0;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|").trim().slice(0, 300);
}
