/** A part of a form. */
export interface FormPart {
  name: string;
  filename?: string | undefined;
  /** As the part says it. */
  contentType?: string | undefined;
  bytes: Buffer;
}

/** Reads a multipart/form-data body (RFC 7578, RFC 2046 section 5.1.1); `undefined` when it is malformed. */
export function formParts(bytes: Buffer, boundary: string): FormPart[] | undefined {
  const pieces = `\r\n${bytes.toString("latin1")}`.split(`\r\n--${boundary}`);
  const end = pieces.findIndex((piece) => piece.startsWith("--"));
  const blocks = pieces.slice(1, end);
  const parts = blocks.flatMap((block) => partOf(block) ?? []);
  return end === -1 || parts.length < blocks.length ? undefined : parts;
}

function partOf(block: string): FormPart | undefined {
  const [lines = "", ...content] = block.split("\r\n\r\n");
  const head = new Map<string, string>();
  for (const line of lines.split("\r\n")) {
    const [name = "", ...value] = line.split(":");
    head.set(name.toLowerCase(), value.join(":").trim());
  }
  const disposition = head.get("content-disposition") ?? "";
  const name = parameterOf(disposition, "name");
  if (!disposition.startsWith("form-data") || name === undefined) return undefined;
  return {
    name,
    filename: parameterOf(disposition, "filename"),
    contentType: head.get("content-type"),
    bytes: Buffer.from(content.join("\r\n\r\n"), "latin1"),
  };
}

function parameterOf(disposition: string, name: string): string | undefined {
  const found = new RegExp(`; ${name}="([^"]*)"`).exec(disposition)?.[1];
  if (found === undefined) return undefined;
  const text = Buffer.from(found, "latin1").toString("utf8");
  return text.replaceAll("%22", '"').replaceAll("%0A", "\n").replaceAll("%0D", "\r");
}
