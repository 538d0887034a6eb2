import { decodeUtf8 } from "./charset.ts";
import { parseHeaderValue } from "./header-value.ts";

/** One part of a multipart/form-data body. */
export interface Part {
  name: string;
  /** Absent when the part is no file. */
  filename?: string;
  /** As sent; absent means `text/plain` (RFC 7578, section 4.4). */
  contentType?: string;
  /** Its header fields by lower-case name. */
  headers: ReadonlyMap<string, string>;
  /** A view on the body, not a copy. */
  bytes: Buffer;
}

/** The parts, or what is wrong with the body; `tooMany` when it has more parts than it may. */
export type ParsedMultipart = { parts: Part[] } | { fault: string; tooMany?: true };

const CRLF = Buffer.from("\r\n");
const END_OF_HEADERS = Buffer.from("\r\n\r\n");
const DASHES = Buffer.from("--");
/** Bytes of the header fields of one part. */
const HEADER_LIMIT = 16 * 1024;
/** RFC 2046, section 5.1.1: 1 to 70 characters, the last one no space. */
const BOUNDARY = /^[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]$/;

/** The boundary that a Content-Type names, or what is wrong with it. */
export function boundaryOf(contentType: string): { boundary: string } | { fault: string } {
  const parsed = parseHeaderValue(contentType);
  if (!parsed) return { fault: "must have a Content-Type with well-formed parameters" };
  const boundary = parsed.parameters.get("boundary");
  if (boundary === undefined) return { fault: "must name its boundary in the Content-Type" };
  if (!BOUNDARY.test(boundary)) return { fault: "must have a boundary of 1 to 70 characters that RFC 2046 allows" };
  return { boundary };
}

/**
 * Splits a multipart/form-data body (RFC 7578, RFC 2046) as strictly as browsers' parsers do: CRLF line
 * ends, a closing delimiter, nothing before the first part or after the last but line ends, a name on
 * every part. No part at all is an empty form.
 */
export function parseMultipart(body: Buffer, boundary: string, mostParts: number): ParsedMultipart {
  const dashBoundary = Buffer.from(`--${boundary}`, "latin1");
  const delimiter = Buffer.concat([CRLF, dashBoundary]);
  const parts: Part[] = [];
  let at = 0;
  while (startsWith(body, CRLF, at)) at += 2;
  if (!startsWith(body, dashBoundary, at)) return { fault: "must begin with the boundary that the Content-Type names" };
  at += dashBoundary.length;
  while (!startsWith(body, DASHES, at)) {
    if (!startsWith(body, CRLF, at)) return { fault: "must end each line of its framing with CRLF" };
    if (parts.length === mostParts) return { fault: `must not have more than ${mostParts} parts`, tooMany: true };
    const where = `part ${parts.length + 1}`;
    const headersEnd = body.indexOf(END_OF_HEADERS, at);
    if (headersEnd < 0) return { fault: `must end the header of ${where} with an empty line` };
    const valueEnd = body.indexOf(delimiter, headersEnd + 2);
    if (valueEnd < 0) return { fault: `must end with the closing boundary; it breaks off in ${where}` };
    const header = readHeader(body.subarray(at + 2, Math.max(at + 2, headersEnd)));
    if (typeof header === "string") return { fault: `${header} (${where})` };
    parts.push({ ...header, bytes: body.subarray(headersEnd + 4, Math.max(headersEnd + 4, valueEnd)) });
    at = valueEnd + delimiter.length;
  }
  at += 2;
  while (startsWith(body, CRLF, at)) at += 2;
  return at === body.length ? { parts } : { fault: "must not go on after the closing boundary" };
}

function startsWith(body: Buffer, prefix: Buffer, at: number): boolean {
  return body.length >= at + prefix.length && body.compare(prefix, 0, prefix.length, at, at + prefix.length) === 0;
}

/** The header of a part, or what is wrong with it. */
function readHeader(bytes: Buffer): Omit<Part, "bytes"> | string {
  if (bytes.length > HEADER_LIMIT) return `must not have a part header of more than ${HEADER_LIMIT} bytes`;
  const text = decodeUtf8(bytes);
  if (text === undefined) return "must have part headers in UTF-8";
  const fields = new Map<string, string>();
  for (const line of text === "" ? [] : text.split("\r\n")) {
    const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n\0]*?)[ \t]*$/.exec(line);
    const name = match?.[1]?.toLowerCase();
    if (name === undefined || fields.has(name)) return "must have well-formed part headers, each once";
    fields.set(name, match?.[2] ?? "");
  }
  const disposition = parseHeaderValue(fields.get("content-disposition") ?? "");
  if (disposition?.value.toLowerCase() !== "form-data") {
    return "must have a Content-Disposition of form-data on every part";
  }
  const { parameters } = disposition;
  const name = parameters.get("name");
  if (name === undefined) return "must have a name on every part";
  // RFC 7578, section 4.2 forbids the extended form.
  if (parameters.has("name*") || parameters.has("filename*")) return "must not use the extended form of a part's name";
  // Deprecated by RFC 7578, section 4.7; read as if it were not there, the value would be a wrong one.
  if (/^(?:base64|quoted-printable)$/i.test(fields.get("content-transfer-encoding") ?? "")) {
    return "must not use a Content-Transfer-Encoding";
  }
  const filename = parameters.get("filename");
  const contentType = fields.get("content-type");
  return {
    name: unescapeName(name),
    ...(filename !== undefined && { filename: unescapeName(filename) }),
    ...(contentType !== undefined && { contentType }),
    headers: fields,
  };
}

/** The three escapes of the HTML standard (section 4.10.22.8); any other `%` is itself. */
function unescapeName(text: string): string {
  return text.replace(/%(?:0[Aa]|0[Dd]|22)/g, decodeURIComponent);
}
