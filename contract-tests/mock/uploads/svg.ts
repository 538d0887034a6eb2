/** How far the root element is looked for, in bytes. */
const HORIZON = 64 * 1024;

/**
 * Whether bytes begin as an SVG document in UTF-8 does: `svg` is the first element, after nothing but
 * white space, an XML declaration, processing instructions, comments and a document type (XML 1.0,
 * sections 2.8 and 3.1). What follows is not looked at. Takes time linear in the bytes.
 */
export function isSvg(bytes: Buffer): boolean {
  const text = bytes.toString("latin1", 0, HORIZON);
  let at = text.startsWith("\xef\xbb\xbf") ? 3 : 0;
  while (at >= 0) {
    at = skipSpace(text, at);
    if (text.startsWith("<!--", at)) at = after(text, "-->", at + 4);
    else if (text.startsWith("<?", at)) at = after(text, "?>", at + 2);
    else if (text.startsWith("<!DOCTYPE", at)) at = afterDoctype(text, at);
    else return isRoot(text.slice(at, at + 80));
  }
  return false;
}

function isRoot(start: string): boolean {
  return /^<(?:[A-Za-z_][\w.-]{0,63}:)?svg[\s/>]/.test(start);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (" \t\r\n".includes(text.charAt(at)) && at < text.length) at++;
  return at;
}

/** The place after the next `end`; -1 when there is none. */
function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at < 0 ? -1 : at + end.length;
}

function afterDoctype(text: string, from: number): number {
  const close = text.indexOf(">", from);
  const subset = text.indexOf("[", from);
  // Declarations in brackets have `>` of their own.
  if (subset < 0 || close < subset) return close < 0 ? -1 : close + 1;
  const end = text.indexOf("]", subset);
  return end < 0 ? -1 : after(text, ">", end);
}
