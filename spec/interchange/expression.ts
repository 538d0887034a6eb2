import type { FreshAlphabet } from "./fresh-alphabet.ts";
import type { Json } from "./json.ts";
import type { OverfullForm } from "./overfull-instant.ts";

/**
 * A text that would be unreadable when written out, or stale when written early.
 * It is resolved when a request is sent (see `render.ts`); its segments are joined.
 */
export interface TextExpression {
  $text: Segment[];
}

/** Bytes that no text can carry, in base64 (RFC 4648, section 4). */
export interface BytesExpression {
  $bytes: string;
}

/** One piece of a {@link TextExpression}. */
export type Segment = string | RepeatSegment | InstantSegment | FreshSegment;

/** `repeat` written `times` times: `{ repeat: "😀", times: 1025 }`. */
export interface RepeatSegment {
  repeat: string;
  times: number;
}

/** An RFC 3339 date-time relative to the moment of sending. */
export interface InstantSegment {
  /** `now`, `now+PT2M`, `now-P1D` or an RFC 3339 date-time. */
  instant: string;
  /**
   * How often the run's guard is added (`1`) or taken away (`-1`), so that the time
   * between sending and checking cannot move the value across a bound. Default 0.
   */
  guard?: number;
  /** The offset to write it in, as `±hh:mm`. Default `Z`. */
  offset?: string;
  /** Digits of the fraction of a second to write in place of the real ones; empty for none. */
  fraction?: string;
  /** Another way to write it than RFC 3339; `offset`, `fraction` and `lowerCase` then mean nothing. */
  form?: InstantForm;
  /** Writes `t` and `z` in lower case, as RFC 3339 section 5.6 allows. */
  lowerCase?: boolean;
  /** Replaces the part of the text that the regular expression matches: a malformed near miss. */
  edit?: { pattern: string; replacement: string };
}

/**
 * Seconds or milliseconds since 1970, the date of HTTP and mail (RFC 9110, section 5.6.7), or a date or time that
 * does not exist.
 */
export type InstantForm = "epoch-seconds" | "epoch-milliseconds" | "http-date" | OverfullForm;

/** `fresh` characters that no other request of the run carries. */
export interface FreshSegment {
  fresh: number;
  /** What they are made of; absent for `alphanumeric`: `[0-9a-z]`. */
  of?: FreshAlphabet;
}

/** A text as a case holds it. */
export type Text = string | TextExpression;

/**
 * A text as it travels where texts are percent-encoded, piece by piece: a {@link Text} is encoded, a raw
 * piece goes as it is: the comma between two items, or `%zz`.
 */
export interface WireText {
  $wire: (Text | { raw: string })[];
}

/** Whether a value of a case is a text in pieces. */
export function isWireText(value: unknown): value is WireText {
  return typeof value === "object" && value !== null && Array.isArray((value as { $wire?: unknown }).$wire);
}

/** Whether a value of a case is a text expression. */
export function isTextExpression(value: unknown): value is TextExpression {
  return typeof value === "object" && value !== null && Array.isArray((value as { $text?: unknown }).$text);
}

/** Whether a value of a case is a bytes expression. */
export function isBytesExpression(value: unknown): value is BytesExpression {
  return typeof value === "object" && value !== null && typeof (value as { $bytes?: unknown }).$bytes === "string";
}

/** A JSON value in which any string may be a {@link TextExpression}. */
export type JsonTemplate = Json | TextExpression | JsonTemplate[] | { [member: string]: JsonTemplate };
