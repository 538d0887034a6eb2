import { expect, it } from "vitest";
import type { Review } from "../../../contract-tests/mutants/mechanical/review.ts";
import { type MechanicalVerdict, mechanicalScore } from "./mechanical-score.ts";

const mutant = (original: string, replacement: string) => ({
  ...{ id: original, mutator: "Constant", file: "a.ts", within: "f", line: 3, original, replacement },
});
const KILL = { name: "op/body/a/maximum/3", what: "was accepted" };
const VERDICTS: MechanicalVerdict[] = [
  { mutant: mutant("1", "2"), kill: KILL, attributed: KILL, isCovered: true },
  { mutant: mutant("3", "4"), kill: KILL, isCovered: true },
  { mutant: mutant("5", "6"), isCovered: false },
  { mutant: mutant("7", "8"), isCovered: true },
];
const REVIEW: Review = { unseen: { "left to the API": ["a.ts f: 5 → 6"] }, breaks: {} };
const ALL = VERDICTS.map((verdict) => verdict.mutant);

it("counts shares of what can be seen", () => {
  const { table, killedShare } = mechanicalScore(VERDICTS, REVIEW, ALL);
  expect(killedShare).toBeCloseTo(66.67, 1);
  expect(table.split("\n").slice(2)).toEqual([
    "| Constant | 4 | 1 | 2 | 1 | 66.7 | 33.3 |",
    "| **all** | 4 | 1 | 2 | 1 | 66.7 | 33.3 |",
  ]);
});

it("lists what survives, with the reason or without, and what is killed by a case of something else", () => {
  const { survivors, unattributed, mistakes } = mechanicalScore(VERDICTS, REVIEW, ALL);
  expect(survivors).toEqual([
    "a.ts f: 5 → 6 [line 3, Constant, no case comes by]: left to the API",
    "a.ts f: 7 → 8 [line 3, Constant]: NO REASON KNOWN",
  ]);
  expect(unattributed).toEqual(["a.ts f: 3 → 4 [line 3, Constant]: op/body/a/maximum/3"]);
  expect(mistakes).toEqual([]);
});

it("says where the review is wrong: a mutant that is killed after all, one that there is not", () => {
  const unseen = { "nobody sees it": ["a.ts f: 1 → 2", "a.ts f: 1 → 3"] };
  const { killedShare, mistakes } = mechanicalScore(VERDICTS, { unseen, breaks: {} }, ALL);
  expect(mistakes).toEqual([
    "a.ts f: 1 → 2: nobody sees it, it says, but op/body/a/maximum/3 does",
    "a.ts f: 1 → 3: there is no such mutant",
  ]);
  // A killed mutant counts as one, whatever the review says.
  expect(killedShare).toBe(50);
});

it("has nothing to say about no mutants", () => {
  expect(mechanicalScore([], { unseen: {}, breaks: {} }, []).killedShare).toBe(100);
});
