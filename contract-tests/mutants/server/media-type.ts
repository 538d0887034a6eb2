/** A Content-Type: type and subtype in lower case, parameters by lower-case name (RFC 9110, section 8.3.1). */
export interface ContentType {
  type: string;
  parameters: Record<string, string>;
}

const PARAMETER = /\s*;\s*([!#$%&'*+.^_`|~\w-]+)=("(?:[^"\\]|\\.)*"|[^\s;"]*)/y;

/** Reads a Content-Type. What comes after a malformed parameter is passed over. */
export function contentTypeOf(field: string): ContentType {
  const mark = field.indexOf(";");
  const type = (mark < 0 ? field : field.slice(0, mark)).trim().toLowerCase();
  const parameters: Record<string, string> = {};
  if (mark >= 0) {
    PARAMETER.lastIndex = mark;
    for (let found = PARAMETER.exec(field); found; found = PARAMETER.exec(field)) {
      const [, name = "", value = ""] = found;
      parameters[name.toLowerCase()] = value.startsWith('"') ? value.slice(1, -1).replaceAll(/\\(.)/g, "$1") : value;
    }
  }
  return { type, parameters };
}
