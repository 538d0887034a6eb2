import { type InstantSegment, isTextExpression } from "../../spec/interchange/expression.ts";
import { type RenderContext, renderText } from "../../spec/interchange/render.ts";
import { parseInstant, resolveInstant } from "../../spec/vocabulary/instant.ts";

/** An instant of a request, and how to write it again at another moment. */
export interface SentInstant {
  /** As it was sent. */
  text: string;
  /** Seconds from the moment of sending, in the offset in which it is written. */
  fromNow: number;
  /** For `date -u` (POSIX.1-2024); absent when no format gives the text, as in a malformed one. */
  format?: string;
}

/** Moments at which a format has to give what the kit would send: another hour, month and year. */
const OTHER_MOMENTS = [3_723, 86_400 * 40 + 59, 86_400 * 500 + 7_205];

/** The instants of a template that are relative to the moment of sending, in order. */
export function sentInstants(template: unknown, context: Pick<RenderContext, "now" | "guard">): SentInstant[] {
  if (typeof template !== "object" || template === null) return [];
  if (!isTextExpression(template)) return Object.values(template).flatMap((value) => sentInstants(value, context));
  return template.$text.flatMap((segment) =>
    typeof segment === "object" && "instant" in segment && parseInstant(segment.instant)?.fromNow
      ? [sentInstant(segment, context)]
      : [],
  );
}

function sentInstant(segment: InstantSegment, { now, guard }: Pick<RenderContext, "now" | "guard">): SentInstant {
  const textAt = (moment: number) => renderText({ $text: [segment] }, { now: moment, guard, fresh: () => "" });
  const shift = resolveInstant(segment.instant, now) - now + (segment.guard ?? 0) * guard + offsetOf(segment);
  const text = textAt(now);
  const format = formatOf(text, now + shift);
  const fromNow = Math.floor((now + shift) / 1_000) - Math.floor(now / 1_000);
  // A whole second, as date(1) knows no parts of one.
  const second = Math.floor((now + shift) / 1_000) * 1_000 - shift;
  const isSame = (moment: number) => {
    try {
      return written(format, moment + shift) === textAt(moment);
    } catch {
      // An edit may mean nothing at another moment.
      return false;
    }
  };
  const isRight = OTHER_MOMENTS.every((later) => isSame(second + later * 1_000));
  return { text, fromNow, ...(isRight ? { format } : {}) };
}

/** In milliseconds. */
function offsetOf({ offset = "Z" }: InstantSegment): number {
  const [, sign, hours = 0, minutes = 0] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  const length = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === "-" ? -length : length;
}

function formatOf(text: string, local: number): string {
  const iso = new Date(local).toISOString();
  return text
    .replaceAll("%", "%%")
    .replace(iso.slice(0, 10), "%Y-%m-%d")
    .replace(iso.slice(11, 19), "%H:%M:%S")
    .replace(`%S${iso.slice(19, 23)}`, "%S.000");
}

function written(format: string, local: number): string {
  const iso = new Date(local).toISOString();
  const fields: Record<string, string> = {
    ...{ Y: iso.slice(0, 4), m: iso.slice(5, 7), d: iso.slice(8, 10) },
    ...{ H: iso.slice(11, 13), M: iso.slice(14, 16), S: iso.slice(17, 19), "%": "%" },
  };
  return format.replaceAll(/%(.)/g, (_all, letter: string) => fields[letter] ?? "");
}
