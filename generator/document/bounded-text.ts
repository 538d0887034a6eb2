import { checkSize } from "./limits.ts";

/**
 * A text in UTF-8 that comes in pieces. What is longer than a file may be is not read to its end, which may never come.
 *
 * @throws DocumentError for a text that is too long
 */
export async function boundedText(
  file: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    checkSize(file, bytes);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
