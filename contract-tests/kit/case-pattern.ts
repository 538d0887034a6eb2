import picomatch from "picomatch";

/**
 * Whether a case is meant by one of the patterns. A pattern is a glob over the full name of a case
 * (`createDirectUpload/body/*\/maxLength/**`; `**` crosses slashes), or the name of a case or of the
 * beginning of several, up to a slash (`createDirectUpload/body`).
 */
export function casePattern(patterns: readonly string[]): (name: string) => boolean {
  const globs = patterns.map((pattern) =>
    picomatch(comparable(pattern), { dot: true, nonegate: true, windows: false }),
  );
  return (name) =>
    patterns.some((pattern) => name === pattern || name.startsWith(`${pattern}/`)) ||
    globs.some((matches) => matches(comparable(name)));
}

/** Globs are made for paths: to them `.` and `..` are no names, and lines do not break. */
function comparable(text: string): string {
  return text.replaceAll(/[\r\n]/g, " ").replaceAll(/(?<=^|\/)(?=\.{1,2}(?:\/|$))/g, "\u200b");
}
