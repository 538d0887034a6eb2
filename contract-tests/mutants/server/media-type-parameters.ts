const PARAMETER = /;\s*([!#$%&'*+.^_`|~\w-]+)=("(?:[^"\\]|\\.)*"|[^\s;"]*)\s*/y;

/**
 * The parameters of a Content-Type, by lower-case name (RFC 9110, section 5.6.6). What comes after a malformed one is
 * passed over.
 */
export function mediaTypeParameters(field: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  PARAMETER.lastIndex = field.indexOf(";");
  for (let found = PARAMETER.exec(field); found; found = PARAMETER.exec(field)) {
    const [, name = "", value = ""] = found;
    parameters[name.toLowerCase()] = value.startsWith('"') ? value.slice(1, -1).replaceAll(/\\(.)/g, "$1") : value;
  }
  return parameters;
}
