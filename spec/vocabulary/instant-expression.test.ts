import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveInstant } from "./instant.ts";
import { describeInstant, instantFault, shiftInstant } from "./instant-expression.ts";

describe("shiftInstant", () => {
  it.each([
    ["now+PT2M", 0, "now+PT2M"],
    ["now+PT2M", -1, "now+PT1M59.999S"],
    ["now+PT2M", -120_000, "now"],
    ["now+PT2M", -121_000, "now-PT1S"],
    ["now", 86_400_000, "now+P1D"],
    ["now-P1D", 3_600_000, "now-PT23H"],
    ["now+P2W", 1500, "now+P14DT1.5S"],
    ["2030-01-01T01:00:00+01:00", -1, "2029-12-31T23:59:59.999Z"],
  ])("moves %s by %d ms to %s", (expression, ms, shifted) => {
    expect(shiftInstant(expression, ms)).toBe(shifted);
  });

  it("means what it says", () => {
    const distance = fc.integer({ min: -1e12, max: 1e12 });
    fc.assert(
      fc.property(distance, distance, (ms, now) => {
        expect(resolveInstant(shiftInstant("now+PT2M", ms), now)).toBe(now + 120_000 + ms);
        expect(instantFault(shiftInstant("now+PT2M", ms))).toBeUndefined();
      }),
      { seed: 1 },
    );
  });

  it("refuses what is no instant", () => {
    expect(() => shiftInstant("tomorrow", 1)).toThrow('"tomorrow" is no instant');
    expect(() => shiftInstant("9999-12-31T23:59:59Z", 1000)).toThrow("years 0000 to 9999");
  });
});

it.each([
  ["now", "now"],
  ["now+PT2M", "now + 2 minutes"],
  ["now-P1DT1H1M1S", "now - 1 day 1 hour 1 minute 1 second"],
  ["now+PT90M", "now + 1 hour 30 minutes"],
  ["2030-01-01T00:00:00Z", "2030-01-01T00:00:00Z"],
  ["tomorrow", "tomorrow"],
])("describes %s as %s", (expression, words) => {
  expect(describeInstant(expression)).toBe(words);
});

it.each(["now", "now+P366000D", "now-PT2M", "2030-01-01T00:00:00.123Z"])("finds no fault in %s", (expression) => {
  expect(instantFault(expression)).toBeUndefined();
});
