/** A header field: its name as it travels, and its value. */
export type Header = [name: string, value: string];

/** A request as it goes onto the wire. */
export interface WireRequest {
  /** Upper case. */
  method: string;
  /** Absolute; its path and query travel byte for byte as they stand here. */
  url: string;
  /** In order, repeats allowed; without `host` and `content-length`, which the transport adds. */
  headers: Header[];
  /** Absent when the request has no body at all. */
  body?: Uint8Array;
}

/** A response as it came from the wire, fully read unless it says otherwise. */
export interface WireResponse {
  status: number;
  /** The reason phrase; may be empty. */
  statusText: string;
  /** In order, names as the server wrote them. */
  headers: Header[];
  body: Uint8Array;
  /** Whether the body is only the beginning of a stream. */
  isBeginning?: true;
  /** From the start of sending to the last byte of the response, in milliseconds. */
  durationMs: number;
}

/** The value of a header field, several of the same name joined by `, ` (RFC 9110, section 5.3); `undefined` when absent. */
export function headerValue(headers: readonly Header[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  const values = headers.filter(([each]) => each.toLowerCase() === wanted).map(([, value]) => value);
  return values.length > 0 ? values.join(", ") : undefined;
}

const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of a body if it is UTF-8, otherwise `undefined`. A byte order mark is kept. */
export function textOf(body: Uint8Array): string | undefined {
  try {
    return UTF_8.decode(body);
  } catch {
    return undefined;
  }
}
