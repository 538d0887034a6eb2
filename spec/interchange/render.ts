import { formatInstant, resolveInstant } from "../vocabulary/instant.ts";
import { isByte } from "../vocabulary/text-formats.ts";
import {
  type BytesExpression,
  type FreshSegment,
  type InstantForm,
  type InstantSegment,
  isBytesExpression,
  isTextExpression,
  type JsonTemplate,
  type Segment,
  type Text,
  type TextExpression,
} from "./expression.ts";
import { FRESH_ALPHABETS } from "./fresh-alphabet.ts";
import type { FreshTexts } from "./fresh-text.ts";
import { isJsonObject, type Json } from "./json.ts";
import { OVERFULL_FORMS, overfullInstant } from "./overfull-instant.ts";
import { escapeToken } from "./pointer.ts";

/** What the expressions of a template depend on. */
export interface RenderContext {
  /** The moment of sending, in epoch milliseconds. */
  now: number;
  /** Milliseconds that separate a guarded instant from its bound; from 0 on. */
  guard: number;
  /** A text of this length that has not been given before; see `freshSource` in `fresh-text.ts`. */
  fresh: FreshTexts;
}

/** A template with its expressions resolved: texts are strings, bytes are `Uint8Array`s. */
export type Rendered<T> = [JsonTemplate] extends [T] ? Json : RenderedEach<T>;

type RenderedEach<T> = T extends TextExpression
  ? string
  : T extends BytesExpression
    ? Uint8Array<ArrayBuffer>
    : T extends object
      ? { [K in keyof T]: Rendered<T[K]> }
      : T;

/**
 * Resolves every expression anywhere in a template; the template is left as it is.
 *
 * @throws Error with a JSON Pointer into the template, when an expression is malformed
 */
export function render<T>(template: T, context: RenderContext): Rendered<T> {
  return renderAt(template, context, "") as Rendered<T>;
}

/**
 * Resolves one text.
 *
 * @throws Error with a JSON Pointer into the text, when a segment is malformed
 */
export function renderText(text: Text, context: RenderContext): string {
  return renderTextAt(text, context, "");
}

function renderAt(template: unknown, context: RenderContext, at: string): unknown {
  if (isTextExpression(template)) return renderTextAt(template, context, at);
  if (isBytesExpression(template)) return renderBytes(template, at);
  if (Array.isArray(template)) return template.map((item, index) => renderAt(item, context, `${at}/${index}`));
  if (!isJsonObject(template)) return template;
  // fromEntries defines members, so `__proto__` stays a name like any other.
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => [name, renderAt(value, context, `${at}/${escapeToken(name)}`)]),
  );
}

function renderTextAt(text: Text, context: RenderContext, at: string): string {
  if (typeof text === "string") return text;
  return text.$text.map((segment, index) => renderSegment(segment, context, `${at}/$text/${index}`)).join("");
}

function renderSegment(segment: Segment, context: RenderContext, at: string): string {
  if (typeof segment === "string") return segment;
  if (isJsonObject(segment)) {
    if ("repeat" in segment && "times" in segment) {
      if (typeof segment.repeat !== "string") throw fault(at, segment, `"repeat" has to be a text`);
      return segment.repeat.repeat(count(segment.times, 0, "times", at, segment));
    }
    if ("fresh" in segment) return renderFresh(segment as FreshSegment, context, at);
    if ("instant" in segment) return renderInstant(segment, context, at);
  }
  throw fault(at, segment, 'unknown segment; it has to be a text, {"repeat","times"}, {"instant"} or {"fresh"}');
}

function renderFresh(segment: FreshSegment, { fresh }: RenderContext, at: string): string {
  const length = count(segment.fresh, 1, "fresh", at, segment);
  if (segment.of === undefined) return fresh(length);
  if (!Object.hasOwn(FRESH_ALPHABETS, segment.of)) {
    throw fault(at, segment, `"of" has to be ${Object.keys(FRESH_ALPHABETS).join(", ")}`);
  }
  return fresh(length, segment.of);
}

function renderInstant(segment: InstantSegment, context: RenderContext, at: string): string {
  const ms = resolveInstant(String(segment.instant), context.now) + (segment.guard ?? 0) * context.guard;
  if (Number.isNaN(ms)) {
    throw fault(at, segment, '"instant" has to be "now", e.g. "now+PT2M" or "now-P1D", or an RFC 3339 date-time');
  }
  try {
    const text = segment.form === undefined ? formatInstant(ms, segment) : inForm(ms, segment.form);
    return segment.edit === undefined ? text : edit(text, segment.edit);
  } catch (error) {
    throw fault(at, segment, (error as Error).message);
  }
}

function inForm(ms: number, form: InstantForm): string {
  switch (form) {
    case "epoch-seconds":
      return String(Math.floor(ms / 1000));
    case "epoch-milliseconds":
      return String(Math.floor(ms));
    case "http-date":
      return new Date(ms).toUTCString();
    default:
      if (OVERFULL_FORMS.includes(form)) return overfullInstant(ms, form);
      throw new Error(`"form" has to be epoch-seconds, epoch-milliseconds, http-date, ${OVERFULL_FORMS.join(", ")}`);
  }
}

function edit(text: string, { pattern, replacement }: { pattern: string; replacement: string }): string {
  const expression = new RegExp(pattern, "u");
  // An edit that changes nothing would send a sound value in the place of a malformed one.
  if (!expression.test(text)) throw new Error(`"edit": the pattern ${pattern} matches nothing in ${text}`);
  return text.replace(expression, replacement);
}

function renderBytes(bytes: BytesExpression, at: string): Uint8Array {
  if (!isByte(bytes.$bytes)) throw fault(at, bytes, '"$bytes" has to be padded base64 (RFC 4648, section 4)');
  return Uint8Array.from(atob(bytes.$bytes), (character) => character.charCodeAt(0));
}

function count(value: unknown, least: number, name: string, at: string, segment: unknown): number {
  if (Number.isSafeInteger(value) && (value as number) >= least) return value as number;
  throw fault(at, segment, `"${name}" has to be an integer from ${least} on`);
}

function fault(at: string, value: unknown, what: string): Error {
  return new Error(`${at}: ${what}; found ${JSON.stringify(value)}`);
}
