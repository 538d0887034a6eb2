const NAME = /\b(?:_errs|_?valid|vSchema)\d+\b/g;
/** Declarations without effects. Texts have no line feeds in them: what begins a line is code. */
const DECLARATION =
  /^(?:const|let|var) ((?:_errs|_?valid|vSchema)\d+) = (?:errors|_errs\d+ === errors|true|false|schema\d+\S*);\n/gm;
/** How a loop tells that one of many was wrong. */
const SPOILT = /^if\(!_?valid\d+\)\{\n(_?valid\d+) = false;\n\}\n/gm;
const EMPTY = /^if\((?!.*\.call\().*\)\{\n\}\n(?!else)|^else \{\n\}\n/gm;

/**
 * The text of a function that Ajv has compiled, without variables that nothing reads and without branches that are
 * empty. Ajv's own optimiser does this and more, in a third of the time that it takes to compile.
 */
export function withoutUnread(source: string): string {
  let text = source;
  for (;;) {
    const unread = unreadNames(text);
    const shorter = text
      .replaceAll(DECLARATION, (line, name: string) => (unread.has(name) ? "" : line))
      .replaceAll(SPOILT, (lines, name: string) => (unread.has(name) ? "" : lines))
      .replaceAll(EMPTY, "");
    if (shorter.length === text.length) return text;
    text = shorter;
  }
}

function unreadNames(text: string): Set<string> {
  const reads = new Map<string, number>();
  const count = (name: string, by: number) => void reads.set(name, (reads.get(name) ?? 0) + by);
  for (const [name] of text.matchAll(NAME)) count(name, 1);
  for (const [, name = ""] of text.matchAll(DECLARATION)) count(name, -1);
  for (const [, name = ""] of text.matchAll(SPOILT)) count(name, -1);
  return new Set([...reads].filter(([, times]) => times === 0).map(([name]) => name));
}
