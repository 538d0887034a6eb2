import type { NewDraft } from "./record.ts";

/** What a record costs beside its contents, in bytes. */
const OVERHEAD = 256;

/** What a draft counts towards the limit of bytes. */
export function draftWeight({ account, id, creator, metadata }: NewDraft): number {
  return [account, id, creator, metadata].reduce((sum, text) => sum + textBytes(text), OVERHEAD);
}

/** What an upload adds to that. */
export function imageWeight({ filename, bytes }: { filename: string | null; bytes: Buffer }): number {
  return textBytes(filename) + bytes.length;
}

function textBytes(text: string | null): number {
  return text === null ? 0 : Buffer.byteLength(text);
}
