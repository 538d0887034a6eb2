/** A header value with parameters: `multipart/form-data; boundary="x"`. */
export interface HeaderValue {
  /** What stands before the first `;`, trimmed, as written. */
  value: string;
  /** By lower-case name. */
  parameters: Map<string, string>;
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
// `"a\"b"` as RFC 9110 has it, unless the quote after the backslash is the one that ends a parameter.
const QUOTED = '"((?:[^"\\\\]|\\\\.)*)"(?=[ \\t]*(?:;|$))|"([^"]*)"';
const PARAMETER = new RegExp(`[ \\t]*;[ \\t]*(?:(${TOKEN})=(?:${QUOTED}|(${TOKEN}))[ \\t]*)?`, "sy");

/**
 * Reads a header value with parameters (RFC 9110, section 5.6.6). In a quoted string a backslash
 * escapes `"` and is otherwise itself: browsers write file names with bare backslashes.
 *
 * @returns `undefined` when the parameters are malformed or one is repeated
 */
export function parseHeaderValue(text: string): HeaderValue | undefined {
  const end = text.indexOf(";");
  const value = (end < 0 ? text : text.slice(0, end)).trim();
  const parameters = new Map<string, string>();
  for (let at = end; at >= 0 && at < text.length; at = PARAMETER.lastIndex) {
    PARAMETER.lastIndex = at;
    const match = PARAMETER.exec(text);
    if (!match) return undefined;
    const name = match[1]?.toLowerCase();
    if (name === undefined) continue;
    if (parameters.has(name)) return undefined;
    parameters.set(name, match[2]?.replaceAll('\\"', '"') ?? match[3] ?? match[4] ?? "");
  }
  return { value, parameters };
}
