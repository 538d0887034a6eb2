import type { Mutant, MutantGroup } from "../../mutant.ts";
import { instantOf } from "../reference/date-time.ts";
import type { Rules } from "../rules.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const EARLIEST = "x-formatMinimum";
const LATEST = "x-formatMaximum";

const window = (name: string, what: string, keyword: string, isInWindow: Rules["isInWindow"]): Mutant<Rules> => ({
  name: `expiry: ${name}`,
  ...{ what, breaks: [keyword], rules: { isInWindow } },
});
const between = (min: number, max: number) => (instant: number, now: number) =>
  instant >= now + min && instant <= now + max;
/** The reference's window, of an instant that is computed in another way. */
const of =
  (read: (instant: number, text: string) => number) => (instant: number, now: number, _: number, text: string) =>
    text === "" || between(2 * MINUTE, 6 * HOUR)(read(instant, text), now);

const ZONE = /[+-]\d\d:\d\d$/;
const unzoned = (text: string) => instantOf(text.replace(ZONE, "Z")) ?? Number.NaN;
const zoneMinutes = (text: string) => {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(text) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
};

/** The window of the expiry, moved, or looked at with a wrong clock or zone. */
export const EXPIRY: MutantGroup<Rules> = {
  group: "expiry bounds and offsets",
  mutants: [
    window("no earliest", "takes any moment up to the latest", EARLIEST, between(Number.NEGATIVE_INFINITY, 6 * HOUR)),
    window("no latest", "takes any moment from the earliest on", LATEST, between(2 * MINUTE, Number.POSITIVE_INFINITY)),
    window("no window", "takes any moment", EARLIEST, () => true),
    window("from one minute on", "takes a moment in one minute", EARLIEST, between(MINUTE, 6 * HOUR)),
    window("from three minutes on", "refuses a moment in two minutes", EARLIEST, between(3 * MINUTE, 6 * HOUR)),
    window("from 119 s on", "takes a second less", EARLIEST, between(119 * SECOND, 6 * HOUR)),
    window("from 120.001 s on", "refuses the earliest moment itself", EARLIEST, between(2 * MINUTE + 1, 6 * HOUR)),
    window("from now on", "takes any moment of the future", EARLIEST, between(0, 6 * HOUR)),
    window("up to five hours", "refuses a moment in six hours", LATEST, between(2 * MINUTE, 5 * HOUR)),
    window("up to seven hours", "takes a moment in seven hours", LATEST, between(2 * MINUTE, 7 * HOUR)),
    window("a second longer", "takes a second more", LATEST, between(2 * MINUTE, 6 * HOUR + SECOND)),
    window("up to six hours, exclusive", "refuses the latest moment itself", LATEST, between(2 * MINUTE, 6 * HOUR - 1)),
    window("six days", "takes six days for six hours", LATEST, between(2 * MINUTE, 144 * HOUR)),
    window("two hours", "takes two hours for two minutes", EARLIEST, between(2 * HOUR, 6 * HOUR)),
    window("distance", "takes moments of the past as far away", EARLIEST, (instant, now) => {
      const distance = Math.abs(instant - now);
      return distance >= 2 * MINUTE && distance <= 6 * HOUR;
    }),
    window("since the start", "counts from when the server was started", LATEST, (instant, _now, startedAt) =>
      between(2 * MINUTE, 6 * HOUR)(instant, startedAt),
    ),
    window(
      "zone ignored",
      "reads the time as if its zone were Z",
      EARLIEST,
      of((_, text) => unzoned(text)),
    ),
    window(
      "zone turned round",
      "adds the offset in place of taking it away",
      EARLIEST,
      of((instant, text) => instant + 2 * MINUTE * zoneMinutes(text)),
    ),
    window(
      "minutes of the zone ignored",
      "reads +05:30 as +05:00",
      LATEST,
      of((instant, text) => instant + MINUTE * (zoneMinutes(text) % 60)),
    ),
    window(
      "whole minutes",
      "cuts the seconds off",
      EARLIEST,
      of((instant) => Math.floor(instant / MINUTE) * MINUTE),
    ),
    window(
      "whole seconds",
      "cuts the fraction off",
      LATEST,
      of((instant) => Math.floor(instant / SECOND) * SECOND),
    ),
    window(
      "rounded up",
      "rounds up to the second",
      EARLIEST,
      of((instant) => Math.ceil(instant / SECOND) * SECOND),
    ),
    window(
      "as text",
      "compares texts in place of moments",
      LATEST,
      (_instant, now, _startedAt, text) =>
        text === "" ||
        (text >= new Date(now + 2 * MINUTE).toISOString() && text <= new Date(now + 6 * HOUR).toISOString()),
    ),
  ],
};
