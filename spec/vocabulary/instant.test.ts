import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  durationOf,
  EARLIEST_INSTANT,
  formatInstant,
  instantOf,
  isDateTime,
  isFullDate,
  isFullTime,
  LATEST_INSTANT,
  parseInstant,
  resolveInstant,
} from "./instant.ts";

describe("instantOf", () => {
  it.each([
    ["1970-01-01T00:00:00Z", 0],
    ["2021-01-02T02:20:00Z", Date.UTC(2021, 0, 2, 2, 20)],
    ["2021-01-02T02:20:00.5Z", Date.UTC(2021, 0, 2, 2, 20, 0, 500)],
    ["2021-01-02T02:20:00.123456Z", Date.UTC(2021, 0, 2, 2, 20, 0, 123) + 0.456],
    ["1970-01-01T00:00:00.0000000000009999999Z", 0],
    ["2021-01-02t02:20:00z", Date.UTC(2021, 0, 2, 2, 20)],
    ["2021-01-02T02:20:00+02:00", Date.UTC(2021, 0, 2, 0, 20)],
    ["2021-01-02T02:20:00-07:30", Date.UTC(2021, 0, 2, 9, 50)],
    ["2021-01-01T23:59:59+23:59", Date.UTC(2021, 0, 1, 0, 0, 59)],
    ["2021-01-01T00:00:00-23:59", Date.UTC(2021, 0, 1, 23, 59)],
    ["2021-01-02T02:20:00-00:00", Date.UTC(2021, 0, 2, 2, 20)],
    ["2024-02-29T00:00:00Z", Date.UTC(2024, 1, 29)],
    ["2000-02-29T00:00:00Z", Date.UTC(2000, 1, 29)],
    ["0000-01-01T00:00:00Z", EARLIEST_INSTANT],
    ["0000-02-29T00:00:00Z", EARLIEST_INSTANT + 59 * 86_400_000],
    ["0099-12-31T23:59:59Z", new Date("0099-12-31T23:59:59Z").getTime()],
    ["9999-12-31T23:59:59.999Z", LATEST_INSTANT],
    ["9999-12-31T23:59:59-01:00", LATEST_INSTANT - 999 + 3_600_000],
  ])("reads %s", (text, ms) => {
    expect(instantOf(text)).toBeCloseTo(ms, 3);
    expect(isDateTime(text)).toBe(true);
  });

  it.each([
    ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"],
    ["2016-12-31T23:59:60.9Z", "2017-01-01T00:00:00Z"],
    ["2016-12-31T15:59:60-08:00", "2017-01-01T00:00:00Z"],
    ["2017-01-01T05:29:60+05:30", "2017-01-01T00:00:00Z"],
  ])("takes the leap second %s for the instant that follows it", (text, following) => {
    expect(instantOf(text)).toBe(instantOf(following));
  });

  it.each([
    "",
    "now",
    "2021-01-02",
    "02:20:00Z",
    "2021-01-02T02:20:00",
    "2021-01-02 02:20:00Z",
    "2021-01-02T02:20Z",
    "2021-01-02T02:20:00 Z",
    "2021-01-02T02:20:00Z ",
    " 2021-01-02T02:20:00Z",
    "2021-01-02T02:20:00Z\n",
    "2021-01-02T02:20:00ZZ",
    "2021-01-02T02:20:00.Z",
    "2021-01-02T02:20:00,5Z",
    "2021-01-02T02:20:00+0200",
    "2021-01-02T02:20:00+02",
    "2021-01-02T02:20:00+2:00",
    "2021-01-02T02:20:00+24:00",
    "2021-01-02T02:20:00+00:60",
    "2021-01-02T02:20:00+01:00Z",
    "2021-01-02T02:20:00\u221202:00",
    "2021-00-02T02:20:00Z",
    "2021-13-02T02:20:00Z",
    "2021-01-00T02:20:00Z",
    "2021-01-32T02:20:00Z",
    "2021-04-31T02:20:00Z",
    "2021-02-29T02:20:00Z",
    "2100-02-29T02:20:00Z",
    "2021-01-02T24:00:00Z",
    "2021-01-02T02:60:00Z",
    "2021-01-02T02:20:60Z",
    "2021-01-02T02:20:61Z",
    "2021-01-02T23:59:61Z",
    "2021-01-02T23:59:60+01:00",
    "2021-01-02T22:59:60Z",
    "20210102T022000Z",
    "2021-1-2T02:20:00Z",
    "21-01-02T02:20:00Z",
    "12021-01-02T02:20:00Z",
    "+2021-01-02T02:20:00Z",
    "-001-01-02T02:20:00Z",
    "2021/01/02T02:20:00Z",
    "2021-01-02T02.20.00Z",
    "\u0662\u0660\u0662\u0661-01-02T02:20:00Z",
    "2021-01-02T02:20:00\uff3a",
    "Sat, 02 Jan 2021 02:20:00 GMT",
    "1609554000",
  ])("reads no instant from %j", (text) => {
    expect(instantOf(text)).toBeNaN();
    expect(isDateTime(text)).toBe(false);
  });

  it("agrees with the platform on every day of 0000 to 9999 that is written, and on the days that are none", () => {
    for (let year = 0; year <= 9999; year += year < 2400 ? 1 : 97) {
      for (let month = 1; month <= 12; month++) {
        for (const day of [1, 28, 29, 30, 31]) {
          const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
          const platform = new Date(0);
          platform.setUTCFullYear(year, month - 1, day);
          const exists = platform.getUTCDate() === day;
          expect(isFullDate(text), text).toBe(exists);
          if (exists) expect(instantOf(`${text}T00:00:00Z`), text).toBe(platform.getTime());
        }
      }
    }
  });
});

