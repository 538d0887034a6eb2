/** A response that is ready to be sent. */
export interface Answer {
  status: number;
  /** By name, any letter case. */
  headers: Record<string, string>;
  body: Buffer;
}

/** What a problem says (RFC 9457, section 3.1); `type` is `about:blank`. */
export interface Problem {
  status: number;
  title: string;
  detail: string;
  /** Further members. */
  [member: string]: unknown;
}

/** A problem as an `application/problem+json` answer (RFC 9457). */
export function problemAnswer(
  { status, title, detail, ...members }: Problem,
  headers: Record<string, string> = {},
): Answer {
  const body = Buffer.from(JSON.stringify({ type: "about:blank", title, status, detail, ...members }));
  return { status, headers: { ...headers, "content-type": "application/problem+json" }, body };
}

/** The value of `Allow` for the methods that a path has (RFC 9110, section 10.2.1). */
export function allow(methods: readonly string[]): string {
  return [...new Set([...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"])].sort().join(", ");
}
