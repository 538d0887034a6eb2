import { describe, expect, it } from "vitest";
import { SUBJECTS } from "../../contract-tests/mutants/subjects.ts";
import { type SeedOutcome, seedOutcomes } from "./seeds.ts";

const SLOW = 120_000;

describe("seedOutcomes", async () => {
  const subject = await (SUBJECTS["direct-upload"] as NonNullable<(typeof SUBJECTS)[string]>)();

  it("sends everything with the first seed, later what a seed or a moment changes", { timeout: SLOW }, async () => {
    const outcomes: SeedOutcome[] = [];
    for await (const outcome of seedOutcomes(subject, { from: 0, count: 3 }, 1)) outcomes.push(outcome);
    expect(outcomes.map(({ seed, alarms }) => [seed, alarms])).toEqual([0, 1, 2].map((seed) => [seed, []]));
    const [first = 0, second = 0, third = 0] = outcomes.map(({ results }) => results);
    expect(first).toBeGreaterThan(2 * second);
    expect(second).toBeGreaterThan(50);
    expect(third).toBe(second);
    const later: SeedOutcome[] = [];
    for await (const outcome of seedOutcomes(subject, { from: 2, count: 1 }, 1)) later.push(outcome);
    expect(later).toEqual(outcomes.slice(2));
  });

  it("gives every seed a moment of its own", { timeout: SLOW }, async () => {
    const onlyBefore = Date.UTC(2024, 1, 29);
    const closing: typeof subject = {
      ...subject,
      start: (how) => subject.start({ ...how, rules: how.now() < onlyBefore ? {} : { isInWindow: () => false } }),
    };
    const alarms: number[] = [];
    for await (const outcome of seedOutcomes(closing, { from: 0, count: 2 }, 1)) alarms.push(outcome.alarms.length);
    expect(alarms).toEqual([0, expect.any(Number)]);
    expect(alarms[1]).toBeGreaterThan(0);
  });
});
