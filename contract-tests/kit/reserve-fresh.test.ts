import { expect, it } from "vitest";
import type { PlannedCase } from "./plan.ts";
import { reserveFresh } from "./reserve-fresh.ts";

const CASES = [1, 2, 3].map((index) => {
  const name = { $text: [{ fresh: 8 }, { fresh: 8, of: "lower" }] };
  return { testCase: { name: `op/${index}` }, template: { body: { kind: "json", value: { name } } } };
}) as unknown as PlannedCase[];

function textsOf(shard?: { index: number; count: number }): { cases: string[]; others: string[] } {
  const { freshOf, fresh } = reserveFresh(CASES, { seed: "s", shard });
  const cases = CASES.flatMap((planned) => {
    const own = freshOf(planned);
    return [own(8), own(8, "lower")];
  });
  return { cases, others: [fresh(8), fresh(8, "lower"), freshOf(CASES[0] as PlannedCase)(12)] };
}

it("gives a case the same texts in every shard, and all other requests others", () => {
  const runs = [undefined, { index: 1, count: 2 }, { index: 2, count: 2 }].map(textsOf);
  for (const { cases } of runs) expect(cases).toEqual(runs[0]?.cases);
  const all = [...(runs[0]?.cases ?? []), ...runs.flatMap(({ others }) => others)];
  expect(new Set(all).size).toBe(all.length);
  expect(all.filter((text) => /^[a-z]{8}$/.test(text)).length).toBeGreaterThanOrEqual(6);
});
