/** A part of a form. */
export interface FormPart {
  name: string;
  filename?: string;
  /** As the part says it. */
  contentType?: string;
  bytes: Buffer;
}

/** Reads a multipart/form-data body (RFC 7578, RFC 2046 section 5.1.1); `undefined` when it is malformed. */
export function formParts(bytes: Buffer, boundary: string): FormPart[] | undefined {
  const text = bytes.toString("latin1");
  const delimiter = `--${boundary}`;
  let at = text.startsWith(delimiter) ? 0 : delimiterAfter(text, delimiter, 0) + 2;
  if (at === 1) return undefined;
  const parts: FormPart[] = [];
  for (;;) {
    at += delimiter.length;
    if (text.startsWith("--", at)) return parts;
    const end = delimiterAfter(text, delimiter, at);
    if (end < 0) return undefined;
    const part = partOf(text.slice(at + 2, end));
    if (!part) return undefined;
    parts.push(part);
    at = end + 2;
  }
}

/** Where the line break before the next delimiter is; -1 if there is none. */
function delimiterAfter(text: string, delimiter: string, from: number): number {
  for (let at = text.indexOf(`\r\n${delimiter}`, from); at >= 0; at = text.indexOf(`\r\n${delimiter}`, at + 1)) {
    const after = text.slice(at + 2 + delimiter.length, at + 4 + delimiter.length);
    if (after === "--" || after === "\r\n") return at;
  }
  return -1;
}

function partOf(block: string): FormPart | undefined {
  const end = block.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const head = new Map<string, string>();
  for (const line of block.slice(0, end).split("\r\n")) {
    const colon = line.indexOf(":");
    head.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  const disposition = head.get("content-disposition") ?? "";
  const name = parameterOf(disposition, "name");
  if (!disposition.toLowerCase().startsWith("form-data") || name === undefined) return undefined;
  const filename = parameterOf(disposition, "filename");
  const contentType = head.get("content-type");
  return {
    name,
    ...(filename === undefined ? {} : { filename }),
    ...(contentType === undefined ? {} : { contentType }),
    bytes: Buffer.from(block.slice(end + 4), "latin1"),
  };
}

function parameterOf(disposition: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}="([^"]*)"`, "i").exec(disposition)?.[1];
  if (found === undefined) return undefined;
  const text = Buffer.from(found, "latin1").toString("utf8");
  return text.replaceAll("%22", '"').replaceAll("%0A", "\n").replaceAll("%0D", "\r");
}

/** Bytes as the text that they are in UTF-8; `undefined` when they are none. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
