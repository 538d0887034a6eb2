import { _ } from "ajv";
import type { InstantSegment } from "../interchange/expression.ts";
import { EARLIEST_INSTANT, LATEST_INSTANT, parseInstant, resolveInstant } from "./instant.ts";
import { describeInstant, instantFault, shiftInstant } from "./instant-expression.ts";
import { type Boundary, type Keyword, runtimeFunction } from "./keyword.ts";
import { withinMaximum, withinMinimum } from "./runtime.ts";

const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** Distances from a bound that are tried alike: the window that another bound leaves may be any. */
const SCALES = [10 * SECOND, 3600 * SECOND, DAY, 400 * DAY];

/** What a minimum and a maximum differ in. */
interface Side {
  name: `x-${string}`;
  words: string;
  /** The direction of valid instants: later (`1`) or earlier (`-1`). */
  inward: 1 | -1;
  check: "withinMinimum" | "withinMaximum";
  within(text: string, bound: number): boolean;
  /** An offset that makes the digits of an instant outside look inside. */
  deceptive: string;
}

/**
 * `x-formatMinimum`: the earliest instant that a `date-time` may be, inclusive. The argument is an
 * RFC 3339 date-time, or `now`, `now+PT2M`, `now-P1D`; `now` is read when a value is checked. A text
 * that is no date-time holds: refusing it is the task of `format`, which the schema has to have.
 */
export const formatMinimum: Keyword<string> = bound({
  name: "x-formatMinimum",
  words: "at least",
  inward: 1,
  check: "withinMinimum",
  within: withinMinimum,
  deceptive: "+02:00",
});

/** `x-formatMaximum`: the latest instant that a `date-time` may be, inclusive; see {@link formatMinimum}. */
export const formatMaximum: Keyword<string> = bound({
  name: "x-formatMaximum",
  words: "at most",
  inward: -1,
  check: "withinMaximum",
  within: withinMaximum,
  deceptive: "-02:00",
});

function bound(side: Side): Keyword<string> {
  return {
    name: side.name,
    types: ["string"],
    argument: { type: "string" },
    refuse(argument, schema) {
      if (typeof argument !== "string") {
        return `${JSON.stringify(argument)} is no text; write an RFC 3339 date-time, or e.g. "now+PT2M"`;
      }
      if (schema.format !== "date-time") {
        return `it bounds date-times only; add "format": "date-time" to the same schema, or remove "${side.name}"`;
      }
      return instantFault(argument);
    },
    code(cxt) {
      const term = parseInstant(cxt.schema as string);
      if (term === undefined) throw new Error(instantFault(cxt.schema as string));
      const within = runtimeFunction(cxt.gen, side.check);
      const limit = term.fromNow ? _`${runtimeFunction(cxt.gen, "clock")}(this) + ${term.ms}` : _`${term.ms}`;
      cxt.pass(_`${within}(${cxt.data}, ${limit})`);
    },
    holds: (value, argument, now) => typeof value !== "string" || side.within(value, resolveInstant(argument, now)),
    boundaries: (argument, types) => (types.has("string") ? boundaries(side, argument) : []),
    arbitrary(fc, argument, types) {
      if (!types.has("string")) throw new Error(`${side.name}: it is for strings, and the schema allows none`);
      const distance = fc.oneof(...SCALES.map((most) => fc.integer({ min: 0, max: most })));
      const offset = fc.constantFrom("Z", "+02:00", "-07:00", "+05:30", "+14:00", "-12:00");
      const fraction = fc.stringMatching(/^\d{0,9}$/);
      const parts = { distance, offset, fraction, lowerCase: fc.boolean() };
      return fc.record(parts, { requiredKeys: ["distance"] }).map(({ distance, ...style }) => {
        // Another fraction moves the instant by less than a second, so that one is kept a second away.
        const inside = distance + (style.fraction === undefined ? 0 : SECOND);
        const segment = isWritable(side, argument, inside, style)
          ? instant(side, argument, inside, style)
          : instant(side, argument, 0, {});
        return { $text: [segment] };
      });
    },
    describe: (argument) => `${side.words} ${describeInstant(argument)}`,
  };
}

type Style = Pick<InstantSegment, "offset" | "fraction" | "lowerCase">;

/** An instant that lies so many milliseconds inside the bound (outside when negative), guarded that way. */
function instant(side: Side, argument: string, inside: number, style: Style): InstantSegment {
  const guard = inside >= 0 ? side.inward : -side.inward;
  const isRelative = parseInstant(argument)?.fromNow === true;
  const segment: InstantSegment = { instant: inside === 0 ? argument : shiftInstant(argument, inside * side.inward) };
  return { ...segment, ...(isRelative && { guard }), ...style };
}

function boundaries(side: Side, argument: string): Boundary[] {
  const candidates: [label: string, inside: number, style: Style][] = [
    ["at the bound", 0, {}],
    ["one second inside", SECOND, {}],
    ["one second inside, written at +02:00", SECOND, { offset: "+02:00" }],
    ["one second inside, written at -07:00", SECOND, { offset: "-07:00" }],
    ["one second inside, written at +05:30", SECOND, { offset: "+05:30" }],
    ["one second inside, without a fraction", SECOND, { fraction: "" }],
    ["one second inside, one digit of a fraction", SECOND, { fraction: "5" }],
    ["one second inside, nine digits of a fraction", SECOND, { fraction: "123456789" }],
    ["one second inside, in lower case", SECOND, { lowerCase: true }],
    ["one millisecond outside", -1, {}],
    ["one second outside", -SECOND, {}],
    [`one second outside, inside without its ${side.deceptive}`, -SECOND, { offset: side.deceptive }],
    ["one day outside", -DAY, {}],
    ...mirrored(side, argument),
  ];
  return candidates
    .filter(([, inside, style]) => isWritable(side, argument, inside, style))
    .map(([label, inside, style]) => ({
      label,
      valid: inside >= 0,
      value: { $text: [instant(side, argument, inside, style)] },
    }));
}

/** As far from now as is allowed, on the wrong side of it: whoever looks at the distance alone takes it. */
function mirrored(side: Side, argument: string): [label: string, inside: number, style: Style][] {
  const term = parseInstant(argument);
  return term?.fromNow && term.ms * side.inward > 0
    ? [["twice the distance, on the other side of now", -3 * Math.abs(term.ms), {}]]
    : [];
}

/** Whether an instant is in a year that RFC 3339 can write, whatever its offset. */
function isWritable(side: Side, argument: string, inside: number, { offset }: Style): boolean {
  const term = parseInstant(argument);
  if (term === undefined || term.fromNow) return true;
  const ms = term.ms + inside * side.inward;
  const margin = offset === undefined ? 0 : DAY;
  return ms >= EARLIEST_INSTANT + margin && ms <= LATEST_INSTANT - margin;
}
