import type { Mask } from "../secrets.ts";
import { textOf } from "../wire-message.ts";

/** A body as a report shows it. */
export interface BodyView {
  /** Text if it is UTF-8, otherwise base64; empty when there is none. */
  body: string;
  encoding: "utf-8" | "base64";
  /** Whether the body was longer than the report holds. */
  truncated: boolean;
}

/**
 * A body for a report, secrets masked.
 *
 * @param longest - how much of it is kept, in characters
 */
export function bodyView(bytes: Uint8Array, mask: Mask, longest: number): BodyView {
  const text = textOf(bytes);
  const encoding = text === undefined ? "base64" : "utf-8";
  // Masked before it is cut, as half a secret is found by no mask.
  const body = text === undefined ? Buffer.from(mask.bytes(bytes)).toString("base64") : mask.text(text);
  if (body.length <= longest) return { body, encoding, truncated: false };
  const shown = encoding === "base64" ? body.slice(0, longest - (longest % 4)) : body.slice(0, longest).toWellFormed();
  return { body: shown, encoding, truncated: true };
}
