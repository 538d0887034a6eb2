import { checkSize } from "./limits.ts";
import { DocumentError } from "./problem.ts";

/**
 * The text that bytes are in UTF-8; a byte order mark stays.
 *
 * @throws DocumentError for bytes that are none
 */
export function decoded(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const isUtf16 = /^(?:fffe|feff)/.test(Buffer.from(bytes.subarray(0, 2)).toString("hex"));
    const what = `is not UTF-8${isUtf16 ? ", but UTF-16" : ""}`;
    throw new DocumentError([{ file, what, hint: "save the file in UTF-8", rule: "not-utf-8" }]);
  }
}

/**
 * A text in UTF-8 that comes in pieces. What is longer than a file may be is not read to its end, which may never come.
 *
 * @throws DocumentError for a text that is too long, or no UTF-8
 */
export async function boundedText(
  file: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    checkSize(file, bytes);
    pieces.push(chunk);
  }
  return decoded(file, Buffer.concat(pieces));
}
