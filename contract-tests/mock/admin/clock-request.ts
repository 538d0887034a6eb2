import { durationOf, instantOf } from "../../../spec/vocabulary/instant.ts";
import { decodeUtf8 } from "../gate/charset.ts";
import type { MovableClock } from "../movable-clock.ts";

/**
 * Does what a body of `POST /__mock/clock` asks for: `{ "now": "<RFC 3339>" }`, `{ "advance": "PT30M" }`
 * (ISO 8601, a minus in front goes back) or `{ "reset": true }`.
 *
 * @returns what is wrong with it
 */
export function moveClock(clock: MovableClock, body: Buffer): string | undefined {
  const asked = readMembers(body);
  const [name, ...others] = Object.keys(asked ?? {});
  if (!asked || name === undefined || others.length > 0) return FORMS;
  const value = asked[name];
  if (name === "reset" && value === true) return void clock.reset();
  if ((name !== "now" && name !== "advance") || typeof value !== "string") return FORMS;
  const instant = name === "now" ? instantOf(value) : clock.now() + distanceOf(value);
  if (Number.isNaN(instant)) return FORMS;
  try {
    return void clock.moveTo(instant);
  } catch (error) {
    return (error as RangeError).message;
  }
}

const FORMS = 'send { "now": "2026-01-31T09:00:00Z" }, { "advance": "PT30M" } or { "reset": true } as JSON';

function distanceOf(text: string): number {
  return text.startsWith("-") ? 0 - durationOf(text.slice(1)) : durationOf(text);
}

function readMembers(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(decodeUtf8(body) ?? "");
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
