import { describe, expect, it } from "vitest";
import { isDateTime } from "../vocabulary/instant.ts";
import { OVERFULL_FORMS, type OverfullForm, overfullInstant } from "./overfull-instant.ts";

/** As lenient parsers do it: every field is added, whatever it says. */
function lenientInstant(text: string): number {
  const [, year, month, day, hour, minute, second, sign = "+", hours = 0, minutes = 0] =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:Z|([+-])(\d\d):(\d\d))$/.exec(text) ?? [];
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return local - Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

describe("overfullInstant", () => {
  it.each<[OverfullForm, string]>([
    ["overfull-month", "2026-17-06T07:08:09Z"],
    ["overfull-day", "2027-04-36T07:08:09Z"],
    ["overfull-hour", "2027-05-05T31:08:09Z"],
    ["overfull-minute", "2027-05-06T06:68:09Z"],
    ["overfull-second", "2027-05-06T07:07:69Z"],
    ["overfull-offset-hours", "2027-05-07T07:08:09+24:00"],
    ["overfull-offset-minutes", "2027-05-06T08:08:09+00:60"],
    ["stray-leap-second", "2027-05-06T07:07:60Z"],
    ["month-zero", "2028-00-06T07:08:09Z"],
    ["day-zero", "2027-06-00T07:08:09Z"],
  ])("writes %s", (form, text) => {
    expect(overfullInstant(Date.UTC(2027, 4, 6, 7, 8, 9, 123), form)).toBe(text);
  });

  const moments = [
    ...["2027-03-01T00:00:00Z", "2028-03-01T00:59:59Z", "2026-12-31T23:59:59Z", "2027-01-01T00:00:30Z"],
    ...["2027-10-31T12:39:39Z", "2027-02-28T23:40:40Z", "2028-02-29T00:00:00Z", "2099-12-31T00:20:00Z"],
  ].map((text) => Date.parse(text));

  it.each(OVERFULL_FORMS)("is never a date-time: %s", (form) => {
    for (const moment of moments) expect(isDateTime(overfullInstant(moment, form)), String(moment)).toBe(false);
  });

  it.each(OVERFULL_FORMS.filter((form) => !form.endsWith("-zero")))(
    "is the instant to a lenient parser: %s",
    (form) => {
      for (const moment of moments) {
        const early = moment - lenientInstant(overfullInstant(moment, form));
        expect(early, new Date(moment).toISOString()).toBeLessThanOrEqual(
          form === "overfull-minute" ? 20 * 60_000 : 119_999,
        );
        expect(early).toBeGreaterThanOrEqual(-1_000);
      }
    },
  );

  it("has zeros that are the instant at the end of a year and of a month", () => {
    const end = Date.UTC(2026, 11, 31, 7, 8, 9);
    expect(lenientInstant(overfullInstant(end, "day-zero"))).toBe(end);
    expect(lenientInstant(overfullInstant(end, "month-zero"))).toBe(end);
  });

  it("refuses years that cannot be written", () => {
    expect(() => overfullInstant(Date.UTC(9999, 11, 31, 23), "overfull-offset-hours")).toThrow(RangeError);
  });
});
