import fc, { type Arbitrary } from "fast-check";
import { formatInstant, LATEST_INSTANT } from "../../../../spec/vocabulary/instant.ts";

const DAY = 86_400_000;

/** Instants of our time for the most part, and of any year that RFC 3339 can write. */
const instant: Arbitrary<number> = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: fc.integer({ min: 0, max: 4_102_444_800 }).map((seconds) => seconds * 1000), weight: 4 },
  { arbitrary: fc.integer({ min: -62_000_000_000_000, max: LATEST_INSTANT - DAY }), weight: 1 },
  {
    arbitrary: fc
      .constantFrom("2024-02-29T23:59:59Z", "2000-02-29T00:00:00Z", "2026-12-31T23:59:59.999Z", "2026-03-29T01:30:00Z")
      .map((text) => Date.parse(text)),
    weight: 1,
  },
);

const offset = fc.constantFrom("Z", "+02:00", "-07:00", "+05:30", "+14:00", "-12:00", "+00:00", "+23:59", "-23:59");
const fraction = fc.oneof(fc.constant(""), fc.stringMatching(/^\d{1,9}$/));

/** RFC 3339 date-times in every style that it allows, leap seconds apart: few systems have a notion of them. */
export const dateTimeText: Arbitrary<string> = fc
  .record({ instant, offset, fraction, lowerCase: fc.boolean() }, { requiredKeys: ["instant"] })
  .map(({ instant: ms, ...style }) => formatInstant(ms, { fraction: "", ...style }));

/** RFC 3339 full-dates. */
export const dateText: Arbitrary<string> = instant.map((ms) => formatInstant(ms).slice(0, 10));

/** RFC 3339 full-times, zone included. */
export const timeText: Arbitrary<string> = dateTimeText.map((text) => text.slice(11));

/** Dates as HTTP writes them (RFC 9110, section 5.6.7). */
export const httpDateText: Arbitrary<string> = fc
  .integer({ min: 0, max: 4_102_444_800 })
  .map((seconds) => new Date(seconds * 1000).toUTCString());

/** RFC 3339 durations: weeks alone, or a run of units without gaps. */
export const durationText: Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("D", "YMD", "MD", "YM", "Y", "M", "", "W"),
    fc.constantFrom("", "H", "HM", "HMS", "MS", "M", "S"),
    fc.array(fc.nat(40), { minLength: 6, maxLength: 6 }),
  )
  .map(([date, time, numbers]) => {
    const write = (units: string, from: number) =>
      [...units].map((unit, index) => `${numbers[from + index]}${unit}`).join("");
    if (date === "W") return `P${write(date, 0)}`;
    if (date === "" && time === "") return "PT0S";
    return `P${write(date, 0)}${time === "" ? "" : `T${write(time, 3)}`}`;
  });