function pad(value: number, length: number): string {
  return String(value).padStart(length, "0");
}

describe("isFullDate and isFullTime", () => {
  it("take their own part only", () => {
    expect(isFullDate("2021-01-02")).toBe(true);
    expect(isFullDate("2021-01-02T")).toBe(false);
    expect(isFullDate("2021-01-02Z")).toBe(false);
    expect(isFullTime("02:20:00.5+02:00")).toBe(true);
    expect(isFullTime("23:59:60Z")).toBe(true);
    expect(isFullTime("02:20:00")).toBe(false);
    expect(isFullTime("T02:20:00Z")).toBe(false);
  });
});

describe("durations and expressions", () => {
  it.each([
    ["PT2M", 120_000],
    ["PT0S", 0],
    ["P1D", 86_400_000],
    ["P2W", 14 * 86_400_000],
    ["P1DT2H30M5.5S", 95_405_500],
    ["PT36H", 129_600_000],
    ["PT0.001S", 1],
  ])("reads %s", (text, ms) => {
    expect(durationOf(text)).toBe(ms);
    expect(resolveInstant(`now+${text}`, 1000)).toBe(1000 + ms);
    expect(resolveInstant(`now-${text}`, 1000)).toBe(1000 - ms);
  });

  it.each([
    "",
    "P",
    "PT",
    "P1DT",
    "P1M",
    "P1Y",
    "P1W1D",
    "P1WT1H",
    "PT1.5H",
    "PT1H1D",
    "P1H",
    "PT-1S",
    "-P1D",
    "pt2m",
    "P1D ",
  ])("reads no duration from %j", (text) => {
    expect(durationOf(text)).toBeNaN();
    expect(resolveInstant(`now+${text}`, 0)).toBeNaN();
  });

  it("reads now, distances and date-times", () => {
    expect(parseInstant("now")).toEqual({ fromNow: true, ms: 0 });
    expect(parseInstant("now-PT1S")).toEqual({ fromNow: true, ms: -1000 });
    expect(parseInstant("1970-01-01T00:00:01Z")).toEqual({ fromNow: false, ms: 1000 });
    expect(resolveInstant("1970-01-01T00:00:01Z", 5)).toBe(1000);
    for (const text of ["Now", "now ", "nowadays", "now+", "nowPT2M", "now+PT2M+PT2M", "now++PT2M", "", "PT2M"]) {
      expect(parseInstant(text), text).toBeUndefined();
    }
  });
});

describe("formatInstant", () => {
  const ms = Date.UTC(2021, 0, 2, 2, 20, 0, 7);

  it.each([
    [{}, "2021-01-02T02:20:00.007Z"],
    [{ offset: "+02:00" }, "2021-01-02T04:20:00.007+02:00"],
    [{ offset: "-07:30" }, "2021-01-01T18:50:00.007-07:30"],
    [{ fraction: "" }, "2021-01-02T02:20:00Z"],
    [{ fraction: "123456789" }, "2021-01-02T02:20:00.123456789Z"],
    [{ lowerCase: true }, "2021-01-02t02:20:00.007z"],
    [{ offset: "+00:00", lowerCase: true, fraction: "5" }, "2021-01-02t02:20:00.5+00:00"],
  ])("writes %o", (style, text) => {
    expect(formatInstant(ms, style)).toBe(text);
  });

  it("writes years below 100, and a fraction of a millisecond", () => {
    expect(formatInstant(EARLIEST_INSTANT)).toBe("0000-01-01T00:00:00.000Z");
    expect(formatInstant(1.5)).toBe("1970-01-01T00:00:00.0015000Z");
    expect(formatInstant(-0.5)).toBe("1969-12-31T23:59:59.9995000Z");
  });

  it.each([
    [EARLIEST_INSTANT - 1, {}, /years 0000 to 9999/],
    [LATEST_INSTANT + 1, {}, /years 0000 to 9999/],
    [LATEST_INSTANT, { offset: "+00:01" }, /years 0000 to 9999/],
    [Number.NaN, {}, /years 0000 to 9999/],
    [0, { offset: "+2" }, /offset "\+2": write it as Z or ±hh:mm/],
    [0, { fraction: "x" }, /fraction "x"/],
  ])("refuses %d %o", (instant, style, message) => {
    expect(() => formatInstant(instant, style)).toThrow(message);
  });

  it("is read back as the same instant", () => {
    const offset = fc
      .tuple(fc.constantFrom("+", "-"), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([sign, hours, minutes]) => `${sign}${pad(hours, 2)}:${pad(minutes, 2)}`);
    const day = 86_400_000;
    const instant = fc.integer({ min: EARLIEST_INSTANT + day, max: LATEST_INSTANT - day });
    fc.assert(
      fc.property(instant, fc.oneof(offset, fc.constant("Z")), fc.boolean(), (moment, zone, lowerCase) => {
        expect(instantOf(formatInstant(moment, { offset: zone, lowerCase }))).toBe(moment);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});
