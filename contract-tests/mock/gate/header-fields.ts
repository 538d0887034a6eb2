/** The header fields of a request: values by lower-case name. */
export type HeaderFields = ReadonlyMap<string, string>;

/**
 * Collects header fields from alternating names and values. A field that is repeated is joined with
 * `, ` (RFC 9110, section 5.3), a cookie with `; ` (RFC 9113, section 8.2.3), so that a second
 * `Authorization` or `Content-Type` is seen and not dropped.
 */
export function headerFields(raw: readonly string[]): HeaderFields {
  const fields = new Map<string, string>();
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? "").toLowerCase();
    const value = raw[index + 1] ?? "";
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : `${before}${name === "cookie" ? "; " : ", "}${value}`);
  }
  return fields;
}

/** The cookies of a request in order, as they travel (RFC 6265, section 4.2.1); text without `=` is none. */
export function cookiePairs(headers: HeaderFields): { name: string; value: string }[] {
  const pairs: { name: string; value: string }[] = [];
  for (const piece of (headers.get("cookie") ?? "").split(";")) {
    const equals = piece.indexOf("=");
    if (equals > 0) pairs.push({ name: piece.slice(0, equals).trim(), value: piece.slice(equals + 1).trim() });
  }
  return pairs;
}
