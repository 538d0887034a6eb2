import type { ListPlace } from "./store.ts";

/** A continuation token: where a page of a list ended, in at most 48 characters that need no escape. */
export function pageToken({ uploaded, serial }: ListPlace): string {
  return Buffer.from(`${uploaded}.${serial}`).toString("base64url");
}

/** Reads a continuation token; `undefined` for what never was one. */
export function readPageToken(token: string): ListPlace | undefined {
  const match = /^(-?\d{1,16})\.(\d{1,16})$/.exec(Buffer.from(token, "base64url").toString("latin1"));
  if (!match) return undefined;
  const place = { uploaded: Number(match[1]), serial: Number(match[2]) };
  return pageToken(place) === token ? place : undefined;
}
