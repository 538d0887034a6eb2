import type { Segment, Text } from "../../spec/interchange/expression.ts";
import { freshLooks } from "../../spec/interchange/fresh-text.ts";

/** From so many repetitions on, a character is written once. */
const MIN_RUN = 24;

/** How many characters of a fresh text make it one that no server has seen. */
const FRESH = 12;

/**
 * A text with its repetitions written short.
 *
 * @param allows - whether a text may be sent; given, a run of letters is made fresh where any letters
 *   and digits may stand in its place, so that no server has seen the text before
 */
export function packedText(text: string, allows?: (text: string) => boolean): Text {
  const runs = [...text.matchAll(/(.)\1*/gsu)].map(([run, character = ""]) => ({ run, character }));
  let before = "";
  let isFresh = allows === undefined;
  const segments: Segment[] = [];
  for (const { run, character } of runs) {
    let rest = run;
    const after = text.slice(before.length + run.length);
    if (!isFresh && allows && /^[0-9a-z]{12}/.test(run)) {
      const looks = freshLooks().map((look) => before + look(FRESH) + run.slice(FRESH) + after);
      if (looks.every(allows)) {
        isFresh = true;
        segments.push({ fresh: FRESH });
        rest = run.slice(FRESH);
      }
    }
    const times = rest.length / character.length;
    const last = segments.at(-1);
    if (times >= MIN_RUN) segments.push({ repeat: character, times });
    else if (typeof last === "string") segments[segments.length - 1] = last + rest;
    else if (rest !== "") segments.push(rest);
    before += run;
  }
  if (segments.length === 0) return "";
  return segments.length === 1 && typeof segments[0] === "string" ? segments[0] : { $text: segments };
}
